package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.database.RecordTable;
import enquire.storage.database.WikiDatabase;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from the files of a wiki what nothing in them points to any more: SQLite leaves deleted
 * bytes where they were until it needs the place, and Lucene until it merges. What is owed is on
 * disk together with what made it necessary, so a crash only delays it. Thread-safe.
 */
public final class Scrubbing {

    /** The values that say what is owed. */
    private static final String DATABASE = "scrub/database";

    private static final String INDEX = "scrub/index";

    /** And the id of a page, of whose past something may be kept that holds it. */
    private static final String PAST = "scrub/past/";

    private static final Logger LOG = LoggerFactory.getLogger(Scrubbing.class);

    private final WikiDatabase database;
    private final Writer writer;
    private final PastFolder pasts;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean indexOwed = new AtomicBoolean();

    /** Of those who scrub the database. */
    private final AtomicInteger underWay = new AtomicInteger();

    /** The one that was queued last. */
    private final AtomicReference<CompletableFuture<Void>> last =
            new AtomicReference<>(CompletableFuture.completedFuture(null));

    Scrubbing(WikiDatabase database, Writer writer, PastFolder pasts) {
        this.pasts = pasts;
        this.database = database;
        this.writer = writer;
    }

    /**
     * What is stored with whatever makes it necessary: each time another value, so that who has
     * done what was owed before does not cross out what came meanwhile.
     */
    public static Map<String, Optional<Bytes>> owed() {
        Optional<Bytes> each =
                Optional.of(
                        Bytes.of(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII)));
        return Map.of(DATABASE, each, INDEX, each);
    }

    /** The same, with what was kept of this page's past. */
    public static Map<String, Optional<Bytes>> owed(PageId page) {
        var owed = new HashMap<>(owed());
        owed.put(PAST + page, owed.get(DATABASE));
        return owed;
    }

    /**
     * What was kept of this page's past goes; {@link #owed(PageId)} is on disk. If it does not,
     * {@link #makeUp} tries again.
     */
    void forget(PageId page) {
        Optional<Bytes> debt = debt(PAST + page);
        if (pasts.forget(page)) {
            debt.ifPresent(seen -> done(PAST + page, seen));
        }
    }

    /** Goes on with what the last run did not come to; does not wait. */
    void start() {
        indexOwed.set(debt(INDEX).isPresent());
        makeUp();
    }

    /**
     * Tries again what is owed of the database and of kept pasts, unless it is being done; does not
     * wait. Costs the writing of the whole file if it is owed: with a pause, therefore.
     */
    public void makeUp() {
        Map<String, Bytes> left = database.read(handle -> RecordTable.values(handle, "scrub/"));
        left.keySet().stream()
                .filter(name -> name.startsWith(PAST))
                .forEach(name -> forget(PageId.parse(name.substring(PAST.length()))));
        if (left.containsKey(DATABASE) && underWay.get() == 0) {
            scrub();
        }
    }

    private Optional<Bytes> debt(String name) {
        return Optional.ofNullable(
                database.read(handle -> RecordTable.values(handle, name)).get(name));
    }

    /** Whether something that was taken out may be in a file of the wiki still. */
    public boolean isOwed() {
        return !database.read(handle -> RecordTable.values(handle, "scrub/")).isEmpty();
    }

    /**
     * Is told when something was taken out: a copy of the wiki that was made before holds it still.
     *
     * @param watcher does not wait
     */
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Something that is in no table was taken out. */
    public void tell() {
        watchers.forEach(Runnable::run);
    }

    /** Something was taken out, and {@link #owed} is on disk; as {@link #scrub}. */
    CompletableFuture<Void> taken() {
        tell();
        return scrub();
    }

    /**
     * Once {@link #owed} is on disk.
     *
     * @return completes when the file of the database is clean, or with a {@link StorageException}:
     *     then {@link #makeUp} tries it again
     */
    CompletableFuture<Void> scrub() {
        indexOwed.set(true);
        underWay.incrementAndGet();
        var seen = new AtomicReference<Bytes>();
        // Behind the commit, on the writer's thread: no transaction may be open. Whoever writes
        // meanwhile waits: some 10 s for a gigabyte. (A guess.)
        var failure = new CompletableFuture<Void>();
        CompletableFuture<Void> scrubbed =
                submit(
                                () -> {
                                    try {
                                        seen.set(debt(DATABASE).orElse(Bytes.EMPTY));
                                        database.scrub();
                                        failure.complete(null);
                                    } catch (RuntimeException e) {
                                        LOG.warn(
                                                "What was taken out stays in freed places of wiki.db for now",
                                                e);
                                        failure.completeExceptionally(e);
                                    }
                                })
                        .thenCompose(committed -> failure)
                        .thenCompose(clean -> done(DATABASE, seen.get()))
                        .whenComplete((clean, failed) -> underWay.decrementAndGet());
        last.set(scrubbed);
        return scrubbed;
    }

    /**
     * For who finds that another thread has just taken it out: what that one owes is not clean yet.
     *
     * @return as {@link #scrub}; at once if nothing is owed of the database
     */
    CompletableFuture<Void> clean() {
        if (debt(DATABASE).isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        // One that is under way may have begun before: what is owed then tells.
        CompletableFuture<Void> other = last.get();
        return other.isDone() ? scrub() : other.thenCompose(clean -> clean());
    }

    private CompletableFuture<Void> submit(Runnable afterwards) {
        return writer.submit(new Incarnation(), (handle, ledger) -> afterwards);
    }

    /** Crosses out what was owed, but not what has come since. */
    private CompletableFuture<Void> done(String name, Bytes seen) {
        return writer.submit(
                new Incarnation(),
                (handle, ledger) -> {
                    boolean same = seen.equals(RecordTable.values(handle, name).get(name));
                    if (same) {
                        RecordTable.putValues(handle, Map.of(name, Optional.empty()));
                    }
                    return () -> {
                        if (same && name.equals(INDEX)) {
                            indexOwed.set(false);
                        }
                    };
                });
    }

    /**
     * Whether the search index is to forget what it has deleted: then what {@link #indexDone} is to
     * be told, if it has brought in all that is on disk now, and forgotten.
     */
    public synchronized Optional<Bytes> indexOwed() {
        if (!indexOwed.getAndSet(false)) {
            return Optional.empty(); // Asked often, and the disk is not.
        }
        Optional<Bytes> owed = debt(INDEX);
        if (owed.isPresent()) {
            indexOwed.set(true);
        }
        return owed;
    }

    /**
     * @param owed what {@link #indexOwed} was; what has come since stays owed
     */
    public void indexDone(Bytes owed) {
        done(INDEX, owed);
    }
}
