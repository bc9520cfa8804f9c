package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PieceTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {

    private final Path folder;

    BlobStoreTest(@TempDir Path wiki) {
        folder = wiki.resolve("blobs");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    /** Of a wiki out of which nothing was taken. */
    private static BlobStore open(Path folder) {
        return BlobStore.open(folder, blob -> false);
    }

    @Test
    void whatIsAddedIsServedUnderItsHash() throws IOException {
        var store = open(folder);
        byte[] content = content(200_000);

        var stored = store.add(new ByteArrayInputStream(content), 200_000);

        assertEquals(new BlobId(Bytes.of(content).sha256()), stored.blob());
        assertEquals(200_000, stored.bytes());
        var pieces = new PieceTree();
        pieces.update(content, 0, content.length);
        assertEquals(pieces.root(), stored.root());
        Path file = store.file(stored.blob()).orElseThrow();
        assertArrayEquals(content, Files.readAllBytes(file));
        String name = stored.blob().toString();
        assertEquals(folder.resolve(name.substring(0, 2)).resolve(name), file);
    }

    @Test
    void theSameContentIsKeptOnce() throws IOException {
        var store = open(folder);

        store.add(new ByteArrayInputStream(content(10)), 10);
        store.add(new ByteArrayInputStream(content(10)), 10);

        assertEquals(1, files().size());
    }

    @Test
    void leavesThatACrashLeftUnfinishedAreRemoved() throws IOException {
        Path left = Files.createDirectories(folder.resolveSibling("leaves").resolve("ab"));
        Files.write(left.resolve("new-17"), content(9));

        open(folder);

        assertEquals(0, left.toFile().list().length);
    }

    @Test
    void leavesAreKeptBesideAndMadeAnewIfTheyAreLostOrDamaged() throws IOException {
        var store = open(folder);
        byte[] content = content(3 * PieceTree.PIECE_BYTES + 9);
        var stored = store.add(new ByteArrayInputStream(content), content.length);
        Bytes leaves = store.leaves(stored.blob()).orElseThrow();
        assertEquals(stored.root(), PieceTree.root(leaves));

        String name = stored.blob().toString();
        Path kept = folder.resolveSibling("leaves").resolve(name.substring(0, 2)).resolve(name);
        byte[] damaged = Files.readAllBytes(kept);
        damaged[40] ^= 1;
        Files.write(kept, damaged);
        assertTrue(store.leaves(stored.blob()).isEmpty());

        Files.delete(kept);
        assertTrue(store.leaves(stored.blob()).isEmpty());
        store.makeLeaves(stored.blob());
        assertEquals(leaves, store.leaves(stored.blob()).orElseThrow());
    }

    @Test
    void aFileThatWasPutTogetherHereIsMovedInAndOneOfOtherBytesIsNot() throws IOException {
        var store = open(folder);
        byte[] content = content(2 * PieceTree.PIECE_BYTES);
        var blob = new BlobId(Bytes.of(content).sha256());
        Path whole = Files.write(folder.resolveSibling("whole"), content);
        Path other = Files.write(folder.resolveSibling("other"), content(9));

        assertTrue(store.addMoved(blob, other, Instant.now()).isEmpty());
        assertTrue(store.file(blob).isEmpty());
        Instant opened = Instant.parse("2026-11-01T12:00:00Z");
        var stored = store.addMoved(blob, whole, opened).orElseThrow();

        assertEquals(Optional.of(opened), store.openedAt(blob));
        assertEquals(content.length, stored.bytes());
        assertArrayEquals(content, Files.readAllBytes(store.file(blob).orElseThrow()));
        assertTrue(Files.notExists(whole));
        assertEquals(stored.root(), PieceTree.root(store.leaves(blob).orElseThrow()));
    }

    @Test
    void aProofNeedsEveryByteAndADamagedFileGivesNone() throws IOException {
        var store = open(folder);
        BlobId blob = store.add(new ByteArrayInputStream(content(9)), 9).blob();
        Bytes nonce = Bytes.ofHex("ab".repeat(32));

        assertEquals(
                Optional.of(Bytes.concat(nonce, Bytes.of(content(9))).sha256()),
                store.proof(blob, nonce));
        Files.write(store.file(blob).orElseThrow(), content(8));
        assertEquals(Optional.empty(), store.proof(blob, nonce));
        assertEquals(Optional.empty(), store.proof(new BlobId(Bytes.of(new byte[32])), nonce));
    }

    @Test
    void aFileIsRemovedWithItsLeavesUnlessItWasOpenedOrAddedLately() throws IOException {
        var store = open(folder);
        byte[] content = content(2 * PieceTree.PIECE_BYTES);
        BlobId blob = store.add(new ByteArrayInputStream(content), content.length).blob();
        Instant now = Instant.now();
        Instant old = now.minus(Duration.ofDays(9));
        assertEquals(content.length, store.usedBytes());

        assertFalse(store.remove(blob, now.minus(Duration.ofHours(1))));
        Files.setLastModifiedTime(store.file(blob).orElseThrow(), FileTime.from(old));
        store.opened(blob, now);
        assertFalse(store.remove(blob, now.minus(Duration.ofHours(1))));
        Files.setLastModifiedTime(store.file(blob).orElseThrow(), FileTime.from(old));
        store.add(new ByteArrayInputStream(content), content.length);
        assertFalse(store.remove(blob, now.minus(Duration.ofHours(1))));
        assertTrue(store.leaves(blob).isPresent());

        Files.setLastModifiedTime(store.file(blob).orElseThrow(), FileTime.from(old));
        assertTrue(store.remove(blob, now.minus(Duration.ofHours(1))));
        assertEquals(0, store.usedBytes());
        assertEquals(List.of(), files());
        store.add(new ByteArrayInputStream(content), content.length);
        assertEquals(content.length, store.usedBytes());
    }

    @Test
    void nothingIsKeptOfWhatIsOneByteTooLarge() throws IOException {
        var store = open(folder);

        assertThrows(
                BlobTooLargeException.class,
                () -> store.add(new ByteArrayInputStream(content(11)), 10));
        assertEquals(List.of(), files());
        assertEquals(10, store.add(new ByteArrayInputStream(content(10)), 10).bytes());
    }

    @Test
    void contentThatIsNotWhatItsNameSaysIsNotKept() throws IOException {
        var store = open(folder);
        var expected = new BlobId(Bytes.of(content(10)).sha256());

        assertTrue(
                store.addVerified(expected, new ByteArrayInputStream(content(9)), 100).isEmpty());
        assertEquals(List.of(), files());
        assertTrue(
                store.addVerified(expected, new ByteArrayInputStream(content(10)), 100)
                        .isPresent());
        assertTrue(store.file(expected).isPresent());
    }

    @Test
    void aSourceThatFailsLeavesNothingBehind() throws IOException {
        var store = open(folder);
        var failing =
                new InputStream() {
                    private int left = 1_000;

                    @Override
                    public int read() throws IOException {
                        if (left-- <= 0) {
                            throw new IOException("the connection broke");
                        }
                        return 1;
                    }
                };

        assertThrows(IOException.class, () -> store.add(failing, 10_000));
        assertEquals(List.of(), files());
    }

    @Test
    void whatACrashLeftUnfinishedIsRemovedAtTheNextStart() throws IOException {
        open(folder);
        Files.write(folder.resolve("incoming-1"), content(10));

        open(folder);

        assertEquals(List.of(), files());
    }

    @Test
    void whatWasTakenOutForGoodIsGoneAndIsTakenFromNobody() throws IOException {
        var takenOut = new HashSet<BlobId>();
        var store = BlobStore.open(folder, takenOut::contains);
        byte[] secret = "the secret plan".getBytes(StandardCharsets.UTF_8);
        byte[] other = "another plan".getBytes(StandardCharsets.UTF_8);
        BlobId blob = store.add(new ByteArrayInputStream(secret), 100).blob();
        BlobId kept = store.add(new ByteArrayInputStream(other), 100).blob();
        Path whole = Files.write(folder.resolve("whole"), secret);

        takenOut.add(blob);
        assertEquals(Optional.empty(), store.file(blob));
        assertEquals(Optional.empty(), store.bytes(blob));
        assertEquals(Optional.empty(), store.openIntact(blob));
        assertTrue(store.takeOut(blob));
        assertFalse(store.takeOut(blob));

        assertThrows(
                FileTakenOutException.class,
                () -> store.add(new ByteArrayInputStream(secret), 100));
        assertEquals(Optional.empty(), store.addMoved(blob, whole, Instant.EPOCH));
        Files.delete(whole);
        assertEquals(List.of(kept), store.held());
        assertEquals(other.length, store.usedBytes());
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains("secret"), file.toString());
            }
        }
    }
}
