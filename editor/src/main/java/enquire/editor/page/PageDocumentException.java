package enquire.editor.page;

/**
 * A native document did not do what was asked of it. What is stored is not affected; the document
 * cannot be trusted any more: close it and build it again from the stored changes.
 */
public final class PageDocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PageDocumentException(String message) {
        super(message);
    }

    PageDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
