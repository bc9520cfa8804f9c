package enquire.storage.search;

import enquire.storage.StorageException;

/** The index cannot be read at the moment. Pages are not affected, and it is worked on. */
public final class SearchUnavailableException extends StorageException {

    private static final long serialVersionUID = 1L;

    SearchUnavailableException(String message) {
        super(message);
    }

    SearchUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
