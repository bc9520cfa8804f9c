package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.storage.NodeRecords;
import enquire.storage.StorageCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups as files of a folder. */
class KeptBackupsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir Path folder;

    /** Or the disk is filled to its last byte, and filled again at each new try. */
    @Test
    void nothingIsWrittenToADiskThatCannotTakeAllOfIt() throws Exception {
        Path target = Files.createDirectory(folder.resolve("backups"));
        Path attachment;
        try (Node node = Node.open(settings())) {
            var blobs = node.create("Garden").repository().blobs();
            attachment =
                    blobs.file(blobs.add(new ByteArrayInputStream(new byte[] {1, 2}), 10).blob())
                            .orElseThrow();
        }
        // A file of holes takes no room, and would take more than there is where it is copied to.
        try (var file = new RandomAccessFile(attachment.toFile(), "rw")) {
            file.setLength(StorageCheck.freeBytes(target).orElseThrow() + (1L << 30));
        }
        try (Node node = Node.open(settings());
                var names = new NodeDatabase(NodeRecords.open(folder.resolve("names.db")))) {
            var kept = new KeptBackups(node.id(), folder.resolve("Alice"), node.backups(), names);
            var refused =
                    assertThrows(
                            IOException.class,
                            () ->
                                    kept.make(
                                            target,
                                            KeptBackups.Wish.PLANNED,
                                            NOW,
                                            new Forbidden()));
            assertEquals(
                    PlannedBackups.Failure.Kind.NO_ROOM, PlannedBackups.Failure.Kind.of(refused));
            assertTrue(String.valueOf(refused.getMessage()).contains("MB"), "" + refused);
        }
        try (Stream<Path> left = Files.list(target)) {
            assertEquals(0, left.count());
        }
    }

    /** A file system of a program may not say how much room there is, and then says 0. */
    @Test
    void whereNobodyKnowsHowMuchRoomThereIsItIsTried() throws Exception {
        Path silent = Path.of("/proc");
        assertEquals(Optional.of(0L), StorageCheck.freeBytes(silent));
        try (Node node = Node.open(settings());
                var names = new NodeDatabase(NodeRecords.open(folder.resolve("names.db")))) {
            var kept = new KeptBackups(node.id(), folder.resolve("Alice"), node.backups(), names);
            var refused =
                    assertThrows(
                            IOException.class,
                            () ->
                                    kept.make(
                                            silent,
                                            KeptBackups.Wish.PLANNED,
                                            NOW,
                                            new Forbidden()));
            assertEquals(
                    PlannedBackups.Failure.Kind.NOT_WRITABLE,
                    PlannedBackups.Failure.Kind.of(refused));
        }
    }

    /** Ends it before the attachment is reached, which would fill the disk of this test. */
    private static final class Forbidden implements KeptBackups.Progress {
        @Override
        public void written(long bytes, long of) {
            throw new AssertionError("something was written");
        }

        @Override
        public void readingBack() {
            throw new AssertionError("all of it was written");
        }
    }

    private NodeSettings settings() {
        return new NodeSettings(
                folder.resolve("Alice"), Optional.of("Alice"), "127.0.0.1", 0, () -> NOW);
    }
}
