package enquire.web.hooks;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long everything about hooks may take.
 *
 * @param quiet a page is told of once nobody wrote in it for so long
 * @param atLatest and after so long, however busy it is
 * @param answer for the whole of one delivery
 * @param pauses after the first failure in a row, the second, ...; the last one is repeated
 * @param giveUp an event that is older and fails once more is dropped, if the target failed as
 *     often in a row as there are pauses: a computer that was off has not tried at all
 */
record HookPace(
        Duration quiet,
        Duration atLatest,
        Duration answer,
        List<Duration> pauses,
        Duration giveUp) {

    /** Between two tries of what failed here. (A guess: soon for who has just made room.) */
    private static final Duration RETRY = Duration.ofSeconds(5);

    /**
     * The answer and the pauses are those that Standard Webhooks recommends, up to a day. Guesses:
     * five seconds, in which somebody who types has paused, and a minute.
     */
    static final HookPace USUAL =
            new HookPace(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(15),
                    List.of(
                            Duration.ofSeconds(5),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(30),
                            Duration.ofHours(2),
                            Duration.ofHours(5),
                            Duration.ofHours(10)),
                    Duration.ofHours(28));

    /** How long to wait when a page could not be told of, because of this computer. */
    Duration retry() {
        return quiet.compareTo(RETRY) < 0 ? quiet : RETRY;
    }

    /** Up to a fifth more or less, so that targets that were down are not met by all at once. */
    private static final double JITTER = 0.2;

    /**
     * @param failures in a row, at least one
     */
    Duration pause(int failures, RandomGenerator random) {
        Duration pause = pauses.get(Math.min(failures, pauses.size()) - 1);
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofNanos((long) (pause.toNanos() * factor));
    }
}
