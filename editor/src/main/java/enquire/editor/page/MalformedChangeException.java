package enquire.editor.page;

/**
 * Bytes that are no change a page can hold. The message is a sentence that says what is wrong with
 * them; nothing was done with them.
 */
public final class MalformedChangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedChangeException(String message) {
        super(message);
    }
}
