package enquire.web.pages;

import enquire.web.http.Reply;
import java.time.Duration;

/**
 * Screens of work that a form begins and that goes on by itself: while it does, browsers load them
 * again, also without scripts.
 */
final class OngoingWork {

    /** What is done within this is shown at once, without a screen that waits. (A guess.) */
    static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** A path of 4,096 characters, each of four bytes at most, each byte encoded as three. */
    static final int PATH_FORM_BYTES_MAX = 65_536;

    /** Soon enough for who watches. (A guess.) */
    private static final String REFRESH_SECONDS = "2";

    private OngoingWork() {}

    /** A screen as it is, or to be loaded again and kept nowhere while the work goes on. */
    static Reply shown(Reply screen, boolean goesOn) {
        return goesOn
                ? screen.with("Refresh", REFRESH_SECONDS).with("Cache-Control", "no-store")
                : screen;
    }
}
