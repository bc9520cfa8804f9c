package enquire.sync.protocol;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When two computers that have nothing to say compare what they hold, and when a difference is
 * reason to list everything once more. Pure. One thread at a time.
 */
final class Comparison {

    /**
     * How long nothing may happen before fingerprints are compared: what is on its way would make
     * them differ. Twice the longest coalescing of edits.
     */
    static final int QUIET_TICKS = Session.ticks(Duration.ofSeconds(2));

    /**
     * How often a difference is reason to list everything on one connection. The last time comes
     * after 36 hours at the soonest, by the pauses (arithmetic).
     */
    static final int LISTINGS_MAX = 16;

    private final Set<List<Message.Fingerprint>> differences = new HashSet<>();
    private int quietTicks;
    private int ticksSinceListing;

    /** Something was said, heard or written. */
    void disturb() {
        quietTicks = 0;
    }

    /**
     * Time passes.
     *
     * @return whether to compare now: once in each quiet time
     */
    boolean tick() {
        quietTicks++;
        ticksSinceListing++;
        return Math.min(quietTicks - QUIET_TICKS, ticksSinceListing - pauseTicks()) == 0;
    }

    /**
     * Twice as long each time: what one of the two never takes keeps them apart, and each edit
     * would have everything listed again.
     */
    private int pauseTicks() {
        return differences.isEmpty() ? 0 : QUIET_TICKS << differences.size();
    }

    /**
     * Whether to list everything once more, because the two hold these.
     *
     * @return false too if these two were compared before: to list it all did not help then
     */
    boolean mustList(Message.Fingerprint ours, Message.Fingerprint theirs) {
        if (ours.samePages(theirs) || differences.size() >= LISTINGS_MAX) {
            return false;
        }
        boolean fresh = differences.add(List.of(ours, theirs));
        if (fresh) {
            ticksSinceListing = 0;
        }
        return fresh;
    }
}
