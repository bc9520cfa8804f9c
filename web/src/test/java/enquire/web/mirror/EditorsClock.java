package enquire.web.mirror;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A clock for tests of what an editor had read a moment ago: however busy the computer is, it goes
 * on by so much at most between two looks at it, and while an editor has a file open. Thread-safe.
 */
final class EditorsClock implements InstantSource {

    /** A third of the time for which a mirror knows what an editor may have read. */
    private static final Duration STEP_MAX = Duration.ofSeconds(10);

    /** Less than the mirror keeps an old file. */
    private static final Duration OPEN_MAX = Duration.ofSeconds(5);

    private Instant seen = Instant.now();
    private Instant now = seen;
    private Optional<Instant> end = Optional.empty();

    @Override
    public synchronized Instant instant() {
        Instant real = Instant.now();
        Duration step = Duration.between(seen, real);
        seen = real;
        now = now.plus(step.compareTo(STEP_MAX) > 0 ? STEP_MAX : step);
        return clamped();
    }

    private Instant clamped() {
        now = end.filter(now::isAfter).orElse(now);
        return now;
    }

    synchronized void later(Duration time) {
        now = instant().plus(time);
        clamped();
    }

    /** An editor reads a file, which he is about to save. */
    synchronized void open() {
        open(OPEN_MAX);
    }

    /** The same, and it takes him so long by this clock, however long it takes. */
    synchronized void open(Duration atMost) {
        end = Optional.of(instant().plus(atMost));
    }

    synchronized void close() {
        instant();
        end = Optional.empty();
    }
}
