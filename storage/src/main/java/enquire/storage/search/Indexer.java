package enquire.storage.search;

import enquire.editor.page.PageId;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.storage.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that opens the index, keeps it in step with the repository, and makes it anew when its
 * files are lost. Thread-safe.
 */
final class Indexer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    private final Path folder;
    private final Repository repository;
    private final Surveys surveys;
    private final Watcher watcher;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile long sequence;
    private Optional<PageIndex> open = Optional.empty();

    private Indexer(Path folder, Repository repository, Surveys surveys) {
        this.folder = folder;
        this.repository = repository;
        this.surveys = surveys;
        this.watcher = repository.watch();
        this.thread = Thread.ofPlatform().daemon().name("search-index").unstarted(this::run);
    }

    /** Returns at once. */
    static Indexer start(Path folder, Repository repository, Surveys surveys) {
        var indexer = new Indexer(folder, repository, surveys);
        indexer.thread.start();
        return indexer;
    }

    /** Up to where readers of the index see the repository. */
    long sequence() {
        return sequence;
    }

    /**
     * Reads the index; waits while it is being opened, but not until it has caught up.
     *
     * @throws StorageException if it cannot be opened or read
     */
    <T> T read(PageIndex.Reading<T> reading) {
        long deadline = System.nanoTime() + Limits.OPENING_MAX.toNanos();
        while (true) {
            PageIndex index = await(deadline);
            try {
                return index.read(reading);
            } catch (AlreadyClosedException replaced) {
                // It was made anew between two lines; the next one is there soon.
                forget(index);
            } catch (IOException e) {
                throw new StorageException(
                        "The search index in %s cannot be read. Your pages are safe. Restart Enquire: what is damaged is made anew."
                                .formatted(folder),
                        e);
            }
        }
    }

    /** Ends the thread after what it is doing, and commits. */
    @Override
    public void close() {
        closing.countDown();
        watcher.wake();
        synchronized (this) {
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // The index must be closed before its repository is; that takes a moment only.
                interrupted = true;
            }
        }
        watcher.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized PageIndex await(long deadlineNanos) {
        while (open.isEmpty()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (isClosing()) {
                throw new IllegalStateException("the search was closed");
            }
            if (millis <= 0) {
                throw new StorageException(
                        "The search index in %s cannot be opened. Your pages are safe. Look at the log for the reason."
                                .formatted(folder));
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StorageException("The search was interrupted.", e);
            }
        }
        return open.get();
    }

    private synchronized void show(PageIndex index) {
        open = Optional.of(index);
        notifyAll();
    }

    private synchronized void forget(PageIndex index) {
        if (open.isPresent() && open.get() == index) {
            open = Optional.empty();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        boolean failedBefore = false;
        while (!isClosing()) {
            try {
                openAndFollow();
            } catch (IOException | RuntimeException e) {
                // Whatever it is, this thread has to go on: nobody else would bring new pages in.
                LOG.warn(
                        "The search index in {} failed and is opened again. Pages are safe.",
                        folder,
                        e);
                pause(failedBefore ? Limits.RETRY_PACE : Duration.ZERO);
                failedBefore = true;
            }
        }
    }

    private void openAndFollow() throws IOException {
        var exchange = repository.exchange();
        PageIndex index = PageIndex.open(folder, exchange.indexId(), exchange.lastSequence());
        try {
            show(index);
            follow(index);
        } finally {
            forget(index);
            index.close();
        }
    }

    private void follow(PageIndex index) throws IOException {
        var feed = new IndexFeed(repository, index, this::isClosing);
        Set<PageId> woken = Set.of();
        while (!isClosing()) {
            long startNanos = System.nanoTime();
            feed.round(woken);
            if (feed.isVisible()) {
                sequence = feed.sequence();
            }
            feed.commit(Limits.COMMIT_PACE);
            index.read(this::renewSurvey);
            pause(Limits.ROUND_PACE.minusNanos(System.nanoTime() - startNanos));
            woken = take(feed.isVisible() ? Limits.COMMIT_PACE : Limits.ROUND_PACE);
        }
        feed.commit(Duration.ZERO);
    }

    private boolean renewSurvey(IndexSearcher searcher) throws IOException {
        surveys.renew(searcher);
        return true;
    }

    private Set<PageId> take(Duration atMost) {
        try {
            return watcher.take(atMost);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void pause(Duration atMost) {
        try {
            closing.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
