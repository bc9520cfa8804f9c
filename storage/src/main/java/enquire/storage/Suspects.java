package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.PageId;
import enquire.storage.Examiner.Verdict;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.SuspectTable;
import enquire.storage.database.WikiDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of others over which the native library may give up and take the process with it. They
 * are noted on disk before it gets them. Whatever is still noted at the next start is examined
 * elsewhere, and only what is found guilty is held back: a power cut condemns nothing (design,
 * section 8). Thread-safe.
 */
final class Suspects implements AutoCloseable {

    /**
     * Offenders of one page that are looked for at a time, at about a second for each step of each
     * search. What is left stays out of the page until the next start. (A guess.)
     */
    private static final int OFFENDERS_MAX = 8;

    /** How long an examination may take to come to its end when it is interrupted. (A guess.) */
    private static final Duration CLOSE_TIME = Duration.ofSeconds(10);

    /** Before it is tried again after a failure; as with folding, how soon a disk has room. */
    private static final Duration RETRY_TIME = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);

    private final WikiDatabase database;
    private final Writer writer;
    private final Examiner examiner;
    private final InstantSource clock;
    private final LongSupplier operationsMax;
    private final Pace pace;
    private final CompletableFuture<Void> examined = new CompletableFuture<>();

    /** What is to be examined of a page. */
    private record Case(List<Change> base, List<Change> suspects) {}

    Suspects(WikiDatabase database, Writer writer, RepositorySettings settings) {
        this.database = database;
        this.writer = writer;
        this.examiner = settings.surroundings().examiner();
        this.operationsMax = settings.surroundings().pageOperationsMax();
        this.pace = settings.surroundings().paces().apply("enquire-examination");
        this.clock = settings.clock();
    }

    /** Before anything is written: what is noted now was noted by an earlier run. */
    void leaveOver() {
        database.write(handle -> {
            // There may be more memory by now.
            SuspectTable.leaveOver(handle, PageOperations.TOO_MANY);
            return this;
        });
    }

    /** Of this page, what must not come near the native library now. */
    Set<ChangeHash> kept(PageId page) {
        return database.read(handle -> SuspectTable.kept(handle, page));
    }

    /** All that is held back. */
    List<SuspectTable.Row> heldBack() {
        return database.read(handle -> SuspectTable.rows(handle, SuspectTable.State.HELD_BACK));
    }

    /**
     * Durable when this returns.
     *
     * @param others noted with it, and free again
     */
    void holdBack(PageId page, ChangeHash offender, Collection<ChangeHash> others, String why) {
        var free = new TreeSet<>(others);
        free.remove(offender);
        Instant now = clock.instant();
        LOG.warn("A change of page {} is held back: {} ({})", page, why, offender);
        write(handle -> {
            SuspectTable.release(handle, page, free);
            SuspectTable.holdBack(handle, page, offender, now, why);
        });
    }

    /**
     * Examines in the background what an earlier run left, if it left anything.
     *
     * @param innocent told of each page of which something may be judged again
     */
    void start(Consumer<PageId> innocent) {
        Map<PageId, Set<ChangeHash>> left = leftOver();
        if (left.isEmpty()) {
            examined.complete(null);
            return;
        }
        LOG.warn("Changes of {} pages may have ended the last run: examined now", left.size());
        pace.after(Duration.ZERO, () -> examine(left, innocent));
    }

    private Map<PageId, Set<ChangeHash>> leftOver() {
        var left = new TreeMap<PageId, Set<ChangeHash>>();
        database.read(handle -> SuspectTable.rows(handle, SuspectTable.State.LEFT_OVER))
                .forEach(row ->
                        left.computeIfAbsent(row.page(), page -> new TreeSet<>()).add(row.hash()));
        return left;
    }

    /**
     * @param left what is examined is taken out; after a failure, say of a full disk, the rest is
     *     tried again
     */
    private void examine(Map<PageId, Set<ChangeHash>> left, Consumer<PageId> innocent) {
        try {
            var pages = left.entrySet().iterator();
            while (pages.hasNext()) {
                var entry = pages.next();
                examineOrLeave(entry.getKey(), entry.getValue(), innocent);
                pages.remove();
            }
        } catch (InterruptedException e) {
            LOG.info("The examination of changes goes on at the next start");
        } catch (StorageException e) {
            LOG.warn(
                    "Changes that may have ended the last run stay out of their pages for now: {}",
                    e.getMessage());
            pace.after(RETRY_TIME, () -> examine(left, innocent));
        } finally {
            examined.complete(null);
        }
    }

    /** A mistake of ours with one page keeps no other from being examined. */
    private void examineOrLeave(PageId page, Set<ChangeHash> hashes, Consumer<PageId> innocent)
            throws InterruptedException {
        try {
            examine(page, hashes);
            innocent.accept(page);
        } catch (StorageException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Changes of page {} stay out of it, by a mistake of Enquire", page, e);
        }
    }

    private void examine(PageId page, Set<ChangeHash> hashes) throws InterruptedException {
        Case now = database.read(handle -> read(handle, page, hashes));
        List<Change> left = now.suspects();
        for (int offenders = 0; offenders < OFFENDERS_MAX; offenders++) {
            long max = operationsMax.getAsLong();
            Optional<Change> tooMuch =
                    PageOperations.firstBeyond(PageOperations.sum(now.base()), left, max);
            if (tooMuch.isPresent()) {
                // The child would run out of memory, and that of the whole computer.
                ChangeHash hash = tooMuch.get().hash();
                hashes.remove(hash);
                holdBack(page, hash, List.of(), PageOperations.tooMany(max));
                left = without(left, hash);
                continue;
            }
            Verdict verdict =
                    left.isEmpty() ? new Verdict.Fit() : examiner.examine(now.base(), left);
            if (verdict instanceof Verdict.Fit) {
                write(handle -> SuspectTable.release(handle, page, hashes));
                return;
            }
            // If the page alone does not pass, its newest changes are not to blame.
            boolean guilty =
                    verdict instanceof Verdict.Unfit
                            && examiner.examine(now.base(), List.of()) instanceof Verdict.Fit;
            if (!guilty) {
                LOG.warn("Changes of page {} stay out of it for now: {}", page, verdict);
                return;
            }
            Change offender = offender(now.base(), left);
            String why = ((Verdict.Unfit) verdict).why();
            hashes.remove(offender.hash());
            holdBack(page, offender.hash(), List.of(), why);
            left = without(left, offender.hash());
        }
    }

    private static Case read(Handle handle, PageId page, Set<ChangeHash> hashes) {
        List<Change> base = ChangeGraph.ordered(ChangeTable.changes(handle, page, true));
        var there = new TreeSet<ChangeHash>(Set.of(Genesis.HASH));
        base.forEach(change -> there.add(change.hash()));
        var suspects = new ArrayList<Change>();
        for (Change change : ChangeGraph.ordered(ChangeTable.changes(handle, page, false))) {
            // One that follows what is held back cannot enter, and is nobody's problem.
            if (hashes.contains(change.hash()) && there.containsAll(change.dependencies())) {
                there.add(change.hash());
                suspects.add(change);
            }
        }
        return new Case(base, suspects);
    }

    /** The first one with which those before it do not pass. */
    private Change offender(List<Change> base, List<Change> suspects) throws InterruptedException {
        int fit = 0;
        int unfit = suspects.size();
        while (unfit - fit > 1) {
            int middle = (fit + unfit) >>> 1;
            Verdict verdict = examiner.examine(base, suspects.subList(0, middle));
            if (verdict instanceof Verdict.Unfit) {
                unfit = middle;
            } else {
                fit = middle;
            }
        }
        return suspects.get(unfit - 1);
    }

    /** Those that do not follow {@code offender}. */
    private static List<Change> without(List<Change> ordered, ChangeHash offender) {
        var out = new TreeSet<ChangeHash>(Set.of(offender));
        var left = new ArrayList<Change>();
        for (Change change : ordered) {
            if (out.contains(change.hash())
                    || change.dependencies().stream().anyMatch(out::contains)) {
                out.add(change.hash());
            } else {
                left.add(change);
            }
        }
        return left;
    }

    private void write(Consumer<Handle> work) {
        Commits.await(
                writer.submit(
                        new Incarnation(),
                        (handle, ledger) -> {
                            work.accept(handle);
                            return () -> {};
                        }));
    }

    /** Waits until everything that an earlier run left has been examined. */
    void awaitExamined() {
        examined.join();
    }

    /** What is being examined is examined anew at the next start. */
    @Override
    public void close() {
        pace.close(CLOSE_TIME, true);
    }
}
