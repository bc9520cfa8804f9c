package enquire.sync.node;

import org.jspecify.annotations.Nullable;

/**
 * The virtual thread of one part of a node. It ends with that part: it is interrupted where it
 * waits, and waited for. Started once, by the thread that closes it.
 */
public final class OwnThread implements AutoCloseable {

    /** What it does until it is interrupted. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    private final String name;
    private final Work work;
    private @Nullable Thread thread;

    public OwnThread(String name, Work work) {
        this.name = name;
        this.work = work;
    }

    public void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        try {
            work.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for its end; nothing if it was never started. */
    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
