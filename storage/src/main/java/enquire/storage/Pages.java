package enquire.storage;

import enquire.editor.page.PageId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lends pages, one borrower at a time each. A borrower must not borrow a second page, and waits for
 * the disk only after it has given the page back. What is in memory is bounded in bytes; a page
 * with changes that are not on disk is never dropped, unless a write of it failed. Thread-safe.
 */
final class Pages {

    /**
     * What documents may take outside of the Java heap: some 300,000 characters, so that pages
     * being edited stay loaded and an idle node stays below 170 MB. More only while one larger page
     * is in use.
     */
    private static final long NATIVE_BYTES_MAX = 96L * 1024 * 1024;

    /** What pages may take on the Java heap. (A share of the same 170 MB.) */
    private static final long HEAP_BYTES_MAX = 24L * 1024 * 1024;

    /** A document that nobody used for so long is freed. (A guess at a pause while writing.) */
    static final Duration IDLE_TIME = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    /** Held to read by whoever borrows a page, to write by who wants all of them to stand still. */
    private final ReentrantReadWriteLock borrowing = new ReentrantReadWriteLock();

    private final Consumer<PageState> loader;
    private final Actors actors;
    private final Map<PageId, PageState> states = new ConcurrentHashMap<>();
    private final AtomicLong heapBytes = new AtomicLong();
    private final AtomicLong nativeBytes = new AtomicLong();

    Pages(Consumer<PageState> loader, Actors actors) {
        this.loader = loader;
        this.actors = actors;
    }

    /**
     * Lends a page to {@code use}, loaded. If that ends in an exception after it touched what is in
     * memory and before it queued this for the disk, the page is read anew by the next borrower.
     */
    <T> T lend(PageId page, Function<PageState, T> use) {
        borrowing.readLock().lock();
        try {
            return lendNow(page, use);
        } finally {
            borrowing.readLock().unlock();
        }
    }

    /**
     * Runs {@code work} while nobody else borrows a page; everybody who wants one waits until it is
     * done, so it must be short. {@code work} itself may borrow.
     *
     * @param within how long it waits for those who have borrowed, and others for it
     * @return empty if somebody kept a page for longer; then nothing was run
     */
    <T> Optional<T> alone(Duration within, Supplier<T> work) {
        try {
            if (!borrowing.writeLock().tryLock(within.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("It was interrupted. Nothing was changed.", e);
        }
        try {
            return Optional.of(work.get());
        } finally {
            borrowing.writeLock().unlock();
        }
    }

    private <T> T lendNow(PageId page, Function<PageState, T> use) {
        PageState state = borrow(page);
        T result;
        boolean done = false;
        try {
            result = use.apply(state);
            done = true;
        } finally {
            if (!done && state.touched()) {
                state.incarnation.fail(
                        "The page is read anew from the disk. Everything saved before is safe;"
                                + " try again.");
            }
            giveBack(state);
        }
        trim();
        return result;
    }

    /** The line of a page that is in memory, without waiting for the page. */
    Optional<LineLog> line(PageId page) {
        PageState state = states.get(page);
        return state == null || state.incarnation.failed() ? Optional.empty() : state.line();
    }

    /** Drops what is in memory of a page, once it is on disk: who borrows it next reads it anew. */
    void forget(PageId page) {
        PageState state = states.get(page);
        if (state == null) {
            return;
        }
        state.lock.lock();
        try {
            // The writer takes no page's lock, so waiting with it held ends.
            state.writesSettled().join();
            if (!state.retired) {
                retire(state);
            }
        } finally {
            state.lock.unlock();
        }
    }

    private PageState borrow(PageId page) {
        while (true) {
            PageState state = states.computeIfAbsent(page, PageState::new);
            state.lock.lock();
            if (!state.retired && state.incarnation.failed()) {
                // What it queued may commit even so, if the writer had begun; the disk is read
                // after that. The writer takes no page's lock, so waiting with it held ends.
                state.writesSettled().join();
                LOG.warn("Page {} is read anew from disk after a failed write", page);
                actors.retire();
                retire(state);
            }
            if (state.retired) {
                state.lock.unlock();
                continue;
            }
            if (state.isLoaded()) {
                return state;
            }
            try {
                loader.accept(state);
                return state;
            } catch (RuntimeException e) {
                retire(state);
                state.lock.unlock();
                throw e;
            }
        }
    }

    private void giveBack(PageState state) {
        state.givenBack();
        count(state, state.heapEstimate(), state.nativeEstimate());
        state.lock.unlock();
    }

    private void count(PageState state, long heap, long outside) {
        heapBytes.addAndGet(heap - state.heapBytes);
        nativeBytes.addAndGet(outside - state.nativeBytes);
        state.heapBytes = heap;
        state.nativeBytes = outside;
    }

    private void retire(PageState state) {
        state.freeDocument();
        state.retired = true;
        count(state, 0, 0);
        states.remove(state.page, state);
    }

    /** Makes room, the longest unused first; half at once, so that it is rarely done. */
    private void trim() {
        if (nativeBytes.get() > NATIVE_BYTES_MAX) {
            for (PageState state : longestUnusedFirst()) {
                if (nativeBytes.get() <= NATIVE_BYTES_MAX / 2) {
                    break;
                }
                dropIfOnDisk(state, false);
            }
        }
        if (heapBytes.get() > HEAP_BYTES_MAX) {
            for (PageState state : longestUnusedFirst()) {
                if (heapBytes.get() <= HEAP_BYTES_MAX / 2) {
                    break;
                }
                dropIfOnDisk(state, true);
            }
        }
    }

    /** Frees the documents that nobody used for {@link #IDLE_TIME}. */
    void freeIdle() {
        long before = System.nanoTime() - IDLE_TIME.toNanos();
        for (PageState state : longestUnusedFirst()) {
            if (state.usedAtNanos - before < 0) {
                dropIfOnDisk(state, false);
            }
        }
    }

    private List<PageState> longestUnusedFirst() {
        record Used(PageState state, long atNanos) {}
        long now = System.nanoTime();
        return states.values().stream()
                .map(state -> new Used(state, state.usedAtNanos - now))
                .sorted(Comparator.comparingLong(Used::atNanos))
                .map(Used::state)
                .toList();
    }

    /** A page that is in use is not waited for: it is no candidate. */
    private void dropIfOnDisk(PageState state, boolean whole) {
        if (state.inFlight.get() > 0 || !state.lock.tryLock()) {
            return;
        }
        try {
            if (!state.retired && state.inFlight.get() == 0) {
                if (whole) {
                    retire(state);
                } else {
                    state.freeDocument();
                    count(state, state.heapEstimate(), 0);
                }
            }
        } finally {
            state.lock.unlock();
        }
    }

    /** Frees everything native, after the last write. */
    void close() {
        for (PageState state : List.copyOf(states.values())) {
            state.lock.lock();
            try {
                retire(state);
            } finally {
                state.lock.unlock();
            }
        }
    }
}
