package enquire.sync.node;

/** An invite that does not work, with a sentence that says why and what to do. */
public final class InviteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InviteException(String message) {
        super(message);
    }
}
