package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageDocumentException;
import enquire.editor.page.PageId;
import enquire.editor.page.Trial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries changes of others on a copy of their page before the page takes them, so that neither a
 * local change nor another node ever depends on one with which a page cannot go on. A trial holds
 * no page's lock: who types in the page does not wait for it. Thread-safe.
 */
final class Trials {

    /**
     * Trials at the same time. Each has up to two copies of its page in native memory, which no
     * budget of pages counts. (As many as the slowest computer has cores.)
     */
    private static final int AT_ONCE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Trials.class);

    private final Pages pages;
    private final Documents documents;
    private final Suspects suspects;
    private final LongSupplier operationsMax;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    /**
     * Changes that wait for their trial.
     *
     * @param changes each after those it depends on
     * @param noted completes when they are noted on disk as suspects
     * @param refused what was wrong with others that came with them
     */
    record Untried(
            List<Change> changes, CompletableFuture<?> noted, Map<ChangeHash, String> refused) {}

    /**
     * Changes that a page can take.
     *
     * @param merges of {@code state} when they were tried: a page that took others' changes since
     *     is not the one they were tried on
     */
    record Passed(PageState state, long merges, Set<ChangeHash> changes) {

        boolean covers(PageState now, List<Change> wanted) {
            return now == state
                    && now.merges() == merges
                    && wanted.stream().map(Change::hash).allMatch(changes::contains);
        }
    }

    private record Begun(PageState state, long merges, Trial trial) {}

    /**
     * @param operationsMax for which there is memory
     */
    Trials(Pages pages, Documents documents, Suspects suspects, LongSupplier operationsMax) {
        this.pages = pages;
        this.documents = documents;
        this.suspects = suspects;
        this.operationsMax = operationsMax;
    }

    /**
     * Tries them, with no page's lock held. One with which the page cannot go on is held back.
     *
     * @return empty if the page has to be looked at again
     * @throws StorageException if the disk fails, or the page itself does not pass
     */
    Optional<Passed> run(PageId page, Untried untried) {
        Commits.await(untried.noted());
        List<Change> changes = untried.changes();
        long before = pages.lend(page, state -> documents.document(state).operations());
        long max = operationsMax.getAsLong();
        Optional<Change> tooMuch = PageOperations.firstBeyond(before, changes, max);
        if (tooMuch.isPresent()) {
            suspects.holdBack(
                    page, tooMuch.get().hash(), hashes(changes), PageOperations.tooMany(max));
            return Optional.empty();
        }
        Begun begun;
        try {
            begun = begin(page, changes);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Something they follow has left the page meanwhile.
        }
        try (Trial trial = begun.trial()) {
            run(trial);
            return Optional.of(new Passed(begun.state(), begun.merges(), hashes(changes)));
        } catch (PageDocumentException e) {
            LOG.warn("Changes of page {} did not pass their trial: {}", page, e.getMessage());
        }
        Change offender = offender(page, changes);
        suspects.holdBack(
                page,
                offender.hash(),
                hashes(changes),
                "A page that takes it could not be stored and read again.");
        return Optional.empty();
    }

    private Begun begin(PageId page, List<Change> changes) {
        return pages.lend(
                page,
                state ->
                        new Begun(state, state.merges(), documents.document(state).trial(changes)));
    }

    private void run(Trial trial) {
        permits.acquireUninterruptibly();
        try {
            trial.run();
        } finally {
            permits.release();
        }
    }

    /** The first one with which those before it do not pass. */
    private Change offender(PageId page, List<Change> changes) {
        if (!passes(page, List.of())) {
            throw new StorageException(
                    "A page cannot take changes from elsewhere, because it does not pass a trial"
                            + " without them. It can be read; restore a backup, or delete this wiki"
                            + " here and join it again.");
        }
        int fit = 0;
        int unfit = changes.size();
        while (unfit - fit > 1) {
            int middle = (fit + unfit) >>> 1;
            if (passes(page, changes.subList(0, middle))) {
                fit = middle;
            } else {
                unfit = middle;
            }
        }
        return changes.get(unfit - 1);
    }

    private boolean passes(PageId page, List<Change> changes) {
        try (Trial trial = begin(page, changes).trial()) {
            run(trial);
            return true;
        } catch (PageDocumentException e) {
            return false;
        }
    }

    private static Set<ChangeHash> hashes(List<Change> changes) {
        return changes.stream().map(Change::hash).collect(Collectors.toSet());
    }
}
