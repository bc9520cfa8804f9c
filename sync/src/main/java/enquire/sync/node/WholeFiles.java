package enquire.sync.node;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks and stores attachments whose pieces are all here, each on a thread of its own: hashing a
 * film takes seconds. Thread-safe.
 */
final class WholeFiles implements AutoCloseable {

    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    void start(Runnable storing) {
        Thread thread =
                Thread.ofVirtual()
                        .name("attachment-whole")
                        .unstarted(() -> {
                            try {
                                storing.run();
                            } finally {
                                working.remove(Thread.currentThread());
                            }
                        });
        working.add(thread);
        thread.start();
    }

    /** Waits for those that work: what is whole is stored, or stays a part. */
    @Override
    public void close() {
        for (Thread thread : working) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
