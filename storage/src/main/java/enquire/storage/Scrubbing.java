package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.database.RecordTable;
import enquire.storage.database.WikiDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final AtomicBoolean indexOwed = new AtomicBoolean();

    Scrubbing(WikiDatabase database, Writer writer, PastFolder pasts) {
        this.pasts = pasts;
        this.database = database;
        this.writer = writer;
    }

    /** What is stored with whatever makes it necessary. */
    public static Map<String, Optional<Bytes>> owed() {
        return Map.of(DATABASE, Optional.of(Bytes.EMPTY), INDEX, Optional.of(Bytes.EMPTY));
    }

    /** The same, with what was kept of this page's past. */
    public static Map<String, Optional<Bytes>> owed(PageId page) {
        var owed = new HashMap<>(owed());
        owed.put(PAST + page, Optional.of(Bytes.EMPTY));
        return owed;
    }

    /** What was kept of this page's past goes; {@link #owed(PageId)} is on disk. */
    void forget(PageId page) {
        pasts.forget(page);
        done(PAST + page);
    }

    /** Goes on with what the last run did not come to; does not wait. */
    void start() {
        Map<String, Bytes> left = database.read(handle -> RecordTable.values(handle, "scrub/"));
        indexOwed.set(left.containsKey(INDEX));
        left.keySet().stream()
                .filter(name -> name.startsWith(PAST))
                .forEach(name -> forget(PageId.parse(name.substring(PAST.length()))));
        if (left.containsKey(DATABASE)) {
            scrub();
        }
    }

    /**
     * Once {@link #owed} is on disk.
     *
     * @return completes when the file of the database is clean, or with a {@link StorageException}:
     *     then it is tried again at the next start, and the next time
     */
    CompletableFuture<Void> scrub() {
        indexOwed.set(true);
        // Behind the commit, on the writer's thread: no transaction may be open. Whoever writes
        // meanwhile waits: some 10 s for a gigabyte. (A guess.)
        var failure = new CompletableFuture<Void>();
        return submit(
                        () -> {
                            try {
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
                .thenCompose(clean -> done(DATABASE));
    }

    private CompletableFuture<Void> submit(Runnable afterwards) {
        return writer.submit(new Incarnation(), (handle, ledger) -> afterwards);
    }

    private CompletableFuture<Void> done(String name) {
        return writer.submit(
                new Incarnation(),
                (handle, ledger) -> {
                    RecordTable.putValues(handle, Map.of(name, Optional.empty()));
                    return () -> {};
                });
    }

    /** Whether the search index is to forget what it has deleted. */
    public boolean isIndexOwed() {
        return indexOwed.get();
    }

    /** It has. */
    public void indexDone() {
        indexOwed.set(false);
        done(INDEX);
    }
}
