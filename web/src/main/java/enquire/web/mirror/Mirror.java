package enquire.web.mirror;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.storage.Watcher;
import enquire.sync.node.OwnThread;
import enquire.sync.node.Wiki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that follows a wiki while the node runs, and whose edits enter it. One thread of its own
 * does everything; the public methods are thread-safe.
 */
public final class Mirror implements AutoCloseable {

    /** Four bytes a character at most, and as many again for line ends. */
    private static final int FILE_BYTES_MAX = 8 * Repository.TEXT_CHARS_MAX;

    private static final Duration SOON = Duration.ofMillis(50);

    /** Between two looks at what will be another one in a moment. */
    private static final Duration LATER = Duration.ofMillis(500);

    /** Between two looks whether the folder can be used again. */
    private static final Duration UNABLE = Duration.ofSeconds(1);

    private static final int PAGES_AT_ONCE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);

    private final Repository repository;
    private final Wiki wiki;
    private final Owner self;
    private final InstantSource clock;
    private final Folder folder;
    private final Desk desk;
    private final Inward inward;
    private final Deleting deleting;
    private final Outward outward;
    private final Taking taking;
    private final OwnThread thread;
    private final Bulletin bulletin;
    private final TakenOutFiles takenOut;
    private final Watcher watcher;
    private final Looking looking;

    /** Only used by its own thread. */
    private Instant retried = Instant.MIN;

    /** Only used by its own thread: there may be more than is known to wait. */
    private boolean looks;

    /** Only used by its own thread: what was left before the start was looked for. */
    private boolean found;

    private List<Entry> held = List.of();

    Mirror(Wiki wiki, Path top, InstantSource clock) {
        this.wiki = wiki;
        self = Owner.of(wiki);
        this.clock = clock;
        repository = wiki.repository();
        folder = new Folder(top);
        var memory = new MirrorMemory(repository.records(), repository.archive().takingOut()::left);
        var entries = new Entries(memory);
        var files = new KnownFiles(memory);
        desk =
                new Desk(
                        entries,
                        new Asides(
                                folder,
                                memory,
                                FILE_BYTES_MAX,
                                new KnownTexts(repository),
                                this::stays),
                        files,
                        new ReplacedFiles(folder, memory, files, this::stays));
        var others = new OthersLinks(repository, entries);
        taking =
                new Taking(
                        repository,
                        entries,
                        page -> !wiki.redacting().told(page).isEmpty(),
                        others);
        var attachments = new Attachments(repository, folder, desk);
        inward = new Inward(repository, folder, desk, taking, attachments, FILE_BYTES_MAX);
        deleting = new Deleting(repository, folder, desk, taking);
        outward =
                new Outward(
                        repository,
                        folder,
                        desk,
                        new Putting(repository, folder, desk),
                        attachments,
                        others);
        takenOut = new TakenOutFiles(wiki, folder, desk);
        bulletin = new Bulletin(status(MirrorStatus.State.BEGINNING));
        watcher = repository.watch();
        looking = new Looking(folder, desk, watcher::wake);
        thread = new OwnThread("mirror-" + wiki.slug(), this::follow);
    }

    void start() {
        thread.start();
    }

    /** As it was a moment ago. */
    public MirrorStatus status() {
        return bulletin.status();
    }

    /** As it is once something else is waiting than {@code waiting}, or after {@code atMost}. */
    public MirrorStatus statusAfter(int waiting, Duration atMost) throws InterruptedException {
        return statusWhen(now -> now.waiting() != waiting, atMost);
    }

    /** As it is once it fits, or after {@code atMost}. */
    public MirrorStatus statusWhen(Predicate<MirrorStatus> fits, Duration atMost)
            throws InterruptedException {
        return bulletin.statusWhen(fits, atMost);
    }

    /**
     * What is to become of pages whose files went all at once.
     *
     * @param deletes whether they are deleted in the wiki; if not, their files come back
     * @param pages those that whoever says so was asked about: there may be more by now
     */
    public void answer(boolean deletes, Set<PageId> pages) {
        bulletin.answer(new Bulletin.Answer(deletes, pages));
        watcher.wake();
    }

    /** Something was taken out of the wiki for good. */
    void wake() {
        watcher.wake();
    }

    @Override
    public void close() {
        watcher.close();
        thread.close();
    }

    private void follow() throws InterruptedException {
        try {
            begin();
            while (true) {
                Duration rest = pass();
                desk.changed.addAll(watcher.take(rest));
            }
        } finally {
            looking.close();
        }
    }

    private void begin() {
        Optional<TitleKey> after = Optional.empty();
        List<PageSummary> pages;
        do {
            pages = repository.pages(after, PAGES_AT_ONCE);
            pages.forEach(page -> desk.changed.add(page.page()));
            after = pages.isEmpty() ? after : Optional.of(pages.getLast().title().key());
        } while (pages.size() == PAGES_AT_ONCE);
        desk.entries.all().forEach(entry -> desk.changed.add(entry.page));
    }

    /**
     * What a node that was killed had left: once, and only in a folder that is there and ours, as
     * what is not found is forgotten.
     */
    private void find() {
        if (found) {
            return;
        }
        try {
            folder.clear();
            desk.asides.find(desk.entries);
        } catch (IOException e) {
            LOG.warn("What was set aside in {} cannot be read: {}", folder.top(), e.toString());
        }
        found = true;
    }

    /**
     * Everything once.
     *
     * @return when to look again if nobody says anything
     */
    private Duration pass() {
        MirrorStatus.State before = bulletin.status().state();
        MirrorStatus.State state;
        try {
            state = carry();
        } catch (FolderException e) {
            state =
                    e.reason() == FolderException.Reason.TOO_MANY
                            ? MirrorStatus.State.TOO_MANY
                            : MirrorStatus.State.UNREADABLE;
        } catch (IOException e) {
            LOG.debug("The folder {} cannot be read.", folder.top(), e);
            state = MirrorStatus.State.UNREADABLE;
        } catch (StorageException e) {
            LOG.warn("The mirror of “{}” goes on later: {}", wiki.name(), e.getMessage());
            looking.everything(); // What was seen in this pass may not be carried over yet.
            state = bulletin.status().state();
        } catch (RuntimeException e) {
            // Without this thread nothing would follow any more, and nobody would hear of it.
            LOG.warn("The mirror of “{}” goes on later", wiki.name(), e);
            state = MirrorStatus.State.UNREADABLE;
        }
        if (state != MirrorStatus.State.FOLLOWING) {
            looking.everything();
        }
        boolean back =
                state == MirrorStatus.State.FOLLOWING && before != MirrorStatus.State.FOLLOWING;
        if (back) {
            looking.watch();
        }
        bulletin.publish(status(state));
        return state == MirrorStatus.State.FOLLOWING ? rest() : UNABLE;
    }

    private MirrorStatus.State carry() throws IOException {
        Instant now = clock.instant();
        Optional<MirrorStatus.State> wrong = wrongFolder();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        find();
        if (looking.isDue(now, bulletin.isAnswered())) {
            if (Duration.between(retried, now).compareTo(Looking.RETRY) >= 0) {
                retried = now;
                retry();
            }
            takeIn(now);
            bulletin.answer().ifPresent(this::obey);
            held = deleting.delete(now);
        }
        takenOut.check(now);
        outward.write(now, () -> bulletin.publish(status(bulletin.status().state())));
        desk.asides.check(now, this::late);
        desk.replaced.check(now);
        desk.save();
        return MirrorStatus.State.FOLLOWING;
    }

    private void obey(Bulletin.Answer said) {
        List<Entry> meant =
                held.stream().filter(entry -> said.pages().contains(entry.page)).toList();
        if (said.deletes()) {
            deleting.delete(meant);
        } else {
            deleting.putBack(meant);
        }
    }

    private void takeIn(Instant now) throws IOException {
        looks = true;
        try {
            inward.look(looking.look(now), now, this::between);
        } finally {
            looks = false;
        }
    }

    /** While much is taken in, edits of the wiki are carried out, and it is said how far it is. */
    private void between() {
        try {
            desk.changed.addAll(watcher.take(Duration.ZERO));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Whoever waits next ends.
        }
        outward.write(
                clock.instant(), () -> bulletin.publish(status(MirrorStatus.State.FOLLOWING)));
        desk.save();
        bulletin.publish(status(MirrorStatus.State.FOLLOWING));
    }

    /** What could not be done may be possible now: there is room, a role, a file that arrived. */
    private void retry() {
        desk.troubles.forEach((path, trouble) -> {
            boolean passes =
                    trouble.kind() == Trouble.Kind.MAY_NOT_WRITE
                            || trouble.kind() == Trouble.Kind.NOT_STORED;
            if (passes && !folder.isAside(path)) {
                desk.sight.forget(path);
                desk.wanted.add(path);
            }
        });
        desk.tryNamesAgain();
        desk.changed.addAll(desk.lacking);
        desk.lacking.clear();
    }

    private void stays(Trouble trouble) {
        desk.troubles.put(trouble.path(), trouble);
    }

    private boolean late(PageId id, List<Standing> stood, FileText text, String aside) {
        Optional<PageView> page = repository.page(id);
        if (page.isPresent()
                && taking.late(page.get(), stood, text, aside, clock.instant())
                        instanceof Taking.Result.Left left) {
            String kept = Folder.asidePath(aside); // The file itself is the page's newer one.
            Trouble why = left.trouble();
            desk.troubles.put(kept, new Trouble(kept, why.kind(), why.detail()));
            return false;
        }
        desk.settle(Folder.asidePath(aside));
        desk.changed.add(id);
        return true;
    }

    /** Nothing is deleted because a disk is not there. */
    private Optional<MirrorStatus.State> wrongFolder() throws IOException {
        if (!Files.isDirectory(folder.top(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(MirrorStatus.State.GONE);
        }
        Optional<Owner> owner = folder.mark().owner();
        if (owner.isEmpty()) {
            return Optional.of(MirrorStatus.State.UNMARKED);
        }
        if (!owner.get().wiki().equals(self.wiki())) {
            return Optional.of(MirrorStatus.State.OTHER_WIKI);
        }
        return owner.get().equals(self)
                ? Optional.empty()
                : Optional.of(MirrorStatus.State.OTHER_COMPUTER);
    }

    private Duration rest() {
        boolean soon =
                looking.isSoon() || outward.isWaiting() || !held.isEmpty() && bulletin.isAnswered();
        boolean later =
                desk.sight.isWaiting()
                        || desk.asides.next().isPresent()
                        || desk.replaced.isWaiting()
                        || !desk.missing.isEmpty()
                        || !desk.troubles.isEmpty()
                        || !desk.lacking.isEmpty();
        return soon ? SOON : later ? LATER : looking.rest(clock.instant());
    }

    private MirrorStatus status(MirrorStatus.State state) {
        List<String> titles =
                held.stream()
                        .sorted(Comparator.comparing(Entry::path, String.CASE_INSENSITIVE_ORDER))
                        .limit(MirrorStatus.LISTED_MAX)
                        .map(entry ->
                                repository
                                        .page(entry.page)
                                        .map(PageView::displayTitle)
                                        .orElse(entry.path()))
                        .toList();
        return new MirrorStatus(
                folder.top().toString(),
                state,
                desk.entries.size(),
                Math.max(desk.changed.size() + desk.sight.watched(), looks ? 1 : 0),
                looks || outward.isWaiting() || desk.sight.isWatching() || desk.isUndecided(),
                titles,
                held.stream().map(entry -> entry.page).toList(),
                false,
                desk.troubles.values().stream().limit(MirrorStatus.LISTED_MAX).toList(),
                desk.troubles.size());
    }
}
