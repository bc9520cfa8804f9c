package enquire.sync.node;

import java.time.Duration;

/**
 * How often all pages are looked through for attachments that are missing. A peer can say as often
 * as it likes what it holds: that makes the next search come sooner, but no search may follow
 * another so soon that more than a tenth of the time goes into them, or a half where one takes
 * longer than a second. Nanoseconds of one clock. One thread at a time, but for {@link #soon}.
 */
final class SearchPace {

    /** How soon it is searched again by itself. */
    private static final Duration TIME = Duration.ofSeconds(1);

    /** The same when something came or a peer told something, at the soonest. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** And so many times as long as the last search took, up to {@link #TIME}. */
    private static final int PAUSE_TIMES = 9;

    private long endedAtNanos;
    private long tookNanos;
    private volatile boolean soon = true;

    SearchPace(long nowNanos) {
        endedAtNanos = nowNanos - TIME.toNanos() - 1;
    }

    /** Something came, or a peer told something. Thread-safe. */
    void soon() {
        soon = true;
    }

    /** How long to wait for other things before it is asked {@link #due}. */
    Duration wait(Duration otherwise) {
        return soon ? pause() : otherwise;
    }

    /** Whether to search now; then {@link #ended} is called after it. */
    boolean due(long nowNanos) {
        boolean due = nowNanos - endedAtNanos > pause().toNanos();
        if (due) {
            soon = false;
        }
        return due;
    }

    void ended(long beganNanos, long nowNanos) {
        endedAtNanos = nowNanos;
        tookNanos = nowNanos - beganNanos;
    }

    private Duration pause() {
        long nanos = Math.clamp(PAUSE_TIMES * tookNanos, PAUSE.toNanos(), TIME.toNanos());
        return soon ? Duration.ofNanos(nanos) : TIME;
    }
}
