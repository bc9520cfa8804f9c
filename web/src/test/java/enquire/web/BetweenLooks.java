package enquire.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How long a test that awaits something leaves it alone before it looks again: a test that looks
 * without a pause takes from what it waits for a whole core, and asks a node without end. Not where
 * a moment has to be caught. Thread-safe.
 */
public final class BetweenLooks {

    /** Far below what anybody waits for, and one look costs some milliseconds (a guess). */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private BetweenLooks() {}

    /** Looks until it holds, and fails after a generous time. */
    public static void until(Supplier<String> what, BooleanSupplier holds) {
        long end = System.nanoTime() + TestNode.DEADLINE.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "not in time: " + what.get());
            pause();
        }
    }

    public static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
    }
}
