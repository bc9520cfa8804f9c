package enquire.storage;

import java.time.Duration;

/**
 * Runs a repository's own work later, one piece at a time: a thread of its own, or the clock of a
 * simulation. A piece that fails ends itself only. Thread-safe.
 */
public interface Pace {

    /** Once, unless it is closed before. */
    void after(Duration delay, Runnable work);

    /** Again and again, with {@code pause} in between. */
    void every(Duration first, Duration pause, Runnable work);

    /**
     * Begins nothing more, and waits for what runs.
     *
     * @param atMost how long
     * @param interrupt whether what runs is to come to an end
     */
    void close(Duration atMost, boolean interrupt);
}
