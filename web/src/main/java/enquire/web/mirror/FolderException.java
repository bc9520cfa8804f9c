package enquire.web.mirror;

import java.io.IOException;

/** Something in a folder that a mirror does not touch. */
final class FolderException extends IOException {

    /** Why. */
    enum Reason {
        /** A file has more bytes than any page. */
        TOO_LONG,
        /** A symbolic link is on the way. */
        LINK,
        /** There are more files than a mirror looks at. */
        TOO_MANY
    }

    private static final long serialVersionUID = 1;

    private final Reason reason;

    FolderException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
