package enquire.storage;

/** A version that this page never had, as far as this node knows. */
public final class UnknownVersionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownVersionException(String message) {
        super(message);
    }
}
