package enquire.web.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ends of work that a form began and that may make a file: something came of it, nobody needs
 * it any more, and nothing of it lies on the disk. Thread-safe.
 */
final class WorkEnds {

    /**
     * How long a file is kept: an hour is longer than anybody looks at a screen that says it is
     * there (a guess), and it takes room that was free. Saving it does not remove it: any page may
     * lead a browser to its address, and one that breaks off asks again.
     */
    private static final Duration KEPT = Duration.ofHours(1);

    /** After a few pages or one attachment; else the next start removes it. (A guess.) */
    private static final Duration REMOVED_WITHIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(WorkEnds.class);

    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch unneeded = new CountDownLatch(1);
    private final CountDownLatch removed = new CountDownLatch(1);

    /** Something came of it. */
    void done() {
        done.countDown();
    }

    boolean isDone() {
        return done.getCount() == 0;
    }

    /**
     * Waits until something came of it, but not longer than this: of a small one it does at once.
     */
    void awaitDone(Duration timeMax) {
        await(done, timeMax);
    }

    /** Nobody needs it any more. */
    void drop() {
        unneeded.countDown();
    }

    boolean isDropped() {
        return unneeded.getCount() == 0;
    }

    /** Returns when its hour is over, or nobody needs it any more. */
    void keep() throws InterruptedException {
        unneeded.await(KEPT.toSeconds(), TimeUnit.SECONDS);
    }

    /** What it made goes: before anybody is told that it is over. */
    void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} stays until the next start: {}", file, e.getMessage());
        }
    }

    /** It is over, and nothing of it has to go any more. */
    void over() {
        removed.countDown();
        done.countDown();
    }

    void awaitOver() {
        await(removed, REMOVED_WITHIN);
    }

    private static void await(CountDownLatch latch, Duration timeMax) {
        try {
            latch.await(timeMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
