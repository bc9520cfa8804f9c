package enquire.storage;

import enquire.editor.page.PageId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The pages that changed since I last looked. Level-triggered: a page that changed a thousand times
 * is in the set once, so a watcher cannot be overrun. Wakes only after the change is on disk. One
 * thread at a time takes; any thread may close.
 */
public final class Watcher implements AutoCloseable {

    private final Consumer<Watcher> onClose;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private Set<PageId> changed = new LinkedHashSet<>();
    private boolean woken;
    private boolean closed;

    Watcher(Consumer<Watcher> onClose) {
        this.onClose = onClose;
    }

    /**
     * Waits until there is something, at most {@code atMost}; empties the set. Empty after a
     * time-out, a {@link #wake} or when closed.
     */
    public Set<PageId> take(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (changed.isEmpty() && !woken && !closed && nanos > 0) {
                nanos = news.awaitNanos(nanos);
            }
            woken = false;
            Set<PageId> taken = changed;
            changed = new LinkedHashSet<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes a waiting {@link #take} return at once, for owners that also wait for something else.
     * If nobody waits, the next take does not wait.
     */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void add(Collection<PageId> pages) {
        lock.lock();
        try {
            if (!closed) {
                changed.addAll(pages);
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        onClose.accept(this);
        lock.lock();
        try {
            closed = true;
            changed.clear();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
