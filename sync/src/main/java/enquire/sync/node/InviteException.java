package enquire.sync.node;

/** An invite that does not work, with a sentence that says why and what to do. */
public final class InviteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean mayBeTaken;
    private final boolean refused;

    public InviteException(String message) {
        this(message, false);
    }

    InviteException(String message, boolean mayBeTaken) {
        this(message, mayBeTaken, false);
    }

    private InviteException(String message, boolean mayBeTaken, boolean refused) {
        super(message);
        this.mayBeTaken = mayBeTaken;
        this.refused = refused;
    }

    /** The inviter answered, and does not take this computer in. */
    static InviteException refused(String why) {
        return new InviteException(why, false, true);
    }

    boolean isRefused() {
        return refused;
    }

    /**
     * Whether the inviter may have taken this computer in and only the answer is missing: then
     * nobody but this computer, with the key it has, can use the invite again.
     */
    public boolean mayBeTaken() {
        return mayBeTaken;
    }
}
