package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.storage.database.PageUpdate;
import enquire.storage.database.PageUpdate.Committed;
import enquire.storage.database.RecordTable;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The way of a page's next step to disk, and what follows it there: the view that readers get, the
 * line that tabs read, the watchers. Thread-safe; a page's steps are queued under its lock.
 */
final class Commits {

    private final WikiId wiki;
    private final Writer writer;
    private final ViewCache views;
    private final Watchers watchers;
    private final Loading loading;

    Commits(WikiId wiki, Writer writer, ViewCache views, Watchers watchers, Loading loading) {
        this.wiki = wiki;
        this.writer = writer;
        this.views = views;
        this.watchers = watchers;
        this.loading = loading;
    }

    /**
     * Queues what {@code state} has become.
     *
     * @return completes with the page as it is on disk then
     */
    CompletableFuture<PageView> submit(PageState state, PageUpdate update) {
        return submit(state, update, Beside.NOTHING);
    }

    /** The same, with values that are stored in the same transaction. */
    CompletableFuture<PageView> submit(PageState state, PageUpdate update, Beside beside) {
        PageNow now = state.now();
        Optional<LineLog> line = state.line();
        long lineVersion = line.map(LineLog::latest).orElse(0L);
        var published = new AtomicReference<PageView>();
        CompletableFuture<Void> done =
                queue(
                        state,
                        update,
                        beside.of(state.page),
                        committed -> {
                            boolean typed = update instanceof PageUpdate.Typed;
                            PageView view = now.view(committed, typed ? committed.journalId() : 0);
                            views.publish(view);
                            line.ifPresent(log -> log.committed(lineVersion, view.version()));
                            published.set(view);
                        });
        return done.thenApply(nothing -> published.get());
    }

    /** For an edit that changes nothing: the page as it is, once that is on disk. */
    CompletableFuture<PageView> unchanged(PageState state) {
        PageId page = state.page;
        return state.lastWrite()
                .thenApply(done ->
                        views.get(page, () -> loading.view(page))
                                .orElseThrow(() -> new NoSuchPageException(page)));
    }

    /** For an edit that changes nothing: the values beside it, then the page as it is. */
    CompletableFuture<PageView> unchanged(PageState state, Beside beside) {
        Map<String, Optional<Bytes>> values = beside.of(state.page);
        if (values.isEmpty()) {
            return unchanged(state);
        }
        CompletableFuture<PageView> page = unchanged(state);
        return writer.submit(
                        state.incarnation,
                        (handle, ledger) -> {
                            RecordTable.putValues(handle, values);
                            return () -> {};
                        })
                .thenCombine(page, (nothing, view) -> view);
    }

    /** Queues changes and statements that leave the text as it is. */
    CompletableFuture<Void> submit(PageState state, PageUpdate.Kept update) {
        return queue(state, update, committed -> views.invalidate(update.page()));
    }

    /** Queues what keeps a page that is here as it is. */
    CompletableFuture<Void> submit(PageState state, PageUpdate.Suspected update) {
        return queue(state, update, committed -> views.invalidate(update.page()));
    }

    /** Queues what changes the past of a page alone. */
    CompletableFuture<Void> submit(PageState state, PageUpdate.Blanked update) {
        return queue(state, update, committed -> views.invalidate(update.page()));
    }

    /** Queues what nobody reads. */
    CompletableFuture<Void> submit(PageState state, PageUpdate.Dropped update) {
        return queue(state, update, committed -> {});
    }

    private CompletableFuture<Void> queue(
            PageState state, PageUpdate update, Consumer<Committed> publish) {
        return queue(state, update, Map.of(), publish);
    }

    private CompletableFuture<Void> queue(
            PageState state,
            PageUpdate update,
            Map<String, Optional<Bytes>> values,
            Consumer<Committed> publish) {
        state.inFlight.incrementAndGet();
        CompletableFuture<Void> done =
                writer.submit(
                        state.incarnation,
                        (handle, ledger) -> {
                            var result = PageUpdate.apply(handle, wiki, ledger.totals(), update);
                            ledger.totals(result.totals());
                            RecordTable.putValues(handle, values);
                            return () -> {
                                state.inFlight.decrementAndGet();
                                publish.accept(result.committed());
                                if (!(update instanceof PageUpdate.Suspected)) {
                                    wake(result.committed());
                                }
                            };
                        });
        done.whenComplete((nothing, failure) -> {
            if (failure != null) {
                state.inFlight.decrementAndGet();
            }
        });
        state.lastWrite(done);
        return done;
    }

    private void wake(Committed committed) {
        var pages = new ArrayList<PageId>(committed.resuffixed());
        pages.forEach(views::invalidate);
        pages.add(committed.row().page());
        watchers.wake(pages);
    }

    /**
     * Waits for the disk, with no page's lock held.
     *
     * @throws StorageException if it failed
     */
    static <T> T await(CompletableFuture<T> write) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return write.get();
                } catch (InterruptedException e) {
                    interrupted = true; // What is queued is written either way: say which.
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            String message = String.valueOf(cause.getMessage());
            throw new StorageException(message, cause);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
