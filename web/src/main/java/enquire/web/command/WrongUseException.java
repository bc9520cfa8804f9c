package enquire.web.command;

/** A command was called in a way that makes no sense; the message says why. Exit code 2. */
final class WrongUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongUseException(String message) {
        super(message, null, false, false);
    }
}
