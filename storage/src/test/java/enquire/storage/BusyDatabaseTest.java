package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else holds the lock to write for a moment: a reader that begins, a backup program. */
class BusyDatabaseTest {

    /** Far longer than a write takes that does not wait, far shorter than waiting may take. */
    private static final long HELD_MILLIS = 500;

    @TempDir Path folder;

    @Test
    void aWriteWaitsForWhoeverHoldsTheFileForAMoment() throws Exception {
        try (var alice = new Person("Alice", folder, 1);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + database())) {
            PageView page = alice.create("Home", "one");
            other.createStatement().execute("BEGIN IMMEDIATE");

            var write =
                    CompletableFuture.supplyAsync(
                            () -> alice.repository().write(page.page(), page.version(), "two"));
            assertThrows(
                    TimeoutException.class, () -> write.get(HELD_MILLIS, TimeUnit.MILLISECONDS));
            other.createStatement().execute("COMMIT");

            assertEquals("two", write.get(1, TimeUnit.MINUTES).text());
            assertEquals("two", alice.text(page.page()));
        }
    }

    private Path database() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("wiki.db")).findFirst().orElseThrow();
        }
    }
}
