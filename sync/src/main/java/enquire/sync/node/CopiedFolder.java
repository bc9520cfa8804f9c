package enquire.sync.node;

import java.time.Duration;
import java.time.Instant;

/** What is said of another computer that has this one's key: its data folder is a copy. */
public final class CopiedFolder {

    /**
     * One that was seen within this time is said to be there. Whoever runs dials each address every
     * minute at least ({@link Dialler#RETRY_LAST}), so five of them went by without it. (A guess.)
     */
    public static final Duration PRESENT = Dialler.RETRY_LAST.multipliedBy(5);

    /** One that was not seen for longer is not mentioned any more. (A guess: a night, and more.) */
    static final Duration TOLD_FOR = Duration.ofDays(1);

    private CopiedFolder() {}

    /** Whether it may still run. */
    public static boolean isPresent(Instant seen, Instant now) {
        return seen.isAfter(now.minus(PRESENT));
    }

    static boolean isTold(Instant seen, Instant now) {
        return seen.isAfter(now.minus(TOLD_FOR));
    }

    /** In English, for programs and commands. */
    static String words(Instant seen, Instant now) {
        long minutes = Math.max(0, Duration.between(seen, now).toMinutes());
        String ago = minutes == 1 ? "1 minute ago" : "%,d minutes ago".formatted(minutes);
        return isPresent(seen, now)
                ? "Another computer uses the same key, last seen %s: its data folder is a copy of this one. They do not sync with each other. Remove the copy, and invite that computer instead."
                        .formatted(minutes == 0 ? "just now" : ago)
                : "Another computer used the same key, a copy of this data folder, last seen %s and not since. If the copy was removed, there is nothing to do; if it is used again, remove it and invite that computer instead."
                        .formatted(ago);
    }
}
