package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.storage.Repository;
import enquire.sync.backup.BackupException;
import enquire.sync.backup.BackupFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups that somebody asks for while a node runs, beside those that it planned. */
@Timeout(120)
class AskedBackupTest {

    @TempDir Path folder;

    private Path kept;
    private Node node;
    private volatile Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private volatile boolean breaks;

    @BeforeEach
    void open() throws IOException {
        kept = Files.createDirectory(folder.resolve("backups"));
        node =
                Node.open(
                        new NodeSettings(
                                folder.resolve("Alice"),
                                Optional.of("Alice"),
                                "127.0.0.1",
                                0,
                                this::time));
        node.create("Garden");
    }

    /** As a memory that a disk backs says when that disk goes bad. */
    private Instant time() {
        if (breaks && Thread.currentThread().getName().equals("asked-backup")) {
            throw new InternalError("a fault occurred in an unsafe memory access operation");
        }
        return now;
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void noneThatWasPlannedIsPushedOutByThoseThatAreAskedFor() throws Exception {
        plan(2);
        node.backups().planned().look();
        List<String> planned = names();
        assertEquals(1, planned.size());
        for (int press = 0; press < 3; press++) {
            now = now.plus(Duration.ofMinutes(1));
            ask();
            assertInstanceOf(AskedBackup.Standing.Made.class, standing());
        }
        now = now.plus(Duration.ofDays(1));
        node.backups().planned().look();

        List<String> all = names();
        assertEquals(5, all.size(), all.toString());
        assertTrue(all.containsAll(planned), all + " has lost " + planned);
        assertEquals(3, all.stream().filter(name -> name.contains("-now-")).count());
    }

    @Test
    void noFolderIsMadeInThePlaceOfOneWhoseDiskIsAway() throws Exception {
        plan(2);
        Files.delete(kept);
        var refused = assertThrows(BackupException.class, () -> node.backups().asked().begin(kept));
        assertTrue(String.valueOf(refused.getMessage()).contains("is not there"), "" + refused);
        assertTrue(Files.notExists(kept));
        assertInstanceOf(AskedBackup.Standing.None.class, standing());
    }

    @Test
    void whateverEndsOneItIsSaidAndAnotherOneCanBeAskedFor() throws Exception {
        breaks = true;
        ask();
        var failed = assertInstanceOf(AskedBackup.Standing.Failed.class, standing());
        assertTrue(failed.why().contains("broke off"), failed.why());
        assertEquals(List.of(), names());

        breaks = false;
        ask();
        assertInstanceOf(AskedBackup.Standing.Made.class, standing());
        assertEquals(1, names().size());
    }

    /** The disk says an error where it is read, as memory that is not there does. */
    @Test
    void anAttachmentThatCannotBeReadIsNotedAndAllElseIsBackedUp() throws Exception {
        Repository repository = node.wikis().getFirst().repository();
        var whole = repository.blobs().add(new ByteArrayInputStream(new byte[] {1, 2}), 10).blob();
        var bad = repository.blobs().add(new ByteArrayInputStream(new byte[] {3, 4}), 10).blob();
        Path file = repository.blobs().file(bad).orElseThrow();
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/proc/self/mem"));
        assertThrows(IOException.class, () -> Files.readAllBytes(file));

        ask();

        var made = assertInstanceOf(AskedBackup.Standing.Made.class, standing());
        assertEquals(1, made.damaged());
        try (BackupFile read = BackupFile.open(made.file(), BackupFile.Progress.NONE)) {
            read.check(BackupFile.Progress.NONE);
            String held = read.contents().files().keySet().toString();
            assertTrue(held.contains(whole.toString()), held);
            String damaged = read.contents().damaged().keySet().toString();
            assertTrue(damaged.contains(bad.toString()), damaged);
        }
    }

    private void plan(int keep) {
        node.backups()
                .planned()
                .plan(
                        Optional.of(
                                new BackupPlan(
                                        kept, BackupPlan.Each.DAY, LocalTime.of(3, 0), keep)));
    }

    private void ask() {
        node.backups().asked().begin(kept);
        while (standing() instanceof AskedBackup.Standing.Making) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private AskedBackup.Standing standing() {
        return node.backups().asked().standing();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> content = Files.list(kept)) {
            return content.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
