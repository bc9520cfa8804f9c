package enquire.editor.page;

/**
 * A text that cannot be the title of a page. The message is a sentence for the person who typed it.
 */
public final class InvalidTitleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidTitleException(String message) {
        super(message);
    }
}
