package enquire.storage.search;

import enquire.editor.page.PageId;
import enquire.storage.Exchange;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings pages from the repository into one open index. One thread at a time. */
final class IndexFeed {

    private static final Logger LOG = LoggerFactory.getLogger(IndexFeed.class);

    private final Repository repository;
    private final PageIndex index;
    private final BooleanSupplier closing;
    private long sequence;
    private int brought;
    private boolean isVisible = true;
    private boolean isCommitted = true;
    private long refreshedAtNanos = System.nanoTime();
    private long committedAtNanos = System.nanoTime();

    /**
     * @param closing asked between two pages; if it says so, a round ends early
     */
    IndexFeed(Repository repository, PageIndex index, BooleanSupplier closing) {
        this.repository = repository;
        this.index = index;
        this.closing = closing;
        this.sequence = index.openedSequence();
    }

    /** Up to where the index covers the repository. */
    long sequence() {
        return sequence;
    }

    /**
     * Brings in what changed since the last round, and makes it visible; of many pages at once, at
     * {@link Limits#CATCH_UP_REFRESH_PACE}.
     *
     * @param woken pages that changed, maybe by typing that has not been given a sequence yet
     */
    void round(Set<PageId> woken) throws IOException {
        Set<PageId> typed = new HashSet<>(woken);
        boolean complete = false;
        brought = 0;
        while (!complete && !closing.getAsBoolean()) {
            Exchange.IndexPart part = repository.exchange().index(sequence, Limits.CATCH_UP_PAGES);
            for (Exchange.IndexEntry entry : part.entries()) {
                bring(entry.page());
                typed.remove(entry.page());
            }
            if (part.upTo() != sequence) {
                sequence = part.upTo();
                isCommitted = false;
            }
            complete = part.complete();
            if (!complete) {
                refresh(Limits.CATCH_UP_REFRESH_PACE);
                commit(Limits.COMMIT_PACE);
            }
        }
        for (PageId page : typed) {
            if (!closing.getAsBoolean()) {
                bring(page);
            }
        }
        refresh(brought > Limits.ROUND_PAGES_MANY ? Limits.CATCH_UP_REFRESH_PACE : Duration.ZERO);
    }

    /** Whether readers see all that was brought in. */
    boolean isVisible() {
        return isVisible;
    }

    /** Whether all that was brought in is on disk. */
    boolean isCommitted() {
        return isCommitted;
    }

    /** Commits, unless nothing changed or the last commit is younger than {@code pace}. */
    void commit(Duration pace) throws IOException {
        if (!isCommitted && System.nanoTime() - committedAtNanos >= pace.toNanos()) {
            index.commit(sequence);
            isCommitted = true;
            committedAtNanos = System.nanoTime();
        }
    }

    private void refresh(Duration pace) throws IOException {
        if (!isVisible && System.nanoTime() - refreshedAtNanos >= pace.toNanos()) {
            index.refresh();
            isVisible = true;
            refreshedAtNanos = System.nanoTime();
        }
    }

    private void bring(PageId page) throws IOException {
        isVisible = false;
        isCommitted = false;
        brought++;
        Optional<PageView> view = repository.page(page).filter(found -> !found.deleted());
        if (view.isEmpty()) {
            index.remove(page);
            return;
        }
        try {
            index.put(PageReading.of(view.get(), repository.authorship().authors(page)));
        } catch (AlreadyClosedException lost) {
            throw lost;
        } catch (RuntimeException unreadable) {
            // One page that cannot be read or indexed must not keep the others from being found.
            LOG.warn("Page {} cannot be indexed and will not be found.", page, unreadable);
            index.remove(page);
        }
    }
}
