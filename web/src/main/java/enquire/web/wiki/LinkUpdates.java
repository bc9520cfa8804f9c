package enquire.web.wiki;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.NoSuchPageException;
import enquire.storage.PageTooLargeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Updates the links of many pages at once, so that one commit serves several of them. */
final class LinkUpdates {

    /**
     * Pages at once. One after the other, each waits for a commit of its own: 90 a second; the
     * writer commits what is queued together. A guess.
     */
    private static final int WORKERS = 32;

    /**
     * @param updated pages in whose text links were updated
     * @param kept links that could not be, for the new title cannot stand in them
     * @param later pages that there was no time for
     * @param failed pages that could not be written, and why
     */
    record Result(Set<PageId> updated, int kept, int later, Map<PageId, String> failed) {}

    /** What became of one page. */
    private record Done(PageId page, Optional<LinkUpdate.Result> result, String failure) {}

    private LinkUpdates() {}

    /**
     * @param pages to look at, with the titles that they had themselves
     * @param timeMax after which no other page is begun
     */
    static Result run(LinkUpdate update, Map<PageId, List<Title>> pages, Duration timeMax) {
        long deadline = System.nanoTime() + timeMax.toNanos();
        var futures = new ArrayList<Future<Done>>();
        try (var workers =
                Executors.newFixedThreadPool(
                        WORKERS, Thread.ofVirtual().name("update-links-", 0).factory())) {
            pages.forEach((page, titles) ->
                    futures.add(workers.submit(() -> done(update, page, titles, deadline))));
        }
        Set<PageId> updated = new LinkedHashSet<>();
        Map<PageId, String> failed = new LinkedHashMap<>();
        int kept = 0;
        int later = 0;
        for (Future<Done> future : futures) {
            Done done = result(future);
            later += done.result().isEmpty() && done.failure().isEmpty() ? 1 : 0;
            if (!done.failure().isEmpty()) {
                failed.put(done.page(), done.failure());
            }
            if (done.result().isPresent()) {
                kept += done.result().get().kept();
                if (done.result().get().updated() > 0) {
                    updated.add(done.page());
                }
            }
        }
        return new Result(updated, kept, later, failed);
    }

    private static Done done(
            LinkUpdate update, PageId page, List<Title> titles, long deadlineNanos) {
        if (System.nanoTime() - deadlineNanos > 0) {
            return new Done(page, Optional.empty(), "");
        }
        try {
            return new Done(page, Optional.of(update.of(page, titles)), "");
        } catch (PageTooLargeException | NoSuchPageException e) {
            return new Done(page, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    /** What stops one page for a reason of its own, a full disk say, stops them all. */
    private static Done result(Future<Done> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while links were updated", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
