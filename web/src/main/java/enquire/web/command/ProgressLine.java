package enquire.web.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says how far long work is: on a screen in one line that changes, else in a line once in a while.
 * One thread.
 */
final class ProgressLine {

    /** A tenth of a second is enough for a person. */
    private static final Duration SCREEN_PACE = Duration.ofMillis(100);

    /** So that who looks into a file sees that it goes on, and the file stays short. (A guess.) */
    private static final Duration PACE = Duration.ofSeconds(10);

    private final PrintWriter err;
    private final boolean screen;
    private final LongSupplier nanos;
    private long saidAt;
    private boolean open;
    private String ended = "";

    ProgressLine(PrintWriter err) {
        this(err, System.console() != null, System::nanoTime);
    }

    /**
     * @param screen whether a line can be written over
     * @param nanos a clock
     */
    ProgressLine(PrintWriter err, boolean screen, LongSupplier nanos) {
        this.err = err;
        this.screen = screen;
        this.nanos = nanos;
        this.saidAt = nanos.getAsLong();
    }

    /** Said if the last words are old enough. */
    void at(String words) {
        long now = nanos.getAsLong();
        if (now - saidAt < (screen ? SCREEN_PACE : PACE).toNanos()) {
            return;
        }
        saidAt = now;
        if (screen) {
            open = true;
            err.print("\r" + words);
            err.flush();
        } else {
            err.println(words);
        }
    }

    /** The last words of a step are always said, once. */
    void stepEnds(String words) {
        if (!words.equals(ended)) {
            err.println(screen ? "\r" + words : words);
        }
        ended = words;
        open = false;
        saidAt = nanos.getAsLong();
    }

    /** What is said next stands on a line of its own. */
    void end() {
        if (open) {
            err.println();
        }
        open = false;
    }
}
