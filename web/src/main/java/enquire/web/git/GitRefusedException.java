package enquire.web.git;

import java.io.IOException;

/**
 * A folder that no history is written to; the message is a sentence for people, in the language
 * that was spoken.
 */
public final class GitRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    GitRefusedException(String message) {
        super(message);
    }
}
