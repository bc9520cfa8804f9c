package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else holds the lock to write for a moment: a reader that begins, a backup program. */
class BusyDatabaseTest {

    /** Far longer than a write takes that does not wait, far shorter than waiting may take. */
    private static final long HELD_MILLIS = 500;

    /** How long a write waits for the file, at the least: 5 s, but it looks only now and then. */
    private static final Duration WAIT = Duration.ofSeconds(4);

    private static final int ROUNDS_MAX = 10;

    @TempDir Path folder;

    @Test
    void aWriteWaitsForWhoeverHoldsTheFileForAMoment() throws Exception {
        int round = 1;
        while (!writesAfterAMoment(folder.resolve("round-" + round))) {
            assertTrue(round < ROUNDS_MAX, "it was held for too long, each time");
            round++;
        }
    }

    /**
     * Whether it waited. A computer so busy that the file was held for longer than anything waits
     * tells nothing.
     */
    private static boolean writesAfterAMoment(Path folder) throws Exception {
        try (var alice = new Person("Alice", folder, 1);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + database(folder))) {
            PageView page = alice.create("Home", "one");
            other.createStatement().execute("BEGIN IMMEDIATE");
            long began = System.nanoTime();

            var write =
                    CompletableFuture.supplyAsync(
                            () -> alice.repository().write(page.page(), page.version(), "two"));
            Exception early = null;
            try {
                write.get(HELD_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                early = e;
            }
            other.createStatement().execute("COMMIT");
            if (System.nanoTime() - began >= WAIT.toNanos()) {
                write.handle((view, failure) -> view).join(); // Nothing closes under it.
                return false;
            }

            assertInstanceOf(TimeoutException.class, early);
            assertEquals("two", write.get(1, TimeUnit.MINUTES).text());
            assertEquals("two", alice.text(page.page()));
            return true;
        }
    }

    private static Path database(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("wiki.db")).findFirst().orElseThrow();
        }
    }
}
