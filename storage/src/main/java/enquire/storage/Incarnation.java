package enquire.storage;

/**
 * One life of a page's state in memory. Once a write of it has failed, what it holds is ahead of
 * the disk for good: everything else that it queued fails too, and the page is read anew from disk.
 * Thread-safe.
 */
final class Incarnation {

    private volatile boolean failed;

    boolean failed() {
        return failed;
    }

    void fail() {
        failed = true;
    }
}
