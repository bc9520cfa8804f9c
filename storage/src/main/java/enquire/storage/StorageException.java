package enquire.storage;

import java.io.IOException;
import java.sql.SQLException;

/**
 * The disk's fault: a folder that cannot be written, a full disk, a damaged database. The message
 * says what happened, what is safe and what to do.
 */
public class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StorageException(String message) {
        super(message);
    }

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether a disk or a database refused, so that where in the program tells nobody more. */
    public boolean isOfTheDisk() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException || cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
