package enquire.sync.node;

import enquire.editor.page.Blanks;
import enquire.editor.page.BlobId;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Occurrences;
import enquire.editor.page.PageId;
import enquire.storage.NotAWriterException;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.storage.TakenOut;
import enquire.storage.TakingOut;
import enquire.storage.Version;
import enquire.storage.WordsNotTakenOutException;
import enquire.storage.WordsNotTakenOutException.Reason;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.Redactions;
import enquire.sync.roster.Role;
import enquire.sync.roster.RosterAct.Redact;
import enquire.sync.roster.RosterRecords;
import enquire.sync.statement.StatementCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes words out of the past of pages for good: as an owner or admin of the wiki, by a record that
 * every node goes by; and here, as soon as such a record is known. Thread-safe.
 */
public final class Redacting {

    /** Changes that one call may name: 50 records of the roster or so, which has 4,096. */
    static final int CHANGES_MAX = 2_560;

    /**
     * How long the files of the wiki are left alone before it is tried again to write them anew
     * without what was taken out: the disk may be full. (A guess.)
     */
    private static final Duration SCRUB_PAUSE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Redacting.class);

    private final NodeKey key;
    private final Repository repository;
    private final Members members;
    private final InstantSource clock;
    private final Runnable filesGone;

    /** Not a monitor: whoever takes something out waits for the disk. */
    private final ReentrantLock lock = new ReentrantLock();

    /** When it was tried last to clean the files; at the start it is. */
    private volatile Instant scrubbed;

    /** What was done here in this run. */
    private final Map<PageId, Map<ChangeHash, TakenOut>> done = new HashMap<>();

    /** Versions in which nothing stands any more that is to go, and those of the last look. */
    private final Map<PageId, Version> clear = new ConcurrentHashMap<>();

    private final Map<PageId, Version> seen = new ConcurrentHashMap<>();

    /**
     * @param filesGone is told that attachments may not be here any more
     */
    Redacting(
            NodeKey key,
            Repository repository,
            Members members,
            InstantSource clock,
            Runnable filesGone) {
        this.filesGone = filesGone;
        this.key = key;
        this.repository = repository;
        this.members = members;
        this.clock = clock;
        this.scrubbed = clock.instant();
    }

    /** Whether this node may. */
    public boolean mayRedact() {
        return members.role(key.id())
                .filter(role -> role == Role.OWNER || role == Role.ADMIN)
                .isPresent();
    }

    /** Pages of which somebody ever said that something is to go, whether that counts or not. */
    public Set<PageId> pages() {
        return members.roster().redactions().pages();
    }

    /** Who took something out of a page, and when. */
    public List<Redactions.Told> told(PageId page) {
        return members.roster().redactions().told(page);
    }

    /**
     * Whether it was taken out of the page, but stands in its text here: its deletion is to come.
     */
    public boolean isWaiting(PageId page) {
        return takingOut().isWaiting(page);
    }

    /** Whether files of this computer may hold what was taken out: that is tried again. */
    public boolean isUnclean() {
        return takingOut().scrubbing().isOwed();
    }

    /**
     * Where words are that could be taken out.
     *
     * @throws WordsNotTakenOutException if they cannot be
     */
    public Found find(PageId page, String words) {
        TakingOut.Found found = takingOut().find(page, words);
        requireFew(found.changes());
        boolean signed = isSigned(page, Occurrences.spellings(words));
        boolean anywhere = signed || !found.names().isEmpty();
        if (found.changes() == 0) {
            throw new WordsNotTakenOutException(anywhere ? Reason.NOT_IN_TEXT : Reason.NOT_THERE);
        }
        return new Found(found.now(), found.changes(), found.lines(), anywhere);
    }

    /**
     * @param now how often the words stand in the text
     * @param changes in which parts of them were written; at least one
     * @param lines how many describe an edit or name a version by them, and go as a whole
     * @param stays whether they are also in a title, in the name of a file or in a signed statement
     *     about an edit: there they stay
     */
    public record Found(int now, int changes, int lines, boolean stays) {}

    /**
     * No Enquire signs words with an edit (they are in the edit), but it may be another program's.
     */
    private boolean isSigned(PageId page, List<String> spellings) {
        return repository.exchange().statements(page).stream()
                .flatMap(each -> StatementCodec.revision(each.bytes()).stream())
                .flatMap(revision -> revision.summary().stream())
                .anyMatch(summary -> spellings.stream().anyMatch(summary::contains));
    }

    /**
     * Takes words out of the text, if they stand there, and out of all of its past, here and on
     * every other node that hears of it. Cannot be undone. Durable when this returns.
     *
     * @return in how many changes they were; and completes when this computer's files are clean
     * @throws WordsNotTakenOutException if they cannot be taken out
     * @throws IllegalArgumentException with a sentence, if this node may not
     */
    public Redacted redact(PageId page, String words) {
        requireRole();
        boolean stays = find(page, words).stays();
        List<Redact.Out> named =
                takingOut().delete(page, words).stream().map(Redacting::out).toList();
        requireFew(named.size());
        sign(page, named);
        return new Redacted(named.size(), stays, takeOut(page));
    }

    /**
     * @param stays as {@link Found#stays}
     * @param clean completes when no file of this computer's database holds the words any more, or
     *     with a {@link StorageException}: then that is tried again after some minutes
     */
    public record Redacted(int changes, boolean stays, CompletableFuture<Void> clean) {}

    private static void requireFew(int changes) {
        if (changes > CHANGES_MAX) {
            throw new WordsNotTakenOutException(Reason.TOO_OFTEN);
        }
    }

    private static Redact.Out out(TakingOut.Named named) {
        return new Redact.Out(named.change(), named.proof(), named.blanks());
    }

    private void requireRole() {
        if (!mayRedact()) {
            throw new IllegalArgumentException(
                    "Only the owner and admins take something out of a page's past. Nothing was changed.");
        }
    }

    /** In as many records as it takes. */
    private void sign(PageId page, List<Redact.Out> named) {
        for (int from = 0; from < named.size(); ) {
            List<Redact.Out> rest = named.subList(from, named.size());
            int[] count = {0};
            members.sign(roster -> {
                count[0] = RosterRecords.fitting(key, roster, page, rest);
                return RosterRecords.redact(
                        key, roster, page, rest.subList(0, count[0]), clock.instant());
            });
            from += count[0];
        }
    }

    /**
     * Takes an attachment that a page has or had, or that lies here and is in no page, out of the
     * wiki, here and on every other node that hears of it: nobody keeps its bytes, and pages keep
     * their links. Cannot be undone. Durable when this returns.
     *
     * @throws WordsNotTakenOutException if there is no such attachment
     * @throws IllegalArgumentException with a sentence, if this node may not
     */
    public void redactFile(PageId page, BlobId file) {
        requireRole();
        boolean here = repository.blobs().file(file).isPresent();
        if (!here && !attached(page).containsKey(file)) {
            throw new WordsNotTakenOutException(Reason.NOT_THERE);
        }
        members.sign(roster -> RosterRecords.redactFile(key, roster, file, clock.instant()));
        takeOutFiles();
    }

    /** Attachments that a page has or had and that were not taken out, with their JSON. */
    public Map<BlobId, String> attached(PageId page) {
        Map<BlobId, String> attached = new HashMap<>(repository.attachments().ever(page));
        attached.keySet().removeAll(files().keySet());
        return attached;
    }

    /** Attachments of which nobody keeps the bytes any more, and who said so. */
    public Map<BlobId, Redactions.Told> files() {
        return members.roster().redactions().files();
    }

    private void takeOutFiles() {
        boolean any = false;
        var failed = new ArrayList<StorageException>();
        for (BlobId file : files().keySet()) {
            try {
                if (repository.blobs().takeOut(file)) {
                    LOG.info("Attachment {} was taken out for good", file);
                    any = true;
                }
            } catch (StorageException e) {
                failed.add(e); // One that cannot be removed holds up no other.
            }
        }
        if (any) {
            filesGone.run();
            takingOut().scrubbing().tell();
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }

    private CompletableFuture<Void> takeOut(PageId page) {
        lock.lock();
        try {
            Map<ChangeHash, TakenOut> named = members.roster().redactions().of(page);
            CompletableFuture<Void> clean = takingOut().takeOut(page);
            done.put(page, named);
            return clean;
        } finally {
            lock.unlock();
        }
    }

    /** After the roster has grown, and at the start. */
    void followRoster() {
        Redactions redactions = members.roster().redactions();
        makeUpFiles();
        for (PageId page : redactions.pages()) {
            tryOn(
                    page,
                    () -> {
                        if (!redactions.of(page).equals(isDone(page))) {
                            takeOut(page);
                        }
                        nameAnew(redactions, page);
                    });
        }
    }

    private void makeUpFiles() {
        try {
            takeOutFiles();
        } catch (StorageException e) {
            LOG.warn("A file is to be taken out of the wiki still: {}", e.getMessage());
        }
    }

    private Map<ChangeHash, TakenOut> isDone(PageId page) {
        lock.lock();
        try {
            return done.getOrDefault(page, Map.of());
        } finally {
            lock.unlock();
        }
    }

    /** Once in a while: deletions have come, or what failed may work now. */
    void makeUp() {
        makeUpFiles();
        if (mayRedact()) {
            Redactions redactions = members.roster().redactions();
            for (PageId page : redactions.pages()) {
                tryOn(page, () -> deleteForOthers(redactions, page));
            }
        }
        takingOut().makeUp();
        Instant now = clock.instant();
        if (now.isAfter(scrubbed.plus(SCRUB_PAUSE))) {
            scrubbed = now;
            try {
                takingOut().scrubbing().makeUp();
            } catch (StorageException e) {
                LOG.warn("Files of the wiki are to be cleaned still: {}", e.getMessage());
            }
        }
    }

    /** What cannot be done to one page holds up no other. */
    private static void tryOn(PageId page, Runnable work) {
        try {
            work.run();
        } catch (StorageException
                | MalformedException
                | NotAWriterException
                | IllegalArgumentException e) {
            LOG.warn("Something is to be taken out of page {} still: {}", page, e.getMessage());
        }
    }

    /**
     * What was taken out here, and of which nobody vouches for what is left, is named by this node
     * if it may: else who does not hold the page could not be given it.
     */
    private void nameAnew(Redactions redactions, PageId page) {
        Map<ChangeHash, Blanks> unproven = redactions.unproven(page);
        if (unproven.isEmpty() || !mayRedact()) {
            return;
        }
        List<Redact.Out> named =
                takingOut().held(page, unproven).stream().map(Redacting::out).toList();
        if (!named.isEmpty()) {
            var blanks = new HashMap<ChangeHash, Blanks>();
            named.forEach(each -> blanks.put(each.change(), each.blanks()));
            takingOut().deleteStanding(page, blanks);
            sign(page, named);
            takeOut(page);
        }
    }

    /**
     * Whoever said that something is to go deletes it in the text. If his edit never comes, because
     * he may write no more or lost his disk, the words stand for ever, or marks in their place:
     * then this node deletes them, if it may. That two do is the same as that one does.
     */
    private void deleteForOthers(Redactions redactions, PageId page) {
        Optional<Version> version = repository.page(page).map(PageView::version);
        if (version.isEmpty() || version.get().equals(clear.get(page))) {
            return;
        }
        boolean gone =
                redactions.told(page).stream()
                        .anyMatch(told -> members.role(told.by()).filter(Role::writes).isEmpty());
        // Else his edit is on its way: nothing has come since the last time.
        if (version.get().equals(seen.put(page, version.get())) || gone) {
            var blanks = new HashMap<ChangeHash, Blanks>();
            redactions.of(page).forEach((change, out) -> blanks.put(change, out.blanks()));
            takingOut().deleteStanding(page, blanks);
            clear.put(page, version.get());
        }
    }

    private TakingOut takingOut() {
        return repository.archive().takingOut();
    }
}
