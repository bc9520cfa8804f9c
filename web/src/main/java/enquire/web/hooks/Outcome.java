package enquire.web.hooks;

import java.time.Instant;

/**
 * What came of an event.
 *
 * @param message of the event
 * @param at of the last attempt
 * @param attempts how many there were since the node started
 * @param status of HTTP; 0 if there was no answer
 */
public record Outcome(
        String message,
        EventKind kind,
        String title,
        Instant at,
        int attempts,
        int status,
        Result result) {

    /** How it stands. */
    public enum Result {
        DELIVERED,
        /** The answer was not 2xx. */
        REFUSED,
        /** No address of the target may be reached. */
        FORBIDDEN,
        /** The name leads nowhere. */
        UNKNOWN,
        /** Nobody takes connections there. */
        UNREACHABLE,
        /** It does not show that it is who it should be. */
        UNTRUSTED,
        /** It took too long. */
        LATE,
        /** What came was no answer of HTTP, or broke off. */
        BROKEN
    }

    public boolean isDelivered() {
        return result == Result.DELIVERED;
    }
}
