package enquire.web.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and Ctrl C: they end a program when it has closed everything, with the exit code that
 * this gave. Thread-safe.
 *
 * <p>Left to itself, the JVM ends with 128 and the number of the signal, which scripts and
 * supervisors take for a failure. A shutdown hook can choose another code only by halting, so that
 * is what happens here, after the program has returned. {@code sun.misc.Signal} could do the same
 * and is no API to rely on. What halting skips is files to be deleted on exit, for which {@link
 * NativeFolder} cares, and other hooks, of which there are none.
 */
final class StopSignal {

    /**
     * Closing takes a second or two, longer after a large import (measured). Less than the 90 s
     * after which systemd kills.
     */
    private static final Duration CLOSE_TIME_MAX = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

    /** What runs until it is stopped; it returns, with an exit code, when everything is closed. */
    @FunctionalInterface
    interface Program {
        int run(StopSignal signal) throws InterruptedException;
    }

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger exitCode = new AtomicInteger(EnquireCommand.FAILED);

    /** Returns when the program has ended, for whatever reason. */
    int run(Program program) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endProcess, "stop"));
        try {
            exitCode.set(program.run(this));
        } catch (RuntimeException e) {
            if (!isAsked()) {
                throw e;
            }
            // Said here, since the process may be gone before anybody above could.
            LOG.error("Enquire did not close cleanly. What was saved before is safe.", e);
        } finally {
            ended.countDown();
        }
        return exitCode.get();
    }

    /** Waits until a signal came, or {@link #ask} was called. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** The same as a signal, from inside. */
    void ask() {
        asked.countDown();
    }

    private boolean isAsked() {
        return asked.getCount() == 0;
    }

    private void endProcess() {
        if (ended.getCount() == 0) {
            return; // The program ended by itself, and its caller exits with its code.
        }
        ask();
        int code = EnquireCommand.FAILED;
        try {
            if (ended.await(CLOSE_TIME_MAX.toSeconds(), TimeUnit.SECONDS)) {
                code = exitCode.get();
            } else {
                LOG.error(
                        "Enquire did not close within {} s. What was saved before is safe.",
                        CLOSE_TIME_MAX.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }
}
