package enquire.web;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a test that awaits something leaves it alone before it looks again: a test that looks
 * without a pause takes from what it waits for a whole core, and asks a node without end. Not where
 * a moment has to be caught. Thread-safe.
 */
public final class BetweenLooks {

    /** Far below what anybody waits for, and one look costs some milliseconds (a guess). */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private BetweenLooks() {}

    public static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
