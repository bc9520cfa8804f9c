package enquire.sync.node;

import enquire.editor.page.Blanks;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Occurrences;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.storage.TakenOut;
import enquire.storage.TakingOut;
import enquire.storage.WordsNotTakenOutException;
import enquire.storage.WordsNotTakenOutException.Reason;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.Redactions;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterAct.Redact;
import enquire.sync.roster.RosterRecords;
import enquire.sync.statement.StatementCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final RedactedFiles files;
    private final Unvouched unvouched = new Unvouched();
    private final DeletionsForOthers deletions;

    /** Not a monitor: whoever takes something out waits for the disk. */
    private final ReentrantLock lock = new ReentrantLock();

    /** When it was tried last to clean the files; at the start it is. */
    private volatile Instant scrubbed;

    /** What was done here in this run. */
    private final Map<PageId, Map<ChangeHash, TakenOut>> done = new HashMap<>();

    /** Of which it failed, or is being done. */
    private final Set<PageId> owed = ConcurrentHashMap.newKeySet();

    /**
     * @param filesGone is told that attachments may not be here any more
     */
    Redacting(
            NodeKey key,
            Repository repository,
            Members members,
            InstantSource clock,
            Runnable filesGone) {
        this.key = key;
        this.repository = repository;
        this.members = members;
        this.clock = clock;
        this.scrubbed = clock.instant();
        this.deletions = new DeletionsForOthers(repository, members);
        this.files = new RedactedFiles(key, repository, members, clock, filesGone);
    }

    /** Whether this node may. */
    public boolean mayRedact() {
        return mayRedact(key, members);
    }

    static boolean mayRedact(NodeKey key, Members members) {
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
        return isOwed() || takingOut().scrubbing().isOwed();
    }

    /** Whether something is to be taken out here still, because it failed. */
    boolean isOwed() {
        return !owed.isEmpty() || files.isOwed();
    }

    /** Something of a page came from a peer, of which this was not taken in. */
    void came(PageId page, PeerId by, Collection<Change> changes, Set<ChangeHash> lacking) {
        unvouched.came(page, by, changes, lacking, members.roster().redactions());
    }

    /**
     * Pages of which a member has more than this node can take in: words were taken out of it by
     * somebody who may not say so any more. If an owner makes that member an admin, its node
     * vouches for what is left.
     *
     * @return who brought it last
     */
    public Map<PageId, PeerId> unvouched() {
        return unvouched.now(
                members.roster().redactions(),
                (page, change) -> repository.exchange().holds(page, Set.of(change)));
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
        requireRoom(page, found.named().stream().map(Redacting::out).toList());
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
        requireRole(key, members);
        boolean stays = find(page, words).stays();
        List<Redact.Out> named =
                takingOut().delete(page, words).stream().map(Redacting::out).toList();
        requireFew(named.size());
        sign(page, named);
        return new Redacted(named.size(), stays, takeOutOrOwe(page));
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

    /**
     * Before anything is deleted: else the words were gone from the text, and stayed in its past.
     */
    private void requireRoom(PageId page, List<Redact.Out> named) {
        Roster roster = members.roster();
        int records = 0;
        for (int from = 0; from < named.size(); records++) {
            from += RosterRecords.fitting(key, roster, page, named.subList(from, named.size()));
        }
        if (records > RosterRecords.room(key.id(), roster)) {
            throw new WordsNotTakenOutException(Reason.NO_ROOM);
        }
    }

    private static Redact.Out out(TakingOut.Named named) {
        return new Redact.Out(named.change(), named.proof(), named.blanks());
    }

    /**
     * @throws IllegalArgumentException with a sentence, if this node may not
     */
    static void requireRole(NodeKey key, Members members) {
        if (!mayRedact(key, members)) {
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

    /** Attachments that are taken out for good. */
    public RedactedFiles files() {
        return files;
    }

    /** What fails is owed: it is tried again after some minutes, and said until then. */
    private CompletableFuture<Void> takeOutOrOwe(PageId page) {
        try {
            return takeOut(page);
        } catch (StorageException e) {
            LOG.warn("Something is to be taken out of page {} still: {}", page, e.getMessage());
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Void> takeOut(PageId page) {
        lock.lock();
        try {
            Map<ChangeHash, TakenOut> named = members.roster().redactions().of(page);
            owed.add(page);
            CompletableFuture<Void> clean = takingOut().takeOut(page);
            done.put(page, named);
            owed.remove(page);
            return clean;
        } finally {
            lock.unlock();
        }
    }

    /** After the roster has grown, and at the start. */
    void followRoster() {
        Redactions redactions = members.roster().redactions();
        files.takeOut();
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
        files.takeOut();
        if (mayRedact()) {
            Redactions redactions = members.roster().redactions();
            for (PageId page : redactions.pages()) {
                tryOn(page, () -> deletions.makeUp(page, redactions));
            }
        }
        owed.addAll(takingOut().makeUp());
        Instant now = clock.instant();
        boolean setBack = now.isBefore(scrubbed); // Else it waited for years, perhaps.
        if (setBack || now.isAfter(scrubbed.plus(SCRUB_PAUSE))) {
            scrubbed = now;
            owed.forEach(page -> tryOn(page, () -> takeOut(page)));
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
        } catch (RuntimeException e) { // Of whatever kind: the page may be damaged.
            LOG.warn("Something is to be taken out of page {} still", page, e);
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

    private TakingOut takingOut() {
        return repository.archive().takingOut();
    }
}
