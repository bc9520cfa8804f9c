package enquire.storage;

import enquire.editor.page.PageId;
import java.time.Duration;
import java.util.Set;

/**
 * The pages that changed since I last looked. Level-triggered: a page that changed a thousand times
 * is in the set once, so a watcher cannot be overrun. Wakes only after the change is on disk. One
 * thread at a time takes; any thread may close.
 */
public final class Watcher implements AutoCloseable {

    Watcher() {}

    /**
     * Waits until there is something, at most {@code atMost}; empties the set. Empty after a
     * time-out or when closed.
     */
    public Set<PageId> take(Duration atMost) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a waiting {@link #take} return at once, for owners that also wait for something else.
     */
    public void wake() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
