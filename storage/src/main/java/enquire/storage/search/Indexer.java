package enquire.storage.search;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.Repository;
import enquire.storage.Scrubbing;
import enquire.storage.StorageException;
import enquire.storage.Watcher;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
 * files are lost. While the index cannot be written, queries are answered from what it held before.
 * Thread-safe.
 */
final class Indexer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    /** Windows deletes no file that is mapped, so that a new index would stand beside the old. */
    private static final boolean KEEPS_DELETED_FILES = File.separatorChar == '/';

    private final Path folder;
    private final Repository repository;
    private final Surveys surveys;
    private final Scrubbing scrubbing;
    private final Watcher watcher;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile long sequence;

    /** The files are to be compared with their checksums. */
    private volatile boolean doubted;

    /** One after the other; who asks does not wait for an index that could not be opened again. */
    private volatile int failures;

    private Optional<PageIndex> open = Optional.empty();

    /** Only the thread touches it. */
    private long failedAtNanos;

    private Indexer(Path folder, Repository repository, Surveys surveys) {
        this.folder = folder;
        this.repository = repository;
        this.surveys = surveys;
        this.scrubbing = repository.archive().takingOut().scrubbing();
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
     * @throws SearchUnavailableException if it cannot be opened or read
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
            } catch (StorageException e) {
                throw e;
            } catch (IOException | RuntimeException | InternalError e) {
                // Foreign bytes in its files make Lucene throw anything; a file that is shorter
                // than it was when it was mapped makes Java throw the error.
                doubted = true;
                watcher.wake();
                throw new SearchUnavailableException(
                        "The search index in %s cannot be read. Your pages are safe. It is looked at now and made anew if it is damaged; try again in a moment."
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
            if (millis <= 0 || failures > 1) {
                throw new SearchUnavailableException(
                        "The search index in %s cannot be opened. Your pages are safe. Look at the log for the reason."
                                .formatted(folder));
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SearchUnavailableException("The search was interrupted.", e);
            }
        }
        return open.get();
    }

    /**
     * @return what was shown before
     */
    private synchronized Optional<PageIndex> show(PageIndex index) {
        Optional<PageIndex> before = open;
        open = Optional.of(index);
        notifyAll();
        return before;
    }

    private synchronized boolean isShown(PageIndex index) {
        return open.isPresent() && open.get() == index;
    }

    private synchronized void forget(PageIndex index) {
        if (isShown(index)) {
            open = Optional.empty();
        }
    }

    private synchronized Optional<PageIndex> shown() {
        return open;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        while (!isClosing()) {
            try {
                openAndFollow();
            } catch (IOException | RuntimeException | Error e) {
                // Whatever it is, this thread has to go on: nobody else would bring new pages in.
                // (An error, too: say, a file became shorter while it was mapped.)
                failed(e);
            }
        }
        try {
            closeShown();
        } catch (IOException e) {
            LOG.warn(
                    "The search index in {} did not close; it is looked at when it is opened.",
                    folder,
                    e);
        }
    }

    private void failed(Throwable why) {
        long now = System.nanoTime();
        if (failures > 0 && now - failedAtNanos > Limits.CALM_TIME.toNanos()) {
            failures = 0;
        }
        if (failures == 0) {
            LOG.warn(
                    "The search index in {} failed and is opened again, until that works. Pages are safe.",
                    folder,
                    why);
        }
        Duration pace =
                failures == 0
                        ? Duration.ZERO
                        : Limits.RETRY_PACE.multipliedBy(1L << Math.min(failures - 1, 10));
        failures++;
        pause(pace.compareTo(Limits.RETRY_PACE_MAX) < 0 ? pace : Limits.RETRY_PACE_MAX);
        failedAtNanos = System.nanoTime();
    }

    private void openAndFollow() throws IOException {
        if (doubted || !KEEPS_DELETED_FILES) {
            closeShown();
        }
        var exchange = repository.exchange();
        PageIndex index = PageIndex.open(folder, exchange.indexId(), exchange.lastSequence());
        try {
            doubted = false;
            if (shown().isEmpty()) {
                sequence = index.openedSequence();
                show(index);
            }
            follow(index);
        } finally {
            // What it showed last can still be read, until another has caught up.
            if (isShown(index)) {
                index.stopWriting();
            } else {
                index.close();
            }
        }
    }

    /** What was taken out of pages is out of the index, and goes from its files, too. */
    private void purge(PageIndex index, IndexFeed feed, Bytes owed) throws IOException {
        index.purge();
        index.commit(feed.sequence());
        index.refresh(); // Readers let go of the files that went.
        scrubbing.indexDone(owed);
    }

    private void closeShown() throws IOException {
        Optional<PageIndex> last = shown();
        if (last.isPresent()) {
            forget(last.get());
            last.get().close();
        }
    }

    private void follow(PageIndex index) throws IOException {
        var feed = new IndexFeed(repository, index, this::isClosing);
        Set<PageId> woken = Set.of();
        boolean wasGone = false;
        long left = repository.exchange().lastSequence() - index.openedSequence();
        if (left > Limits.ROUND_PAGES_MANY) {
            pause(Limits.START_CALM);
        }
        while (!isClosing()) {
            long startNanos = System.nanoTime();
            Optional<Bytes> owed =
                    scrubbing.indexOwed(); // Asked before what is owed is brought in.
            feed.round(woken);
            if (feed.isVisible()) {
                sequence = feed.sequence();
                replaceShown(index);
            }
            feed.commit(Limits.COMMIT_PACE);
            if (owed.isPresent() && feed.isVisible()) {
                purge(index, feed, owed.get());
            }
            if (doubted) {
                feed.commit(Duration.ZERO);
                IndexFolder.verify(folder);
                doubted = false;
            }
            boolean gone = IndexFolder.isGone(folder);
            if (gone && wasGone) { // Not while it is being deleted.
                throw new NoSuchFileException(folder.toString(), null, "it was deleted");
            }
            wasGone = gone;
            index.read(this::renewSurvey);
            if (feed.isVisible() && feed.isCommitted()) {
                failures = Math.min(failures, 1); // The disk works.
            }
            pause(Limits.ROUND_PACE.minusNanos(System.nanoTime() - startNanos));
            woken = take(feed.isVisible() ? Limits.COMMIT_PACE : Limits.ROUND_PACE);
        }
        feed.commit(Duration.ZERO);
    }

    /** Now that this one holds everything. */
    private void replaceShown(PageIndex index) throws IOException {
        if (!isShown(index)) {
            Optional<PageIndex> before = show(index);
            if (before.isPresent()) {
                before.get().close();
            }
            LOG.info("The search index works again.");
        }
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
