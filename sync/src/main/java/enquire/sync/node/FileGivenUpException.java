package enquire.sync.node;

import java.io.IOException;

/**
 * A file that somebody reads while it arrives does not go on arriving: its page names wrong hashes,
 * the disk cannot take it, or this node stops. It may come later.
 */
public final class FileGivenUpException extends IOException {

    private static final long serialVersionUID = 1L;

    FileGivenUpException() {
        super("the file does not arrive");
    }
}
