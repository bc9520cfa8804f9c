package enquire.editor.page;

/** The native code cannot be unpacked or loaded, which says nothing about any page. */
public final class NativeCodeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NativeCodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
