package enquire.web.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which files have changed since they were read, and which of these are still being written. By the
 * clock of this computer alone: the times of files may come from another. One thread at a time.
 */
final class Sight {

    /** Unchanged for so long, a file is taken for written. (Half of what a mirror may take.) */
    static final Duration SETTLED = Duration.ofMillis(250);

    /**
     * A file that lost its end may be a file of which the end is not written yet. (A guess at the
     * longest pause of a program that writes.)
     */
    static final Duration SETTLED_SHORTENED = Duration.ofSeconds(2);

    /**
     * A file that lost everything is most often one that a program has opened to write all of it
     * anew: a busy disk can keep it waiting just then. (A guess; two seconds have been too short.)
     */
    static final Duration SETTLED_EMPTIED = Duration.ofSeconds(10);

    /**
     * File systems tell the times of two writes apart if these are so far apart. (FAT, the
     * coarsest: two seconds.)
     */
    private static final Duration TOLD_APART = Duration.ofMillis(2_100);

    /**
     * @param read what it said then has been carried over; it is read once more when any later
     *     write looks different
     */
    private record Look(Stat stat, Instant since, boolean read) {}

    /** Read when they had been so for long enough. */
    private final Map<String, Stat> known = new HashMap<>();

    private final Map<String, Look> looks = new HashMap<>();

    /** How long a file that is to be read has looked as it does; empty if it need not be read. */
    Optional<Duration> look(String path, Stat stat, Instant now) {
        if (stat.equals(known.get(path))) {
            looks.remove(path);
            return Optional.empty();
        }
        Look before = looks.get(path);
        if (before == null || !before.stat().equals(stat)) {
            before = new Look(stat, now, false);
            looks.put(path, before);
        }
        Duration age = Duration.between(before.since(), now);
        return before.read() && age.compareTo(TOLD_APART) < 0 ? Optional.empty() : Optional.of(age);
    }

    /** The file was read, and nothing is left to do about what it says. */
    void read(String path, Instant now) {
        Look look = looks.get(path);
        if (look == null) {
            return;
        }
        if (now.isBefore(look.since().plus(TOLD_APART))) {
            looks.put(path, new Look(look.stat(), look.since(), true));
        } else {
            known.put(path, look.stat());
            looks.remove(path);
        }
    }

    /** Whether what a file says has been carried over. */
    boolean isRead(String path, Stat stat) {
        Look look = looks.get(path);
        return stat.equals(known.get(path))
                || look != null && look.read() && look.stat().equals(stat);
    }

    /** The mirror itself has just put this there. */
    void written(String path, Stat stat, Instant now) {
        known.remove(path);
        looks.put(path, new Look(stat, now, true));
    }

    /** The file is to be read again. */
    void forget(String path) {
        known.remove(path);
        looks.remove(path);
    }

    /** Forgets what is not there any more. */
    void retain(Map<String, Stat> files) {
        known.keySet().retainAll(files.keySet());
        looks.keySet().retainAll(files.keySet());
    }

    /** Files that are to be looked at again, though nobody says that they changed. */
    Set<String> open() {
        return Set.copyOf(looks.keySet());
    }

    /** Files that may still be written. */
    int watched() {
        return (int) looks.values().stream().filter(look -> !look.read()).count();
    }

    /** Whether a file may still be written. */
    boolean isWatching() {
        return watched() > 0;
    }

    /** Whether a file is to be read once more. */
    boolean isWaiting() {
        return !looks.isEmpty();
    }
}
