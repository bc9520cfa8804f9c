package enquire.web.vault;

import enquire.web.language.Language;
import enquire.web.language.Speaking;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages at once, so that one wait for the disk serves many. The first that fails ends it:
 * nothing begins after that. What they say is in the language of who gives the work, one thread.
 */
final class WritersAtOnce implements AutoCloseable {

    /** Measured for group commit. */
    private static final int WRITERS = 64;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(WRITERS);
    private final AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();

    /**
     * Waits until there is room for one more.
     *
     * @throws RuntimeException what an earlier one failed with
     */
    void begin(Runnable write) throws InterruptedException {
        room.acquire();
        if (failed.get() != null) {
            room.release();
            throwFailure();
        }
        Language language = Speaking.language();
        executor.execute(() -> {
            try {
                Speaking.in(language, write);
            } catch (RuntimeException e) {
                failed.compareAndSet(null, e);
            } finally {
                room.release();
            }
        });
    }

    /**
     * Waits for all that were begun.
     *
     * @throws RuntimeException what one of them failed with
     */
    void finish() throws InterruptedException {
        room.acquire(WRITERS);
        room.release(WRITERS);
        throwFailure();
    }

    private void throwFailure() {
        RuntimeException failure = failed.get();
        if (failure != null) {
            throw failure;
        }
    }

    /** Waits for what is under way. */
    @Override
    public void close() {
        executor.close();
    }
}
