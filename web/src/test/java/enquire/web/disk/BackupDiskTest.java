package enquire.web.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.backup.BackupException;
import enquire.sync.backup.BackupFile;
import enquire.sync.backup.Restoration;
import enquire.sync.node.Wiki;
import enquire.web.ServeProcess;
import enquire.web.TestNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full in the middle of a backup, and of a restore: a mounted one where this user
 * may mount, else one whose files cannot grow; and always such files where it has to happen at one
 * moment of the work.
 */
class BackupDiskTest {

    private static final int FILE_BYTES = 3_000_000;
    private static final int TOO_FEW_BYTES = 1_000_000;

    /** Larger than what fits, and soon written. */
    private static final int PAGES = 12;

    private static final int PAGE_BYTES = 90_000;

    @TempDir Path folder;
    private final Random random = new Random(1);

    @Test
    void aBackupThatFindsNoRoomKeepsTheOneBeforeAndLeavesNoHalf() throws Exception {
        try (TestNode node = TestNode.start(folder.resolve("alice"));
                SmallDisk disk = SmallDisk.in(Files.createDirectory(folder.resolve("small")))) {
            node.node().announce(node.uri("/").toString());
            Wiki garden = node.node().create("Garden");
            garden.repository().create(new Title("Roses"), "red");
            assertDone("written and read back", backup(disk, ""));
            byte[] before = Files.readAllBytes(disk.seen("alice.backup"));
            addPicture(garden);

            disk.fillBut(TOO_FEW_BYTES);
            CommandProcess.Said said = backup(disk, "--replace");

            assertEquals(1, said.code(), said.words());
            if (disk instanceof MountedDisk) {
                assertTrue(said.words().contains("be written (No space left"), said.words());
                assertTrue(said.words().contains("Make room"), said.words());
            } else {
                assertTrue(said.words().contains("be written (File too large"), said.words());
                assertTrue(said.words().contains("no file that large"), said.words());
            }
            assertArrayEquals(before, Files.readAllBytes(disk.seen("alice.backup")));
            assertEquals(List.of("alice.backup"), names(disk));
            disk.makeRoom();
            assertDone("written and read back", backup(disk, "--replace"));
        }
    }

    @Test
    void aRestoreWhoseFilesDoNotFitLeavesNothingAndWorksWithRoom() throws Exception {
        try (var disk = new BoundedFiles(folder.resolve("small"))) {
            Path file = backupWithPicture();
            byte[] before = Files.readAllBytes(file);
            String[] restore = {
                "restore", file.toString(), "--data", disk.inside("restored").toString()
            };

            disk.fillBut(TOO_FEW_BYTES);
            CommandProcess.Said said = disk.run(restore);

            assertEquals(1, said.code(), said.words());
            assertTrue(said.words().contains("unpacked (File too large"), said.words());
            assertTrue(said.words().contains("Nothing was restored"), said.words());
            assertEquals(List.of(), names(disk));
            assertArrayEquals(before, Files.readAllBytes(file));
            disk.makeRoom();
            assertDone("1 wiki (Garden), 1 file", disk.run(restore));
        }
    }

    @Test
    void aDiskThatFillsUpWhileItIsRestoredToIsLeftAsItWas() throws Exception {
        try (SmallDisk disk = SmallDisk.in(Files.createDirectory(folder.resolve("small")))) {
            Path file = backupWithPicture();
            var filled = new AtomicBoolean();
            if (disk instanceof MountedDisk) {
                var restoration = new Restoration(disk.seen("restored"), random);
                var refused =
                        assertThrows(
                                BackupException.class,
                                () ->
                                        restoration.from(
                                                file,
                                                (step, done, of) -> fillOnce(step, disk, filled)));
                String why = String.valueOf(refused.getMessage());
                assertTrue(why.contains("Nothing was restored"), why);
                assertTrue(why.contains("Make room"), why);
            } else {
                disk.fill();
                String target = disk.inside("restored").toString();
                assertEquals(1, disk.run("restore", file.toString(), "--data", target).code());
            }
            assertEquals(List.of(), names(disk));
        }
    }

    @Test
    void aDataFolderThatFillsUpWhileDatabasesAreCopiedLosesNothingAndIsBackedUpLater()
            throws Exception {
        try (var disk = new BoundedFiles(folder.resolve("small"))) {
            writePages(disk);
            Path file = folder.resolve("alice.backup");
            String[] backup = {"backup", file.toString(), "--data", disk.data().toString()};
            try (ServeProcess node = disk.start();
                    var client = new NodeClient(node)) {
                disk.fillBut(TOO_FEW_BYTES);
                CommandProcess.Said said = disk.run(backup);

                assertEquals(1, said.code(), said.words());
                assertTrue(said.words().contains("could not be copied to"), said.words());
                assertTrue(said.words().contains("What is saved is safe"), said.words());
                assertFalse(Files.exists(file));
                assertFalse(Files.exists(disk.data().resolve("node/backup")), "copies are left");
                assertEquals(201, client.api("PUT", "wikis/w/pages/More", "more").statusCode());
                assertTrue(client.get("/w/Page_0").body().contains("begins"));
                disk.makeRoom();
                assertDone("written and read back", disk.run(backup));
            }
            Path restored = folder.resolve("restored");
            assertDone(
                    "1 wiki (W)",
                    disk.run("restore", file.toString(), "--data", restored.toString()));
            assertDone("More", disk.run("search", "more", "--data", restored.toString()));
        }
    }

    /** And ends that node, so that what stands in the log of its database goes into it. */
    private void writePages(SmallDisk disk) throws Exception {
        try (ServeProcess node = disk.start();
                var client = new NodeClient(node)) {
            client.createWiki();
            byte[] noise = new byte[PAGE_BYTES];
            for (int i = 0; i < PAGES; i++) {
                random.nextBytes(noise);
                String text = "begins " + Base64.getEncoder().encodeToString(noise);
                assertEquals(201, client.api("PUT", "wikis/w/pages/Page_" + i, text).statusCode());
            }
            assertEquals(0, node.stop());
        }
        try (Stream<Path> files = Files.walk(disk.data().resolve("wikis"))) {
            Path database = files.filter(each -> each.endsWith("wiki.db")).findFirst().get();
            assertTrue(Files.size(database) > TOO_FEW_BYTES, "the database is too small");
        }
    }

    private Path backupWithPicture() throws Exception {
        Path file = folder.resolve("alice.backup");
        try (TestNode node = TestNode.start(folder.resolve("alice"));
                var out = Files.newOutputStream(file)) {
            addPicture(node.node().create("Garden"));
            node.node().backups().write(out);
        }
        return file;
    }

    private void addPicture(Wiki wiki) throws IOException {
        byte[] picture = new byte[FILE_BYTES];
        random.nextBytes(picture);
        wiki.repository().blobs().add(new ByteArrayInputStream(picture), picture.length);
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

    private CommandProcess.Said backup(SmallDisk disk, String option) throws IOException {
        String[] words = {
            "backup", disk.inside("alice.backup").toString(), "--data", folder + "/alice", option
        };
        return disk.run(Stream.of(words).filter(word -> !word.isEmpty()).toArray(String[]::new));
    }

    private static void assertDone(String words, CommandProcess.Said said) {
        assertEquals(0, said.code(), said.words());
        assertTrue(said.words().contains(words), said.words());
    }

    /** But for what the test itself puts there. */
    private static List<String> names(SmallDisk disk) throws IOException {
        try (Stream<Path> content = Files.list(disk.seen(""))) {
            return content.map(each -> each.getFileName().toString())
                    .filter(name -> !List.of("filler", "tmp", "node.err").contains(name))
                    .sorted()
                    .toList();
        }
    }
}
