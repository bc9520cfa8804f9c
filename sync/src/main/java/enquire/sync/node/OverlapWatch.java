package enquire.sync.node;

import enquire.editor.overlap.Overlap;
import enquire.editor.page.PageId;
import enquire.storage.Repository;
import enquire.storage.Watcher;
import enquire.sync.node.PageOverlaps.Found;
import enquire.sync.node.PageOverlaps.Marked;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watcher of one wiki that knows which pages have overlaps. It looks at a page once nobody has
 * written into it for a moment, and only if it was ever written by several at the same time. One
 * virtual thread of its own; what it knows may be asked by any thread.
 */
final class OverlapWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OverlapWatch.class);

    /** People who begin to type together have heard of each other by then. (A guess.) */
    private static final Duration QUIET_TIME = Duration.ofMillis(1_500);

    /** A page that is written all the time is looked at so often. (A guess.) */
    private static final Duration LATEST_TIME = Duration.ofSeconds(10);

    /** To the end of a look. (A guess.) */
    private static final Duration STOP_TIME = Duration.ofSeconds(5);

    /** With nothing to do. */
    private static final Duration LONG_TIME = Duration.ofHours(1);

    /**
     * Of pages that were changed before the start, the last so many are looked at; and of so many
     * it is known that they have such places. (A guess.)
     */
    private static final int PAGES_MAX = 5_000;

    private record Due(long atNanos, long latestNanos) {}

    private final Repository repository;
    private final Function<PageId, Found> reading;
    private final Watcher watcher;
    private final Map<PageId, Marked> marked = new ConcurrentHashMap<>();

    // Only the thread touches these.
    private final Map<PageId, Due> due = new HashMap<>();
    private final Queue<PageId> fromBefore = new ArrayDeque<>();

    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    OverlapWatch(Repository repository, Function<PageId, Found> reading) {
        this.repository = repository;
        this.reading = reading;
        this.watcher = repository.watch();
    }

    Optional<Marked> marked(PageId page) {
        return Optional.ofNullable(marked.get(page));
    }

    Map<PageId, Marked> marked() {
        return Map.copyOf(marked);
    }

    void start() {
        thread = Thread.ofVirtual().name("overlaps").start(this::run);
    }

    @Override
    public void close() {
        closed = true;
        watcher.close();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join(STOP_TIME); // A look at a large page writes nothing: it may be left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            repository.recent(0, PAGES_MAX).forEach(page -> fromBefore.add(page.page()));
        } catch (RuntimeException e) {
            LOG.warn("Places that two people changed before the start are not shown", e);
        }
        while (!closed) {
            try {
                Set<PageId> changed = watcher.take(timeLeft());
                long now = System.nanoTime();
                changed.forEach(page -> note(page, now));
                for (PageId page : Set.copyOf(due.keySet())) {
                    if (!closed && due.get(page).atNanos() <= now) {
                        due.remove(page);
                        look(page);
                    }
                }
                PageId next = closed ? null : fromBefore.poll();
                if (next != null) {
                    look(next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void note(PageId page, long now) {
        Due before = due.get(page);
        long latest = before == null ? now + LATEST_TIME.toNanos() : before.latestNanos();
        due.put(page, new Due(Math.min(latest, now + QUIET_TIME.toNanos()), latest));
    }

    private Duration timeLeft() {
        if (!fromBefore.isEmpty()) {
            return Duration.ZERO;
        }
        long now = System.nanoTime();
        return due.values().stream()
                .map(each -> Duration.ofNanos(Math.max(0, each.atNanos() - now)))
                .min(Duration::compareTo)
                .orElse(LONG_TIME);
    }

    /**
     * Any thread; one at a time, or what was read before somebody ticked a place off could be noted
     * after what was read then. A page that cannot be read is one without marks, as long as that is
     * so.
     */
    synchronized void look(PageId page) {
        try {
            // First what reads no text: at a start, thousands of pages are looked at.
            boolean apart = repository.exchange().writtenApart(page);
            if (!apart || repository.page(page).filter(view -> !view.deleted()).isEmpty()) {
                marked.remove(page);
                return;
            }
            Found found = reading.apply(page);
            if (found.overlaps().isEmpty()) {
                marked.remove(page);
            } else if (marked.size() < PAGES_MAX || marked.containsKey(page)) {
                marked.put(page, marked(found));
            }
        } catch (RuntimeException | Error e) {
            LOG.warn(
                    "Page {} is not looked at for what two people changed: {}", page, e.toString());
        }
    }

    private static Marked marked(Found found) {
        return new Marked(
                found.overlaps().stream().map(Overlap::id).toList(),
                found.overlaps().stream()
                        .flatMap(each -> Stream.of(each.one(), each.other()))
                        .map(Overlap.Side::author)
                        .distinct()
                        .toList());
    }
}
