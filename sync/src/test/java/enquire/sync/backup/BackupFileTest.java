package enquire.sync.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.FolderTree;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.node.Node;
import enquire.sync.node.NodeSettings;
import enquire.sync.node.Wiki;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file that was damaged, or made by somebody who means ill, can do: nothing. */
class BackupFileTest {

    private static final int SEEDS = 300;
    private static final int PICTURE_BYTES = 5_000;

    /** More than is read at once. */
    private static final int LARGE_BYTES = 2_000_000;

    private static final Instant MADE = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir Path folder;

    @Test
    void noFlippedBitAndNoMissingEndIsRestored() throws Exception {
        byte[] whole = Files.readAllBytes(real());
        Path file = folder.resolve("damaged.backup");
        Path target = folder.resolve("target");
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            byte[] damaged = whole.clone();
            int at = random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            if (seed % 3 == 0) {
                damaged = Arrays.copyOf(whole, at);
            }
            Files.write(file, damaged);
            String said = refused(file, target);
            boolean known = said.contains("is damaged") || said.contains("is no backup of Enquire");
            assertTrue(known, "seed %d: %s".formatted(seed, said));
        }
        // The last bytes one by one: the sum itself, and the mark before it.
        for (int back = 1; back <= 120; back++) {
            byte[] damaged = whole.clone();
            damaged[whole.length - back] ^= 1;
            Files.write(file, damaged);
            refused(file, target);
        }
        Files.write(file, whole);
        assertEquals(1, restore(file, target).attachments());
        byte[] key = Files.readAllBytes(target.resolve("node/identity.p12"));
        assertTrue(refused(file, target).contains("something in"));
        assertEquals(
                Bytes.of(key), Bytes.of(Files.readAllBytes(target.resolve("node/identity.p12"))));
    }

    @Test
    void whatAForgedBackupSaysIsNotBelieved() throws Exception {
        Path target = folder.resolve("target");
        Map<String, byte[]> good = files(real());
        Files.createDirectory(target);
        assertEquals(1, restore(forged(good, good), target).wikis().size(), "the forger is good");
        FolderTree.remove(target);

        Map<String, byte[]> climbing = new LinkedHashMap<>(good);
        climbing.put("../climbed", new byte[10]);
        assertTrue(refused(forged(climbing, climbing), target).contains("not one that Enquire"));
        assertTrue(refused(forged(climbing, good), target).contains("is no backup"));
        climbing.remove("../climbed");
        climbing.put("wikis/../../climbed", new byte[10]);
        assertTrue(refused(forged(climbing, climbing), target).contains("not one that Enquire"));

        Map<String, byte[]> keyless = new LinkedHashMap<>(good);
        keyless.remove("node/identity.p12");
        refused(forged(keyless, keyless), target);
        Map<String, byte[]> other = new LinkedHashMap<>(good);
        NodeIdentity.open(folder.resolve("stranger.p12"));
        other.put("node/identity.p12", Files.readAllBytes(folder.resolve("stranger.p12")));
        assertTrue(refused(forged(other, other), target).contains("another node"));

        String database =
                good.keySet().stream().filter(n -> n.endsWith("wiki.db")).findFirst().get();
        Map<String, byte[]> broken = new LinkedHashMap<>(good);
        byte[] torn = good.get(database).clone();
        Arrays.fill(torn, torn.length / 2, torn.length / 2 + 4_096, (byte) 0x5a);
        broken.put(database, torn);
        assertTrue(refused(forged(broken, broken), target).contains("cannot be used"));
        broken.put(database, acting(good.get(database)));
        assertTrue(refused(forged(broken, broken), target).contains("trigger"));
        broken.put(database, "no database at all".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        refused(forged(broken, broken), target);

        String blob = good.keySet().stream().filter(n -> n.contains("/blobs/")).findFirst().get();
        Map<String, byte[]> renamed = new LinkedHashMap<>(good);
        renamed.put(blob, "other bytes".getBytes(StandardCharsets.UTF_8));
        assertTrue(refused(forged(renamed, renamed), target).contains("not one that Enquire"));
        Map<String, byte[]> shorter = new LinkedHashMap<>(good);
        shorter.put("node/node.db", new byte[5]);
        assertTrue(refused(forged(shorter, good), target).contains("is no backup"));
        assertListIsBounded(good);
    }

    /** Its form may be another one, or the tables within. */
    @Test
    void aBackupOfANewerEnquireIsLeftToThatOne() throws Exception {
        Path target = folder.resolve("target");
        Map<String, byte[]> good = files(real());
        Path newer = forged("enquire backup 2", good, good);
        String said = refused(newer, target);
        assertTrue(said.contains("made by a newer Enquire. Nothing was changed"), said);

        String database =
                good.keySet().stream().filter(n -> n.endsWith("wiki.db")).findFirst().get();
        Map<String, byte[]> tables = new LinkedHashMap<>(good);
        tables.put(database, changed(good.get(database), "PRAGMA user_version = 99"));
        said = refused(forged(tables, tables), target);
        assertTrue(said.contains("nothing was restored"), said);
        assertTrue(said.contains("newer Enquire"), said);
    }

    /** Only what a restore made is its own, though all of it is called alike. */
    @Test
    void whatAKilledRestoreLeftGoesAndNothingElseDoes() throws Exception {
        Path left = Files.createDirectories(folder.resolve(".target.restoring-1/node"));
        Files.createFile(folder.resolve(".target.restoring-1/lock"));
        Path empty = Files.createDirectory(folder.resolve(".target.restoring-2"));

        Path file = Files.writeString(folder.resolve(".target.restoring-3"), "mine");
        Path lockless = folder.resolve(".target.restoring-4");
        Files.writeString(Files.createDirectory(lockless).resolve("notes"), "mine");
        Path named = folder.resolve(".target.restoring-notes");
        Files.createFile(Files.createDirectory(named).resolve("lock"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createFile(elsewhere.resolve("lock"));
        Path link = Files.createSymbolicLink(folder.resolve(".target.restoring-5"), elsewhere);
        Path trap = Files.createDirectory(folder.resolve(".target.restoring-6"));
        Files.createSymbolicLink(trap.resolve("lock"), elsewhere.resolve("made"));

        restore(real(), folder.resolve("target"));

        assertTrue(Files.notExists(left.getParent()));
        assertTrue(Files.notExists(empty));
        assertEquals("mine", Files.readString(file));
        assertEquals("mine", Files.readString(lockless.resolve("notes")));
        assertTrue(Files.exists(named.resolve("lock")));
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.exists(elsewhere.resolve("lock")));
        assertTrue(Files.isSymbolicLink(trap.resolve("lock")));
        assertTrue(Files.notExists(elsewhere.resolve("made")), "a link was followed");
    }

    /** Names of wikis are for people, and no reason to hold megabytes of them. */
    private static void assertListIsBounded(Map<String, byte[]> good) throws IOException {
        var lines = new StringBuilder("enquire backup 1\nmade %s\n".formatted(MADE));
        lines.append("node %s\n".formatted("0".repeat(64)));
        good.forEach((path, content) ->
                lines.append(
                        "file %s %d %s\n"
                                .formatted(
                                        Bytes.of(content).sha256().toHex(), content.length, path)));
        lines.append("wiki Garden\n".repeat(BackupContents.WIKIS_MAX));
        BackupContents read = BackupContents.read(reader(lines));
        assertEquals(BackupContents.WIKIS_MAX, read.wikis().size());
        lines.append("wiki Garden\n");
        assertThrows(BackupException.class, () -> BackupContents.read(reader(lines)));
    }

    private static BufferedReader reader(CharSequence lines) {
        return new BufferedReader(new StringReader(lines.toString()));
    }

    /** A gigabyte of nothing in a megabyte, and more than the disk has. */
    @Test
    void aBombDoesNotGoOff() throws Exception {
        Path target = folder.resolve("target");
        Path file = folder.resolve("bomb.backup");
        var identity = NodeIdentity.open(folder.resolve("stranger.p12"));
        byte[] gigabyte = new byte[1 << 20];
        try (var out = Files.newOutputStream(file)) {
            var summed = new SummedOutput(out);
            var zip = new ZipOutputStream(summed);
            zip.setComment(SummedOutput.MARK + SummedOutput.PLACE);
            zip.putNextEntry(new ZipEntry("node/node.db"));
            for (int i = 0; i < 1_024; i++) {
                zip.write(gigabyte);
            }
            zip.putNextEntry(new ZipEntry("node/identity.p12"));
            zip.write(Files.readAllBytes(folder.resolve("stranger.p12")));
            zip.putNextEntry(new ZipEntry(BackupContents.ENTRY));
            zip.write(
                    list(
                            identity.key().id(),
                            Map.of("node/node.db", 1L << 40, "node/identity.p12", 10L)));
            zip.finish();
            summed.finish();
        }
        assertTrue(Files.size(file) < 3_000_000);
        assertTrue(refused(file, target).contains("is no backup"), "the sizes are not those");

        byte[] list =
                list(
                        identity.key().id(),
                        Map.of("node/node.db", 1L << 62, "node/identity.p12", 0L));
        Path small = folder.resolve("small.backup");
        try (var out = Files.newOutputStream(small)) {
            var summed = new SummedOutput(out);
            var zip = new ZipOutputStream(summed);
            zip.setComment(SummedOutput.MARK + SummedOutput.PLACE);
            zip.putNextEntry(new ZipEntry(BackupContents.ENTRY));
            zip.write(list);
            zip.finish();
            summed.finish();
        }
        refused(small, target);
    }

    /**
     * Or a node that is to stop reads its backup to the end, which takes minutes on a slow disk.
     */
    @Test
    void whoIsInterruptedReadsNoFurther() throws Exception {
        var written = new ByteArrayOutputStream();
        var out =
                new OutputStream() {
                    @Override
                    public void write(int single) {
                        throw new AssertionError("bytes come one by one");
                    }

                    @Override
                    public void write(byte[] from, int offset, int length) {
                        written.write(from, offset, length);
                        Thread.currentThread().interrupt();
                    }
                };
        try (BackupFile file = BackupFile.open(real(LARGE_BYTES), BackupFile.Progress.NONE)) {
            BackupPath large =
                    file.contents().files().keySet().stream()
                            .filter(BackupPath.Blob.class::isInstance)
                            .findFirst()
                            .orElseThrow();
            var stopped = assertThrows(BackupException.class, () -> file.copy(large, out));
            assertTrue(Thread.currentThread().isInterrupted(), "who stops still knows it");
            assertTrue(written.size() < LARGE_BYTES, "all of it was read");
            assertTrue(String.valueOf(stopped.getMessage()).contains("stopped"), "" + stopped);
        } finally {
            Thread.interrupted();
        }
    }

    private static byte[] list(PeerId node, Map<String, Long> sizes) {
        var lines = new StringBuilder("enquire backup 1\nmade " + MADE + "\nnode " + node + "\n");
        sizes.forEach((path, bytes) ->
                lines.append("file ")
                        .append("0".repeat(64))
                        .append(" %d %s\n".formatted(bytes, path)));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Path real() throws IOException {
        return real(PICTURE_BYTES);
    }

    private Path real(int pictureBytes) throws IOException {
        var settings =
                new NodeSettings(
                        folder.resolve("Alice"),
                        Optional.of("Alice"),
                        "127.0.0.1",
                        0,
                        InstantSource.system());
        Path file = folder.resolve("real.backup");
        try (Node node = Node.open(settings);
                var out = Files.newOutputStream(file)) {
            Wiki garden = node.create("Garden");
            garden.repository().create(new Title("Roses"), "red ".repeat(3_000));
            byte[] picture = new byte[pictureBytes];
            new Random(7).nextBytes(picture);
            garden.repository().blobs().add(new ByteArrayInputStream(picture), picture.length);
            node.backups().write(out);
        }
        return file;
    }

    /** What is in a backup, by path. */
    private static Map<String, byte[]> files(Path backup) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (BackupFile file = BackupFile.open(backup, BackupFile.Progress.NONE)) {
            for (BackupPath path : file.contents().files().keySet()) {
                var content = new ByteArrayOutputStream();
                file.copy(path, content);
                files.put(path.text(), content.toByteArray());
            }
        }
        return files;
    }

    /** A zip with a right sum, whose list names other files than are in it. */
    private Path forged(Map<String, byte[]> held, Map<String, byte[]> listed) throws IOException {
        return forged("enquire backup 1", held, listed);
    }

    private Path forged(String first, Map<String, byte[]> held, Map<String, byte[]> listed)
            throws IOException {
        Path file = folder.resolve("forged.backup");
        PeerId node = NodeIdentity.open(folder.resolve("Alice/node/identity.p12")).key().id();
        var lines = new StringBuilder(first + "\nmade " + MADE + "\nnode " + node + "\n");
        lines.append("wiki Garden\n");
        listed.forEach((path, content) ->
                lines.append(
                        "file %s %d %s\n"
                                .formatted(
                                        Bytes.of(content).sha256().toHex(), content.length, path)));
        try (var out = Files.newOutputStream(file)) {
            var summed = new SummedOutput(out);
            var zip = new ZipOutputStream(summed);
            zip.setComment(SummedOutput.MARK + SummedOutput.PLACE);
            for (var each : held.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
            zip.putNextEntry(new ZipEntry(BackupContents.ENTRY));
            zip.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            zip.finish();
            summed.finish();
        }
        return file;
    }

    /** The same database, which would do something when it is written. */
    private byte[] acting(byte[] database) throws IOException, SQLException {
        return changed(
                database,
                "CREATE TRIGGER bad AFTER DELETE ON receipt BEGIN DELETE FROM change; END");
    }

    private byte[] changed(byte[] database, String change) throws IOException, SQLException {
        Path file = folder.resolve("acting.db");
        Files.write(file, database);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(change);
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        return Files.readAllBytes(file);
    }

    private static BackupContents restore(Path file, Path target) {
        return new Restoration(target, new Random(1)).from(file, BackupFile.Progress.NONE);
    }

    /** What is said; and everything is where it was. */
    private String refused(Path file, Path target) throws IOException {
        List<String> before = all();
        var said = assertThrows(BackupException.class, () -> restore(file, target));
        assertEquals(before, all());
        assertFalse(Files.exists(folder.resolve("climbed")));
        return String.valueOf(said.getMessage());
    }

    private List<String> all() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.map(Path::toString).sorted().toList());
        }
    }
}
