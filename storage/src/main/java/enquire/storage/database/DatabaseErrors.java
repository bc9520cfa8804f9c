package enquire.storage.database;

import enquire.storage.StorageException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns what SQLite says into a sentence: what happened, what is safe, what to do. */
final class DatabaseErrors {

    /** An extended result code holds the primary one in its low byte (sqlite.org/rescode.html). */
    private static final int PRIMARY_CODE_MASK = 0xff;

    private DatabaseErrors() {}

    static StorageException explain(Path file, Throwable failure) {
        int code = primaryCode(failure);
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return damaged(file, failure);
        }
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return new StorageException(
                    ("The disk is full, so the last edit was not saved. Everything saved before"
                                    + " is safe and can be read. Make room on the disk of %s;"
                                    + " saving then works again without a restart.")
                            .formatted(file),
                    failure);
        }
        if (code == SQLiteErrorCode.SQLITE_READONLY.code
                || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || code == SQLiteErrorCode.SQLITE_PERM.code) {
            return notWritable(file, failure);
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code) {
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

    static StorageException notWritable(Path file, Throwable failure) {
        return new StorageException(
                ("%s cannot be opened or written. Nothing was changed. Give this user the right"
                                + " to write in its folder, or choose another data folder.")
                        .formatted(file),
                failure);
    }

    static StorageException damaged(Path file, Throwable failure) {
        return new StorageException(
                ("%s is damaged (%s). Nothing in it was changed. Move the file away, or put a"
                                + " backup in its place: the pages come back from any peer that"
                                + " has them.")
                        .formatted(file, reason(failure)),
                failure);
    }

    private static int primaryCode(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return sqlite.getResultCode().code & PRIMARY_CODE_MASK;
            }
        }
        return -1;
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
