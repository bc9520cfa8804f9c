package enquire.sync.node;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The virtual thread of one part of a node. It ends with that part: it is interrupted where it
 * waits, and waited for. One that fails says so in the log: whoever wants it to go on deals with
 * what fails. Started once, by the thread that closes it.
 */
public final class OwnThread implements AutoCloseable {

    /** What it does until it is interrupted. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(OwnThread.class);

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
        } catch (RuntimeException | Error e) {
            LOG.error("The thread {} has failed and ends.", name, e);
            throw e;
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
