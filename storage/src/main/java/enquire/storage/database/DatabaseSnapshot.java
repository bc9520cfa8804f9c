package enquire.storage.database;

import enquire.storage.StorageException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * A database as it was at one moment. Others go on writing; what they write stays in the
 * write-ahead log until this is closed, so that it should not stay open for long. One thread.
 */
public final class DatabaseSnapshot implements AutoCloseable {

    /** Pages of a file that are copied at a time: 0.4 MB of 4 KiB each. */
    private static final int PAGES_AT_ONCE = 100;

    /** How often, and how long in milliseconds, a copy waits for a lock. */
    private static final int BUSY_MAX = 50;

    private static final int BUSY_MILLIS = 100;

    private final Path file;
    private final Handle handle;

    private DatabaseSnapshot(Path file, Handle handle) {
        this.file = file;
        this.handle = handle;
    }

    static DatabaseSnapshot of(Path file, Jdbi jdbi) {
        try {
            Handle handle = jdbi.open();
            try {
                handle.begin();
                // SQLite takes its snapshot with the first look, not before.
                handle.select("SELECT count(*) FROM meta").mapTo(Integer.class).one();
                return new DatabaseSnapshot(file, handle);
            } catch (JdbiException e) {
                handle.close();
                throw e;
            }
        } catch (JdbiException e) {
            throw DatabaseErrors.explain(file, e);
        }
    }

    /** Pages with typing that is in no change. */
    public int pending() {
        return JournalTable.pagesPending(handle).size();
    }

    /**
     * Copies it.
     *
     * @param target a file that is not there yet; not flushed to the disk
     * @throws StorageException if the disk does not take it, or the database is damaged
     */
    public void copyTo(Path target) {
        try {
            copy(handle.getConnection(), file, target);
        } catch (SQLException e) {
            throw failure(file, target, e);
        }
    }

    /**
     * By SQLite's own way of copying a database that is in use (sqlite.org/backup.html): one that
     * finds a transaction that reads copies what that one sees.
     */
    public static void copy(Connection connection, Path file, Path target) throws SQLException {
        int code =
                connection
                        .unwrap(SQLiteConnection.class)
                        .getDatabase()
                        .backup(
                                "main",
                                target.toString(),
                                (remaining, pages) -> {},
                                BUSY_MILLIS,
                                BUSY_MAX,
                                PAGES_AT_ONCE);
        if (code != SQLiteErrorCode.SQLITE_OK.code) {
            throw new SQLException(SQLiteErrorCode.getErrorCode(code).message, null, code);
        }
    }

    /** What was not copied, as a sentence. */
    public static StorageException failure(Path file, Path target, SQLException why) {
        boolean full = why.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code;
        return new StorageException(
                full
                        ? "The disk of %s is full, so %s was not copied. What is saved is safe. Make room there and try again."
                                .formatted(target, file)
                        : "%s could not be copied to %s (%s). What is saved is safe. Check that disk and try again."
                                .formatted(file, target, why.getMessage()),
                why);
    }

    @Override
    public void close() {
        try (handle) {
            handle.rollback();
        }
    }
}
