package enquire.storage;

import enquire.editor.page.PageId;
import enquire.storage.database.JournalTable;
import enquire.storage.database.WikiDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes changes out of journaled typing, at its own pace: a page at most once a second. Whoever has
 * a peer looking at a page asks for it sooner. One thread does it, and also frees idle documents
 * and expires the journal. Thread-safe.
 */
final class Folding implements AutoCloseable {

    /** Design section 4: one change for each key would cost 4 times the memory. */
    private static final Duration PACE = Duration.ofSeconds(1);

    /**
     * How long after a failure it is tried again. (A guess at how soon there is room on a disk.)
     */
    private static final Duration RETRY_TIME = Duration.ofSeconds(10);

    /** How long closing may take for it; what is left stays in the journal, which is as safe. */
    private static final Duration CLOSE_TIME = Duration.ofSeconds(3);

    /** After the start, for what need not be then. (A guess: a day may be shorter than a day.) */
    private static final Duration LATER = Duration.ofMinutes(10);

    /** How long journal rows are kept; design section 4. */
    private static final Duration JOURNAL_TIME = Duration.ofDays(30);

    /** Rows that are removed in one transaction, so that nobody waits long behind it. */
    private static final int EXPIRE_ROWS = 1_000;

    /** How long others may have to wait for the moment at which nobody has a page. (A guess.) */
    private static final Duration PAUSE_TIME = Duration.ofMillis(250);

    /** How often that moment is looked for: in all some 20 s, as a large merge takes. (A guess.) */
    private static final int ATTEMPTS_MAX = 40;

    /**
     * So many pages are folded while everybody waits; a document that has to be loaded for that
     * takes 30 to 60 ms (measured, docs/ARCHITECTURE.md), so that it is within the pause.
     */
    private static final int PAUSE_PAGES_MAX = 4;

    /**
     * How often more than those are folded while everybody goes on, before they are folded in the
     * pause after all: who saves faster than is folded keeps nobody from a backup. Each time is
     * shorter than the one before, as less was typed meanwhile. (A guess.)
     */
    private static final int ROUNDS_MAX = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Folding.class);

    private final WikiDatabase database;
    private final Writer writer;
    private final Pages pages;
    private final Editing editing;
    private final Set<PageId> waiting = ConcurrentHashMap.newKeySet();
    private final Pace pace;

    Folding(WikiDatabase database, Writer writer, Pages pages, Editing editing, Pace pace) {
        this.database = database;
        this.writer = writer;
        this.pages = pages;
        this.editing = editing;
        this.pace = pace;
    }

    /**
     * Takes up what an earlier run journaled and did not fold.
     *
     * @param alsoEachDay what else is to be thrown away when it is old; not at once, since who may
     *     write is known only after the start
     */
    void start(Runnable alsoEachDay) {
        database.read(JournalTable::pagesPending).forEach(page -> schedule(page, PACE));
        pace.every(Pages.IDLE_TIME, Pages.IDLE_TIME, pages::freeIdle);
        pace.every(Duration.ZERO, Duration.ofDays(1), this::expire);
        pace.every(LATER, Duration.ofDays(1), alsoEachDay);
    }

    /** The page may have typing, which should be in a change within a second. */
    void soon(PageId page) {
        schedule(page, PACE);
    }

    /** Durable when this returns. */
    void fold(PageId page) {
        CompletableFuture<?> write = pages.lend(page, editing::fold);
        Commits.await(write);
    }

    /**
     * Runs {@code work} at a moment at which all typing is part of a change. What is typed
     * meanwhile waits, so it must be short. Typing that cannot be folded now, because its page is
     * damaged, say, holds nothing up.
     *
     * @throws StorageException if pages are in use without a pause
     */
    <T> T whenAllIsFolded(Supplier<T> work) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            foldMost(); // While everybody goes on, since that can take long.
            Optional<T> done =
                    pages.alone(
                            PAUSE_TIME,
                            () -> {
                                fold(pending());
                                return work.get();
                            });
            if (done.isPresent()) {
                return done.get();
            }
            // Somebody is at a large page. Others have waited long enough.
            LockSupport.parkNanos(PAUSE_TIME.toNanos());
        }
        throw new StorageException(
                "Pages are in use without a pause, so there is no moment for a copy of all of them. Nothing was changed; try again later.");
    }

    /** Until what is left is soon folded. */
    private void foldMost() {
        List<PageId> before = List.of();
        List<PageId> pending = pending();
        // Those that stay, because they are typed into or damaged, would stay the next time, too.
        for (int round = 0; round < ROUNDS_MAX && !pending.equals(before); round++) {
            fold(pending);
            before = pending;
            pending = pending();
            if (pending.size() <= PAUSE_PAGES_MAX) {
                return;
            }
        }
    }

    private List<PageId> pending() {
        // What was queued before this is on disk after it.
        Commits.await(writer.submit(new Incarnation(), (handle, ledger) -> () -> {}));
        return database.read(JournalTable::pagesPending);
    }

    private void fold(List<PageId> all) {
        for (PageId page : all) {
            try {
                fold(page);
            } catch (RuntimeException e) {
                LOG.warn("Typing in page {} stays in the journal for now", page, e);
            }
        }
    }

    private void schedule(PageId page, Duration delay) {
        if (waiting.add(page)) {
            pace.after(delay, () -> foldOrRetry(page));
        }
    }

    private void foldOrRetry(PageId page) {
        waiting.remove(page);
        try {
            pages.lend(page, editing::fold)
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            schedule(page, RETRY_TIME);
                        }
                    });
        } catch (StorageException e) {
            LOG.warn("Typing in page {} stays in the journal for now: {}", page, e.getMessage());
            schedule(page, RETRY_TIME);
        } catch (RuntimeException e) {
            LOG.warn("Typing in page {} stays in the journal for now", page, e);
            schedule(page, RETRY_TIME);
        }
    }

    /** What is folded stays so: it is looked for while others write. */
    private void expire() {
        try {
            Instant before = editing.now().minus(JOURNAL_TIME);
            long after = 0;
            List<Long> expired = expired(after, before);
            while (!expired.isEmpty()) {
                remove(expired);
                after = expired.getLast();
                expired = expired(after, before);
            }
        } catch (StorageException e) {
            LOG.warn("Old journal rows stay for another day", e);
        }
    }

    private List<Long> expired(long after, Instant before) {
        return database.read(handle -> JournalTable.expired(handle, after, before, EXPIRE_ROWS));
    }

    private void remove(List<Long> rows) {
        Commits.await(
                writer.submit(
                        new Incarnation(),
                        (handle, ledger) -> {
                            JournalTable.remove(handle, rows);
                            return () -> {};
                        }));
    }

    /** Folds what can be folded in a moment. */
    @Override
    public void close() {
        pace.close(CLOSE_TIME, false);
        long until = System.nanoTime() + CLOSE_TIME.toNanos();
        for (PageId page : List.copyOf(waiting)) {
            if (System.nanoTime() - until > 0) {
                return;
            }
            try {
                fold(page);
            } catch (StorageException e) {
                LOG.warn(
                        "Typing in page {} stays in the journal until the next start: {}",
                        page,
                        e.getMessage());
            } catch (RuntimeException e) {
                LOG.warn("Typing in page {} stays in the journal until the next start", page, e);
            }
        }
    }
}
