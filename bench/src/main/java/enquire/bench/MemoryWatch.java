package enquire.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again how much memory a node has, and keeps the most. Thread-safe. */
final class MemoryWatch implements AutoCloseable {

    /** Reading one small file ten times a second costs the node nothing. */
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final NodeProcess node;
    private final Thread thread;
    private volatile long mostMib;
    private volatile boolean stopped;

    MemoryWatch(NodeProcess node) {
        this.node = node;
        this.thread = Thread.ofVirtual().name("memory-watch").start(this::watch);
    }

    private void watch() {
        try {
            while (!stopped) {
                mostMib = Math.max(mostMib, node.residentMib());
                LockSupport.parkNanos(PERIOD.toNanos());
            }
        } catch (IOException e) {
            stopped = true; // The node is gone, which whoever measures it finds out.
        }
    }

    /** Since this was made, in MiB. */
    long mostMib() {
        return mostMib;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
