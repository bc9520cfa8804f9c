package enquire.web.live;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Lines;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.storage.Watcher;
import enquire.sync.node.PageOverlaps.Marked;
import enquire.sync.node.Wiki;
import enquire.web.wiki.StatusWords;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page that is open in tabs. Each step of its line is read and encoded once and sent to all of
 * them. One virtual thread waits for what changes from elsewhere (the API, peers, other people's
 * cursors); a tab that pushed delivers at once itself. Thread-safe.
 */
final class Room {

    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    /** How often the words of the header are looked at. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    /** Cursors move at most this often: 20 times a second looks smooth. A guess. */
    private static final Duration CURSOR_PACE = Duration.ofMillis(50);

    private final Wiki wiki;
    private final PeerId me;
    private final PageId page;
    private final Watcher watcher;
    private final AutoCloseable people;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Tab> tabs = new HashMap<>();
    private String line = "";
    private volatile boolean peopleMoved = true;
    private volatile boolean closed;

    // Only the thread of the room touches these.
    private long peopleSentAt = System.nanoTime();
    private Wiki.State status;
    private boolean mayWrite;
    private String title;
    private boolean deleted;
    private Optional<Marked> marked = Optional.empty();
    private final MergeWatch merges;

    Room(Wiki wiki, PeerId me, PageView view) {
        this.wiki = wiki;
        this.me = me;
        this.page = view.page();
        this.title = view.displayTitle();
        this.deleted = view.deleted();
        this.status = wiki.state();
        this.mayWrite = wiki.mayWrite();
        this.merges = new MergeWatch(wiki, page);
        this.watcher = wiki.repository().watch(page);
        this.people =
                wiki.presence()
                        .watch(
                                page,
                                () -> {
                                    peopleMoved = true;
                                    watcher.wake();
                                });
        Thread.ofVirtual().name("room-" + page).start(this::attend);
    }

    PageId page() {
        return page;
    }

    /**
     * Sends the text to the tab, and from then on every step.
     *
     * @return false if the room was closed meanwhile: ask for another
     */
    boolean enter(
            Tab tab, Optional<Lines.Position> known, Optional<Version> token, String displayTitle) {
        Lines.Opened opened = wiki.repository().lines().open(page, tab.id(), known, token);
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            Tab before = tabs.put(tab.id(), tab);
            if (before != null && before != tab) {
                before.beginAgain("another connection took this tab's place");
            }
            if (!opened.position().line().equals(line)) {
                line = opened.position().line();
                List<Tab> others = present().filter(other -> other != tab).toList();
                others.forEach(other -> tabs.remove(other.id()));
                others.forEach(other -> other.beginAgain("the page has a new line"));
            }
            tab.version(opened.position().version());
            tab.send(NodeFrames.text(page.toString(), displayTitle, opened));
            tellStatus(tab);
            wiki.overlaps()
                    .marked(page)
                    .ifPresent(each -> tab.send(NodeFrames.overlaps(each.ids().size())));
            deliverLocked();
        } finally {
            lock.unlock();
        }
        peopleMoved = true;
        watcher.wake();
        return true;
    }

    /** Of this moment: a tab whose connection turns out to be broken leaves while it is told. */
    private Stream<Tab> present() {
        return List.copyOf(tabs.values()).stream();
    }

    void leave(Tab tab) {
        lock.lock();
        try {
            tabs.remove(tab.id(), tab);
        } finally {
            lock.unlock();
        }
    }

    /** Closes the room unless somebody is in it. */
    boolean closeIfEmpty() {
        lock.lock();
        try {
            if (tabs.isEmpty()) {
                close();
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    Lines.Pushed push(long version, String tab, List<Lines.TabUpdate> updates) {
        String current;
        lock.lock();
        try {
            current = line;
        } finally {
            lock.unlock();
        }
        return wiki.repository().lines().push(page, current, version, tab, updates);
    }

    /** Sends to every tab the durable steps that it lacks. */
    void deliver() {
        lock.lock();
        try {
            deliverLocked();
        } finally {
            lock.unlock();
        }
    }

    private void deliverLocked() {
        if (tabs.isEmpty()) {
            return;
        }
        long from = Long.MAX_VALUE;
        for (Tab tab : tabs.values()) {
            from = Math.min(from, tab.version());
        }
        Optional<List<Lines.LineUpdate>> since = wiki.repository().lines().since(page, line, from);
        if (since.isEmpty()) {
            dismissAll();
            return;
        }
        List<Lines.LineUpdate> steps = since.get();
        if (steps.isEmpty()) {
            return;
        }
        String all = NodeFrames.updates(wiki, from, steps);
        for (Tab tab : present().toList()) {
            int has = (int) (tab.version() - from);
            if (has == 0) {
                tab.send(all);
            } else if (has < steps.size()) {
                List<Lines.LineUpdate> rest = steps.subList(has, steps.size());
                tab.send(NodeFrames.updates(wiki, tab.version(), rest));
            }
            tab.version(Math.max(tab.version(), from + steps.size()));
        }
    }

    /** Ends the thread; the tabs are left as they are. */
    void close() {
        closed = true;
        watcher.wake();
    }

    private void attend() {
        try {
            while (!closed) {
                Duration pause = GLANCE;
                if (peopleMoved) {
                    pause = CURSOR_PACE.minusNanos(System.nanoTime() - peopleSentAt);
                }
                if (pause.isPositive()) {
                    boolean changed = !watcher.take(pause).isEmpty();
                    if (changed) {
                        deliver();
                        tellWhatBecameOfThePage();
                    }
                }
                tellPeople();
                tellStatus();
                tellThatEditsAreTaken();
                tellMerges();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("The live updates of page {} stopped.", page, e);
            giveUp();
        } finally {
            watcher.close();
            stopWatchingPeople();
        }
    }

    private void dismissAll() {
        List<Tab> all = present().toList();
        tabs.clear();
        all.forEach(tab -> tab.beginAgain("the page has a new line"));
    }

    /** The tabs begin again in another room. */
    private void giveUp() {
        lock.lock();
        try {
            closed = true;
            dismissAll();
        } finally {
            lock.unlock();
        }
    }

    private void stopWatchingPeople() {
        try {
            people.close();
        } catch (Exception e) {
            LOG.warn("Presence of page {} could not be left.", page, e);
        }
    }

    private void tellPeople() {
        boolean due = System.nanoTime() - peopleSentAt >= CURSOR_PACE.toNanos();
        if (peopleMoved && due) {
            peopleMoved = false;
            peopleSentAt = System.nanoTime();
            sendAll(NodeFrames.people(me, wiki.presence().on(page)));
        }
    }

    private void tellStatus() {
        Wiki.State now = wiki.state();
        if (!now.equals(status)) {
            status = now;
            lock.lock();
            try {
                present().forEach(this::tellStatus);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Else what was refused would wait for the next key. */
    private void tellThatEditsAreTaken() {
        boolean now = wiki.mayWrite();
        if (now && !mayWrite) {
            sendAll(NodeFrames.writable());
        }
        mayWrite = now;
    }

    /** Each in the language of its screen. */
    private void tellStatus(Tab tab) {
        tab.send(NodeFrames.status(StatusWords.of(wiki, status, tab.messages())));
    }

    private void tellMerges() {
        merges.next().ifPresent(news -> sendAll(NodeFrames.merged(news)));
        Optional<Marked> now = wiki.overlaps().marked(page);
        if (!now.equals(marked)) {
            marked = now;
            sendAll(NodeFrames.overlaps(now.map(each -> each.ids().size()).orElse(0)));
        }
    }

    private void tellWhatBecameOfThePage() {
        Optional<PageView> view = wiki.repository().page(page);
        if (view.isEmpty()) {
            return;
        }
        PageView now = view.get();
        String by = wiki.nameOf(now.changedBy());
        if (now.deleted() != deleted) {
            deleted = now.deleted();
            String event = deleted ? "deleted" : "restored";
            sendAll(NodeFrames.page(event, now.displayTitle(), by));
        }
        if (!now.displayTitle().equals(title)) {
            title = now.displayTitle();
            sendAll(NodeFrames.page("renamed", title, by));
        }
    }

    private void sendAll(String frame) {
        lock.lock();
        try {
            present().forEach(tab -> tab.send(frame));
        } finally {
            lock.unlock();
        }
    }
}
