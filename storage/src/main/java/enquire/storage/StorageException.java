package enquire.storage;

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
}
