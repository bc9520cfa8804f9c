package enquire.sync.roster;

/** A text that is no invite. The message is a sentence for the person who pasted it. */
public final class InvalidInviteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidInviteException(String message) {
        super(message);
    }
}
