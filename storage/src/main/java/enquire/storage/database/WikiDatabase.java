package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.storage.StorageException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file of one wiki: WAL, {@code synchronous=FULL}, one connection that writes and a few
 * that read. Thread-safe, but for {@link #writer}, which belongs to one thread.
 */
public final class WikiDatabase implements AutoCloseable {

    /** Connections that read at the same time; more than the cores of a laptop gains nothing. */
    private static final int READERS_MAX = 4;

    /**
     * How long a statement waits for another process that holds the file, in milliseconds: longer
     * than a backup program looks at it (a guess).
     */
    private static final int BUSY_MILLIS = 5_000;

    /**
     * What the write-ahead log is cut back to, in bytes, so that one large import does not stay.
     */
    private static final int LOG_BYTES = 16 * 1024 * 1024;

    /** Of all files: it keeps what it has read, and every wiki is asked in the same words. */
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private final Path file;
    private final Jdbi jdbi;
    private final Handle writer;
    private final ConcurrentLinkedDeque<Handle> readers = new ConcurrentLinkedDeque<>();
    private final Semaphore permits = new Semaphore(READERS_MAX);

    private WikiDatabase(Path file, Jdbi jdbi, Handle writer) {
        this.file = file;
        this.jdbi = jdbi;
        this.writer = writer;
    }

    /**
     * Opens the file, or makes it; brings its tables up to date.
     *
     * @param newIndexId the random id that a new store gets
     * @throws StorageException if it cannot be written, is damaged, is of another wiki, of a newer
     *     program or of one whose tables are not known; then nothing in it was changed
     */
    public static WikiDatabase open(Path file, WikiId wiki, Bytes newIndexId) {
        DatabaseErrors.requireWritable(file);
        Jdbi readers = connections(file, SQLiteConfig.TransactionMode.DEFERRED);
        Handle writer = null;
        try {
            // A transaction that reads first and writes then fails at once, without waiting, if
            // anybody holds the lock to write at that moment; and a reader that begins while the
            // log changes holds it for an instant. So whoever means to write says so first.
            writer = connections(file, SQLiteConfig.TransactionMode.IMMEDIATE).open();
            prepare(file, writer, wiki, newIndexId);
            return new WikiDatabase(file, readers, writer);
        } catch (JdbiException e) {
            closeQuietly(writer, e);
            throw DatabaseErrors.unopened(file, e);
        } catch (DamagedValueException | IllegalArgumentException e) {
            closeQuietly(writer, e);
            throw DatabaseErrors.damaged(file, e);
        } catch (StorageException e) {
            closeQuietly(writer, e);
            throw e;
        }
    }

    private static Jdbi connections(Path file, SQLiteConfig.TransactionMode mode) {
        Properties settings = pragmas(mode);
        Jdbi jdbi = Jdbi.create(() -> JDBC.createConnection("jdbc:sqlite:" + file, settings));
        jdbi.setStatementBuilderFactory(connection -> new StatementCache());
        jdbi.configure(SqlStatements.class, statements -> statements.setSqlParser(PARSER));
        return jdbi;
    }

    private static Properties pragmas(SQLiteConfig.TransactionMode mode) {
        var config = new SQLiteConfig();
        config.setTransactionMode(mode);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setJournalSizeLimit(LOG_BYTES);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setGetGeneratedKeys(false);
        return config.toProperties();
    }

    private static void prepare(Path file, Handle writer, WikiId wiki, Bytes newIndexId) {
        int version = Schema.version(writer);
        if (version > Schema.VERSION) {
            throw new StorageException(
                    ("%s was written by a newer Enquire (tables %d, this one knows %d). Nothing"
                                    + " was changed. Start the newer one.")
                            .formatted(file, version, Schema.VERSION));
        }
        if (!Schema.isKnown(writer, version)) {
            throw new StorageException(
                    ("%s has other tables than those of any Enquire this one knows. Nothing was"
                                    + " changed. Start the Enquire that wrote it, or choose another"
                                    + " data folder with --data.")
                            .formatted(file));
        }
        if (version > 0) {
            requireWholePages(writer);
        }
        // Not before: it is written into the file, and holds for the connections that read, too.
        writer.select("PRAGMA journal_mode = WAL").mapTo(String.class).one();
        writer.useTransaction(handle -> {
            if (version < Schema.VERSION) {
                Schema.migrate(handle, version);
            }
            if (version == 0) {
                Meta.create(handle, wiki, newIndexId);
            }
        });
        if (!Meta.wiki(writer).equals(wiki)) {
            throw new StorageException(
                    "%s holds another wiki than its folder says. Nothing was changed. Put the file back where it was."
                            .formatted(file));
        }
    }

    /**
     * A damaged row is noticed when it is read, but a damaged way to it is not: a page that is
     * looked for on the wrong one seems not to be there, and nobody would know. Of the table that
     * says which pages there are, all ways are walked. (5 to 17 ms for 10,000 pages, measured.)
     */
    private static void requireWholePages(Handle writer) {
        String found = writer.select("PRAGMA quick_check(page)").mapTo(String.class).first();
        if (!found.equals("ok")) {
            throw new DamagedValueException(found.replaceAll("\\s+", " "));
        }
    }

    private static void closeQuietly(
            @org.jspecify.annotations.Nullable Handle handle, Exception why) {
        if (handle != null) {
            try {
                handle.close();
            } catch (JdbiException e) {
                why.addSuppressed(e);
            }
        }
    }

    /**
     * Reads from one snapshot; sees nothing that is not on disk.
     *
     * @throws StorageException if the disk or the file fails
     */
    public <T> T read(Function<Handle, T> query) {
        permits.acquireUninterruptibly();
        try {
            Handle handle = readers.poll();
            if (handle == null) {
                handle = jdbi.open();
                handle.execute("PRAGMA query_only = 1");
            }
            try {
                T result = handle.inTransaction(query::apply);
                readers.push(handle);
                return result;
            } catch (RuntimeException e) {
                closeQuietly(handle, e);
                throw e;
            }
        } catch (JdbiException e) {
            throw DatabaseErrors.explain(file, e);
        } catch (DamagedValueException | IllegalArgumentException e) {
            // Queries only decode what is stored: a value that is none was damaged on disk.
            throw DatabaseErrors.damaged(file, e);
        } finally {
            permits.release();
        }
    }

    /**
     * Runs {@code work} as one transaction that is on disk when this returns. One thread at a time.
     *
     * @throws StorageException if it could not be committed; then nothing of it was
     */
    public <T> T write(Function<Handle, T> work) {
        try {
            return writer.inTransaction(work::apply);
        } catch (JdbiException e) {
            throw DatabaseErrors.explain(file, e);
        }
    }

    /** All of it as it is now, whatever is written afterwards, until it is closed. */
    public DatabaseSnapshot snapshot() {
        return DatabaseSnapshot.of(file, jdbi);
    }

    /**
     * Writes the whole file anew, without what was deleted, and empties its log. Nobody reads
     * meanwhile. On the thread that writes, with no transaction open.
     *
     * @throws StorageException if there is no room for it: the file is written beside itself first
     */
    public void scrub() {
        permits.acquireUninterruptibly(READERS_MAX);
        try {
            // What it writes beside the file is what the file will hold; memory may not have room.
            writer.execute("PRAGMA temp_store = FILE");
            writer.execute("VACUUM");
            int busy =
                    writer.select("PRAGMA wal_checkpoint(TRUNCATE)").mapTo(Integer.class).first();
            if (busy != 0) {
                throw new StorageException(
                        "Another program reads %s, so what was taken out is still in its log. It is removed when that is tried again."
                                .formatted(file));
            }
        } catch (JdbiException e) {
            throw DatabaseErrors.explain(file, e);
        } finally {
            try {
                writer.execute("PRAGMA temp_store = MEMORY");
            } finally {
                permits.release(READERS_MAX); // Or nobody would read ever again.
            }
        }
    }

    /** After everybody has stopped reading and writing. */
    @Override
    public void close() {
        permits.acquireUninterruptibly(READERS_MAX);
        try {
            readers.forEach(Handle::close);
            readers.clear();
            writer.close();
        } catch (JdbiException e) {
            throw DatabaseErrors.explain(file, e);
        } finally {
            permits.release(READERS_MAX);
        }
    }
}
