package enquire.storage;

import java.util.concurrent.atomic.AtomicReference;

/**
 * One life of a page's state in memory. Once a write of it has failed, what it holds is ahead of
 * the disk for good: everything else that it queued fails too, and the page is read anew from disk.
 * Thread-safe.
 */
final class Incarnation {

    private final AtomicReference<String> failure = new AtomicReference<>();

    boolean failed() {
        return failure.get() != null;
    }

    /** Why, as a sentence that says what is safe; empty while it has not failed. */
    String why() {
        String why = failure.get();
        return why == null ? "" : why;
    }

    /** The first reason stays: the others follow from it. */
    void fail(String why) {
        failure.compareAndSet(null, why);
    }
}
