package enquire.sync.node;

/** An invite that does not work, with a sentence that says why and what to do. */
public final class InviteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean mayBeTaken;

    public InviteException(String message) {
        this(message, false);
    }

    InviteException(String message, boolean mayBeTaken) {
        super(message);
        this.mayBeTaken = mayBeTaken;
    }

    /**
     * Whether the inviter may have taken this computer in and only the answer is missing: then
     * nobody but this computer, with the key it has, can use the invite again.
     */
    public boolean mayBeTaken() {
        return mayBeTaken;
    }
}
