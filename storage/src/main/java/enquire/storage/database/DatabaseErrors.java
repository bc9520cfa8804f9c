package enquire.storage.database;

import enquire.storage.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what SQLite says into a sentence: what happened, what is safe, what to do. */
public final class DatabaseErrors {

    /** An extended result code holds the primary one in its low byte (sqlite.org/rescode.html). */
    private static final int PRIMARY_CODE_MASK = 0xff;

    /**
     * What a file system without room says to SQLite, when it writes and when it makes its -shm.
     */
    private static final Set<SQLiteErrorCode> FULL =
            EnumSet.of(SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);

    /** Refused by a quota, a file system that became read-only, or the disk itself. */
    private static final Set<SQLiteErrorCode> NOT_TAKEN =
            EnumSet.of(
                    SQLiteErrorCode.SQLITE_IOERR_WRITE,
                    SQLiteErrorCode.SQLITE_IOERR_FSYNC,
                    SQLiteErrorCode.SQLITE_IOERR_TRUNCATE);

    private static final Set<SQLiteErrorCode> NOT_WRITABLE =
            EnumSet.of(
                    SQLiteErrorCode.SQLITE_READONLY,
                    SQLiteErrorCode.SQLITE_CANTOPEN,
                    SQLiteErrorCode.SQLITE_PERM);

    private DatabaseErrors() {}

    /** Of a database that is open. */
    static StorageException explain(Path file, Throwable failure) {
        if (isFull(failure)) {
            return new StorageException(
                    ("The disk is full, so the last edit was not saved. Everything saved before"
                                    + " is safe and can be read. Make room on the disk of %s;"
                                    + " saving then works again without a restart.")
                            .formatted(file),
                    failure);
        }
        if (isNotWritable(failure)) {
            return new StorageException(
                    ("%s cannot be written at the moment, so the last edit was not saved."
                                    + " Everything saved before is safe. Make its folder writable"
                                    + " again; saving then works without a restart.")
                            .formatted(file),
                    failure);
        }
        if (code(failure).filter(NOT_TAKEN::contains).isPresent()) {
            return new StorageException(
                    ("The disk did not take the last edit, so it was not saved: a quota is used"
                                    + " up, the disk was made read-only, or it fails. Everything"
                                    + " saved before is safe. When %s can be written again, saving"
                                    + " works without a restart.")
                            .formatted(file),
                    failure);
        }
        return other(file, failure);
    }

    /** Of a database that was about to be opened or made. */
    static StorageException unopened(Path file, Throwable failure) {
        if (isFull(failure)) {
            return new StorageException(
                    ("The disk is full, so %s cannot be opened. What is saved is safe. Make room"
                                    + " there (a few megabytes) and try again.")
                            .formatted(file),
                    failure);
        }
        if (isNotWritable(failure) || code(failure).filter(NOT_TAKEN::contains).isPresent()) {
            return new StorageException(notWritable(file), failure);
        }
        return other(file, failure);
    }

    /**
     * SQLite opens a file that it may not write as one to read, and leaves others beside it.
     *
     * @throws StorageException if the file is there and this user may not write it
     */
    public static void requireWritable(Path file) {
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new StorageException(notWritable(file));
        }
    }

    private static String notWritable(Path file) {
        return "%s cannot be opened or written. Nothing was changed. Start Enquire as the user who owns it, give this user the right to write in its folder, or choose another data folder with --data."
                .formatted(file);
    }

    private static StorageException other(Path file, Throwable failure) {
        if (isOf(failure, SQLiteErrorCode.SQLITE_CORRUPT)
                || isOf(failure, SQLiteErrorCode.SQLITE_NOTADB)) {
            return damaged(file, failure);
        }
        if (isOf(failure, SQLiteErrorCode.SQLITE_BUSY)) {
            return new StorageException(
                    ("Another program holds %s, so the last edit was not saved. Close that"
                                    + " program and try again.")
                            .formatted(file),
                    failure);
        }
        return new StorageException(
                ("The disk failed on %s (%s). Everything saved before is safe; check the disk and"
                                + " try again.")
                        .formatted(file, reason(failure)),
                failure);
    }

    /** Whether the disk had no room. */
    public static boolean isFull(Throwable failure) {
        return code(failure).filter(FULL::contains).isPresent();
    }

    /** Whether the file, or one beside it, could not be opened for writing. */
    public static boolean isNotWritable(Throwable failure) {
        return NOT_WRITABLE.stream().anyMatch(code -> isOf(failure, code));
    }

    static StorageException damaged(Path file, Throwable failure) {
        return new StorageException(
                ("%s is damaged (%s). Nothing in it was changed. Move the file away, or put a"
                                + " backup in its place: the pages come back from any peer that"
                                + " has them.")
                        .formatted(file, reason(failure)),
                failure);
    }

    private static boolean isOf(Throwable failure, SQLiteErrorCode primary) {
        return code(failure)
                .filter(code -> (code.code & PRIMARY_CODE_MASK) == primary.code)
                .isPresent();
    }

    private static Optional<SQLiteErrorCode> code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return Optional.of(sqlite.getResultCode());
            }
        }
        return Optional.empty();
    }

    private static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return String.valueOf(sql.getMessage());
            }
        }
        return String.valueOf(failure.getMessage());
    }
}
