package enquire.sync.identity;

import org.jspecify.annotations.Nullable;

/** The identity of this node cannot be made or read. The message says what to do. */
public final class IdentityException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IdentityException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
