package enquire.web.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.backup.BackupException;
import enquire.sync.backup.BackupFile;
import enquire.sync.backup.Restoration;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import enquire.web.command.EnquireCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full in the middle of a backup, and of a restore. */
class BackupDiskTest {

    private static final int FILE_BYTES = 3_000_000;
    private static final int TOO_FEW_BYTES = 1_000_000;

    @TempDir Path folder;

    @Test
    void aFullDiskKeepsWhatWasThereAndLeavesNoHalf() throws Exception {
        Path file = folder.resolve("alice.backup");
        try (TestNode node = TestNode.start(folder.resolve("alice"));
                SmallDisk disk = SmallDisk.in(Files.createDirectory(folder.resolve("small")))) {
            Assumptions.assumeTrue(disk instanceof MountedDisk, "nothing can be mounted here");
            Path small = disk.data().getParent();
            node.node().announce(node.uri("/").toString());
            Wiki garden = node.node().create("Garden");
            garden.repository().create(new Title("Roses"), "red");
            Path onSmall = small.resolve("alice.backup");
            assertEquals("", backup(onSmall, ""));
            byte[] before = Files.readAllBytes(onSmall);
            byte[] picture = new byte[FILE_BYTES];
            new Random(1).nextBytes(picture);
            garden.repository().blobs().add(new ByteArrayInputStream(picture), picture.length);
            assertEquals("", backup(file, ""));

            disk.fillBut(TOO_FEW_BYTES);
            String said = backup(onSmall, "--replace");
            assertTrue(said.contains("could not be written (No space left"), said);
            assertTrue(said.contains("Make room"), said);
            assertArrayEquals(before, Files.readAllBytes(onSmall));
            assertEquals(List.of("alice.backup", "filler", "tmp"), names(small));
            disk.makeRoom();

            var filled = new AtomicBoolean();
            var restoration = new Restoration(small.resolve("restored"), new Random(1));
            var refused =
                    assertThrows(
                            BackupException.class,
                            () ->
                                    restoration.from(
                                            file,
                                            (step, done, of) -> fillOnce(step, disk, filled)));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("Nothing was restored"),
                    refused.getMessage());
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("Make room"),
                    refused.getMessage());
            assertEquals(List.of("alice.backup", "filler", "tmp"), names(small));

            disk.makeRoom();
            // Beside it: SQLite finds no file through the folder of another process.
            var elsewhere = new Restoration(folder.resolve("restored"), new Random(1));
            assertEquals(1, elsewhere.from(file, BackupFile.Progress.NONE).attachments());
            assertEquals("", backup(onSmall, "--replace"));
        }
    }

    private static void fillOnce(BackupFile.Step step, SmallDisk disk, AtomicBoolean filled) {
        if (step == BackupFile.Step.UNPACKED && !filled.getAndSet(true)) {
            try {
                disk.fillBut(TOO_FEW_BYTES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What is said of what went wrong; nothing if nothing did. */
    private String backup(Path file, String option) {
        var err = new ByteArrayOutputStream();
        String[] words = {"backup", file.toString(), "--data", folder + "/alice", option};
        int code =
                EnquireCommand.run(
                        Stream.of(words).filter(word -> !word.isEmpty()).toArray(String[]::new),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of());
        String said = err.toString(StandardCharsets.UTF_8);
        assertEquals(said.isEmpty() ? 0 : 1, code, said);
        return said;
    }

    private static List<String> names(Path parent) throws IOException {
        try (Stream<Path> content = Files.list(parent)) {
            return content.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
