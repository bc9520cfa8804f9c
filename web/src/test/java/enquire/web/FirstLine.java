package enquire.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits for the line with which a child process says that it is ready. */
public final class FirstLine {

    /** A node on a slow machine with a cold disk; far more than it ever took. */
    private static final long MINUTES_MAX = 5;

    private FirstLine() {}

    /**
     * @return the first line that begins so; empty if the process ended, or was ended because it
     *     said nothing for too long
     */
    public static Optional<String> of(Process process, BufferedReader out, String beginning) {
        var late = CompletableFuture.delayedExecutor(MINUTES_MAX, TimeUnit.MINUTES, Runnable::run);
        CompletableFuture<Void> end =
                CompletableFuture.runAsync(() -> process.destroyForcibly(), late);
        try {
            String line = out.readLine();
            while (line != null && !line.startsWith(beginning)) {
                line = out.readLine();
            }
            return Optional.ofNullable(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end.cancel(false);
        }
    }
}
