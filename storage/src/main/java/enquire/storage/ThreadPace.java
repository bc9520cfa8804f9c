package enquire.storage;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon thread and the computer's clock. Thread-safe. */
final class ThreadPace implements Pace {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadPace.class);

    private final ScheduledThreadPoolExecutor thread;

    ThreadPace(String name) {
        thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name(name).daemon().factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void after(Duration delay, Runnable work) {
        if (!thread.isShutdown()) {
            thread.schedule(guarded(work), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void every(Duration first, Duration pause, Runnable work) {
        thread.scheduleWithFixedDelay(
                guarded(work), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An executor says nothing of what fails, and never repeats it. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn("Work in the background failed", e);
            } catch (Error e) {
                LOG.error("Work in the background failed", e);
                throw e;
            }
        };
    }

    @Override
    public void close(Duration atMost, boolean interrupt) {
        if (interrupt) {
            thread.shutdownNow();
        } else {
            thread.shutdown();
        }
        try {
            thread.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
