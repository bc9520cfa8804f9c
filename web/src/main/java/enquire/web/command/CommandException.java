package enquire.web.command;

/** A command that could not do its work; the message is a sentence for the person who typed it. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message, null, false, false);
    }
}
