package enquire.sync.node;

/** A bundle cannot be read; the message is a sentence for people, and says what was taken. */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BundleException(String message) {
        super(message);
    }

    BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
