package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.storage.Exchange;
import enquire.storage.StorageException;
import enquire.storage.Watcher;
import enquire.sync.statement.RevisionSigning;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watcher of one wiki that gets edits ready for peers: typing that goes on is made into a change
 * a few times a second while somebody elsewhere looks, own changes are signed, and then the
 * connections are woken. Without peers it signs when a burst of typing is over. One virtual thread
 * of its own.
 */
final class Publisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    /** While somebody on another node has the page open (design, section 4: within 200 ms). */
    static final Duration WATCHED_TIME = Duration.ofMillis(150);

    /** While nobody has (design, section 4: at most once a second). */
    static final Duration UNWATCHED_TIME = Duration.ofSeconds(1);

    /**
     * So many pages at most are signed one by one; more, as after an import, share signatures and
     * waits for the disk. (A guess.)
     */
    private static final int ONE_BY_ONE_MAX = 16;

    /** How often it looks for bursts that are over. */
    private static final Duration ROUND_TIME = Duration.ofSeconds(10);

    /**
     * How long after the start what many edits of the last run lack is made. Twice what a start
     * takes on two idle cores ({@code bench/run 1}).
     */
    private static final Duration START_CALM = Duration.ofSeconds(2);

    private final Exchange exchange;
    private final Signing signing;
    private final Presence presence;
    private final InstantSource clock;
    private final Watcher watcher;
    private final BooleanSupplier connected;
    private final Runnable woken;
    private final Runnable alsoEachRound;

    private final Map<PageId, Long> dueNanos = new HashMap<>();
    private volatile boolean closed;
    private volatile boolean restIsUnsigned;
    private volatile @Nullable Thread thread;

    /**
     * @param connected whether there is anybody to publish to
     * @param woken called when there is something new for peers
     * @param alsoEachRound done with each round, too, of which the first comes at once; must not
     *     wait
     */
    Publisher(
            Exchange exchange,
            Signing signing,
            Presence presence,
            InstantSource clock,
            Watcher watcher,
            BooleanSupplier connected,
            Runnable woken,
            Runnable alsoEachRound) {
        this.exchange = exchange;
        this.signing = signing;
        this.presence = presence;
        this.clock = clock;
        this.watcher = watcher;
        this.connected = connected;
        this.woken = woken;
        this.alsoEachRound = alsoEachRound;
    }

    void start() {
        thread = Thread.ofVirtual().name("publisher").start(this::run);
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
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            signWhatWasLeft();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        long roundAt = System.nanoTime();
        while (!closed) {
            try {
                Set<PageId> pages = watcher.take(timeLeft(roundAt));
                if (closed) {
                    return;
                }
                publish(pages);
                if (restIsUnsigned) {
                    restIsUnsigned = false;
                    prepareAll();
                    woken.run();
                }
                if (System.nanoTime() >= roundAt) {
                    // First, so that a round that fails is not repeated at once.
                    roundAt = System.nanoTime() + ROUND_TIME.toNanos();
                    alsoEachRound.run();
                    presence.expire();
                    signing.signBurstsBefore(clock.instant().minus(RevisionSigning.BURST_PAUSE));
                }
            } catch (RuntimeException | Error e) {
                // Edits are safe where they are; they are offered again with the next one. Without
                // this thread nobody would get any more, and nobody would hear why.
                LOG.warn("Edits cannot be got ready for peers", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** What changes meanwhile; signatures are changes, too. */
    private Set<PageId> duringCalm() throws InterruptedException {
        Set<PageId> pages = new HashSet<>();
        long until = System.nanoTime() + START_CALM.toNanos();
        for (long left = START_CALM.toNanos();
                left > 0 && !closed;
                left = until - System.nanoTime()) {
            pages.addAll(watcher.take(Duration.ofNanos(left)));
        }
        return pages;
    }

    /** There are more unsigned changes than a peer should wait for. */
    void signRest() {
        restIsUnsigned = true;
    }

    /**
     * Of the last run: a crash may have come before its signatures. An import leaves thousands, for
     * which the first page that is opened does not wait.
     */
    private void signWhatWasLeft() throws InterruptedException {
        try {
            if (signing.signSome()) {
                Set<PageId> pages = duringCalm();
                try {
                    signing.signAll(() -> closed);
                } finally {
                    // What was taken from the watcher is told by nobody else.
                    if (!closed) {
                        publish(pages);
                    }
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("Edits of the last run cannot be signed yet", e);
        }
    }

    private boolean prepareAll() {
        signing.signAll(() -> closed);
        return true;
    }

    private Duration timeLeft(long roundAt) {
        long next = roundAt;
        for (long due : dueNanos.values()) {
            next = Math.min(next, due);
        }
        return Duration.ofNanos(Math.max(0, next - System.nanoTime()));
    }

    private void publish(Set<PageId> pages) {
        if (!connected.getAsBoolean()) {
            dueNanos.clear();
            return;
        }
        Set<PageId> typing = pages.isEmpty() ? Set.of() : exchange.pending();
        boolean many = pages.size() > ONE_BY_ONE_MAX;
        boolean ready = many && prepareAll();
        for (PageId page : pages) {
            if (typing.contains(page)) {
                Duration wait = presence.watchedElsewhere(page) ? WATCHED_TIME : UNWATCHED_TIME;
                dueNanos.merge(page, System.nanoTime() + wait.toNanos(), Math::min);
            } else if (!many) {
                ready |= prepare(page, () -> signing.signPage(page));
            }
        }
        long now = System.nanoTime();
        for (PageId page : Set.copyOf(dueNanos.keySet())) {
            if (dueNanos.get(page) <= now) {
                dueNanos.remove(page);
                ready |=
                        prepare(
                                page,
                                () -> {
                                    exchange.fold(page);
                                    signing.signPage(page);
                                });
            }
        }
        if (ready) {
            woken.run();
        }
    }

    /**
     * @return whether it could be done; one page that cannot holds up no other
     */
    private static boolean prepare(PageId page, Runnable work) {
        try {
            work.run();
            return true;
        } catch (StorageException e) {
            LOG.warn("Page {} cannot be got ready for peers: {}", page, e.getMessage());
            return false;
        }
    }
}
