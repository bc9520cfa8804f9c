package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PieceTree;
import enquire.editor.page.Title;
import enquire.storage.BlobStore;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attachments in a bundle. */
class BundledFilesTest {

    private final Path folder;
    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Wiki garden;
    private Wiki ofBob;

    BundledFilesTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        garden = alice.create("Garden");
        ofBob = Wire.join(bob, alice, garden);
    }

    @Test
    void theFilesOfItsPagesComeOnceWhateverTheirLength() throws IOException {
        var files = new ArrayList<BlobId>();
        int piece = PieceTree.PIECE_BYTES;
        for (int bytes : new int[] {0, 1, piece - 1, piece, piece + 1, 3 * piece}) {
            files.add(attach("Roses " + bytes, content(bytes)));
        }
        Path bundle = bundle(Optional.empty(), true);

        assertEquals(new Bundles.Contents(6, 6, 6L * piece + 1), Bundles.contents(bundle));
        assertEquals(new Bundles.Report(6, 6, 6, 6, 0), read(bundle));
        for (BlobId file : files) {
            assertArrayEquals(
                    Files.readAllBytes(garden.repository().blobs().file(file).orElseThrow()),
                    Files.readAllBytes(ofBob.repository().blobs().file(file).orElseThrow()));
        }
        List<String> before = everyFile();
        assertEquals(new Bundles.Report(6, 0, 6, 0, 0), read(bundle));
        assertEquals(before, everyFile());
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(ofBob));
    }

    @Test
    void theyStayBehindWhenAskedAndFollowLater() throws IOException {
        BlobId rose = attach("Roses", content(1_000));
        assertEquals(new Bundles.Report(1, 1, 0, 0, 0), read(bundle(Optional.empty(), false)));
        assertTrue(ofBob.repository().blobs().file(rose).isEmpty());

        assertEquals(new Bundles.Report(1, 0, 1, 1, 0), read(bundle(Optional.empty(), true)));
        assertTrue(ofBob.repository().blobs().file(rose).isPresent());
    }

    @Test
    void sinceATimeOnlyTheFilesOfPagesThatChangedComeAlong() throws IOException {
        attach("Roses", content(1_000));
        garden.settle();
        Instant now = aLittleLater();
        BlobId tulip = attach("Tulips", content(2_000));
        Path bundle = bundle(Optional.of(now), true);

        assertEquals(new Bundles.Contents(1, 1, 2_000), Bundles.contents(bundle));
        read(bundle);
        assertTrue(ofBob.repository().blobs().file(tulip).isPresent());
    }

    @Test
    void aFileThatIsNotWhatItsNamePromisesIsRefusedWithAllTheRest() throws IOException {
        attach("Roses", content(2 * PieceTree.PIECE_BYTES));
        List<Message> good = messages(bundle(Optional.empty(), true));
        int last = good.size() - 1;

        assertRefused(List.of(changed((Message.Piece) good.get(last))), good, "other bytes");
        assertRefused(List.of(), good, "other bytes"); // The last piece is missing.
        assertRefused(List.of(good.get(last), good.get(last)), good, "another order");
        assertRefused(List.of(good.get(last - 1)), good, "another order");
        assertEquals(0, ofBob.repository().pageCount());
        assertEquals(0, ofBob.repository().blobs().usedBytes());
    }

    @Test
    void aFileThatNoPageUsesIsNotKept() throws IOException {
        attach("Roses", content(10));
        List<Message> more = messages(bundle(Optional.empty(), true));
        Bytes content = Bytes.of(content(20));
        more.add(new Message.Piece(garden.id(), new BlobId(content.sha256()), 0, content));

        assertEquals(new Bundles.Report(1, 1, 2, 1, 0), read(written(more)));
        assertEquals(10, ofBob.repository().blobs().usedBytes());
    }

    @Test
    void filesForWhichThereIsNoRoomAreLeftOutAndCounted() throws IOException {
        attach("Roses", content(2_000));
        attach("Tulips", content(500));
        bob.fileKeeping().keepAtMost(1_000);

        assertEquals(new Bundles.Report(2, 2, 2, 1, 1), read(bundle(Optional.empty(), true)));
        assertEquals(500, ofBob.repository().blobs().usedBytes());
    }

    /** The bundle was made before, and there would be no room for it either. */
    @Test
    void whatWasTakenOutForGoodDoesNotComeAndIsNotMissed() throws IOException {
        BlobId rose = attach("Roses", content(2_000));
        Path before = bundle(Optional.empty(), true);
        PageId page = garden.repository().resolve("Roses").orElseThrow();
        garden.redacting().files().redact(page, rose);
        read(bundle(Optional.empty(), true));
        Meetings.await("Bob knows of it", () -> ofBob.redacting().files().all().containsKey(rose));
        bob.fileKeeping().keepAtMost(1_000);

        assertEquals(new Bundles.Report(1, 0, 1, 0, 0), read(before));
        assertEquals(0, ofBob.repository().blobs().usedBytes());
    }

    /** A film is on its way, of which two pieces are here; another file once made room. */
    @Test
    void thereIsRoomBesideWhatArrivesAndWhatMadeRoomOnceIsHereAgain() throws IOException {
        BlobId large = attach("Roses", content(2_000));
        BlobId small = attach("Tulips", content(500));
        read(bundle(Optional.empty(), false));
        BlobId film = attach(ofBob, "Film", content(3 * PieceTree.PIECE_BYTES));
        Path wikiFolder = new Bundles(ofBob).incoming().getParent();
        var records = ofBob.repository().records();
        new DroppedFiles(records, held -> false, (peer, blob) -> true)
                .add(small, Instant.now(), List.of());
        meetings.stop(bob);
        partOf(film, wikiFolder);
        bob = meetings.open("Bob");
        ofBob = bob.wikis().getFirst();
        Meetings.await(
                "the part is taken up",
                () ->
                        ofBob.files()
                                .fetching()
                                .arriving(film)
                                .filter(part -> part.bytesHere() == 2L * PieceTree.PIECE_BYTES)
                                .isPresent());
        bob.fileKeeping().keepAtMost(2L * PieceTree.PIECE_BYTES + 1_000);

        assertEquals(new Bundles.Report(2, 0, 2, 1, 1), read(bundle(Optional.empty(), true)));
        assertTrue(ofBob.repository().blobs().file(large).isEmpty());
        assertTrue(ofBob.repository().blobs().file(small).isPresent());
        assertEquals(Map.of(), ofBob.repository().records().values("dropped/"));
    }

    /** As a kill leaves it: two pieces of three. */
    private static void partOf(BlobId film, Path wiki) throws IOException {
        String id = film.toString();
        Path stored = wiki.resolve("blobs").resolve(id.substring(0, 2)).resolve(id);
        Path leaves = wiki.resolve("leaves").resolve(id.substring(0, 2)).resolve(id);
        Path incoming = Files.createDirectories(wiki.resolve("incoming"));
        byte[] whole = Files.readAllBytes(stored);
        Files.write(
                incoming.resolve(id + PartFile.PIECES),
                Arrays.copyOf(whole, 2 * PieceTree.PIECE_BYTES));
        byte[] kept = Files.readAllBytes(leaves);
        Files.write(
                incoming.resolve(id + PartFile.LEAVES), Arrays.copyOfRange(kept, 32, kept.length));
        Files.delete(stored);
        Files.delete(leaves);
    }

    @Test
    void aFileThatTheDiskHasDamagedSpoilsNoBundle() throws IOException {
        BlobId rose = attach("Roses", content(1_000));
        Files.write(garden.repository().blobs().file(rose).orElseThrow(), content(999));

        assertEquals(new Bundles.Report(1, 1, 0, 0, 0), read(bundle(Optional.empty(), true)));
    }

    /** A person was told that it is gone on with, and nobody would read it again. */
    @Test
    void aBundleThatWasBeingReadStaysUntilTheDiskGivesIt() throws IOException {
        attach("Roses", content(1_000));
        Path away = bundle(Optional.empty(), true);
        var bundles = new Bundles(ofBob);
        Path left = bundles.incoming().resolve("left.bundle");
        Files.createDirectory(left); // What no file can be read from.

        assertThrows(IOException.class, () -> bundles.take(left, (step, done, of) -> {}));
        assertTrue(Files.exists(left));
        Files.delete(left);
        Files.copy(away, left);

        assertEquals(new Bundles.Report(1, 1, 1, 1, 0), bundles.take(left, (step, done, of) -> {}));
        assertTrue(Files.notExists(left));
    }

    @Test
    void whatIsTooMuchIsSaidBeforeAnythingIsWrittenAndNotReadEither() throws IOException {
        Node carol = strict("Carol");
        Wiki kitchen = carol.create("Kitchen");
        attach(kitchen, "Roses", content(40_000));
        kitchen.repository().create(new Title("Tulips"), "red");
        var bundles = new Bundles(kitchen);
        var out = new ByteArrayOutputStream();
        bundles.write(out, Optional.empty(), true);
        assertTrue(out.size() > 40_000 && out.size() < 60_000, out.size() + " bytes");
        Instant now = aLittleLater();

        attach(kitchen, "Daisies", content(10_000)); // Three pages, two files.
        assertFalse(assertTooMuch(bundles, Optional.empty(), true).fitsWithoutFiles());
        bundles.write(OutputStream.nullOutputStream(), Optional.of(now), true);
        now = aLittleLater();
        attach(kitchen, "Lilies", content(60_000)); // Too many bytes.
        assertTrue(assertTooMuch(bundles, Optional.of(now), true).fitsWithoutFiles());
        bundles.write(OutputStream.nullOutputStream(), Optional.of(now), false);

        for (String title : List.of("One", "Two", "Three")) {
            garden.repository().create(new Title(title), "text");
        }
        Wiki copy = Wire.join(carol, alice, garden);
        Path usual = bundle(Optional.empty(), true);
        var refusal = assertThrows(BundleException.class, () -> read(copy, usual));
        assertTrue(String.valueOf(refusal.getMessage()).contains("more than 2 pages"));
        assertEquals(0, copy.repository().pageCount());
    }

    /** One whose bundles are small. */
    private Node strict(String name) {
        var settings =
                new NodeSettings(
                        folder.resolve(name), Optional.of(name), "127.0.0.1", 0, Instant::now);
        return meetings.keep(Node.open(settings.bundling(new BundleBounds(2, 1, 60_000))));
    }

    private static BundleTooLargeException assertTooMuch(
            Bundles bundles, Optional<Instant> since, boolean files) {
        var out = new ByteArrayOutputStream();
        var refusal =
                assertThrows(BundleTooLargeException.class, () -> bundles.write(out, since, files));
        assertEquals(0, out.size());
        return refusal;
    }

    private void assertRefused(List<Message> end, List<Message> good, String why)
            throws IOException {
        var messages = new ArrayList<>(good.subList(0, good.size() - 1));
        messages.addAll(end);
        Path forged = written(messages);
        var refusal = assertThrows(BundleException.class, () -> read(forged));
        String sentence = String.valueOf(refusal.getMessage());
        assertTrue(sentence.contains(why) && sentence.contains("Nothing of it"), sentence);
    }

    private static Message changed(Message.Piece piece) {
        byte[] body = piece.body().toArray();
        body[0] ^= 1;
        return new Message.Piece(piece.wiki(), piece.blob(), piece.piece(), Bytes.of(body));
    }

    private static List<Message> messages(Path bundle) throws IOException {
        var messages = new ArrayList<Message>();
        BundleFile.read(bundle, frame -> messages.add(MessageCodec.decode(frame)));
        return messages;
    }

    private Path written(List<Message> messages) throws IOException {
        Path file = Files.createTempFile(folder, "garden", ".bundle");
        try (var out = Files.newOutputStream(file)) {
            var writer = new BundleFile.Writer(out, garden.id(), Long.MAX_VALUE);
            for (Message message : messages) {
                writer.frame(MessageCodec.encode(message));
            }
            writer.end();
        }
        return file;
    }

    private Path bundle(Optional<Instant> since, boolean files) throws IOException {
        Path file = Files.createTempFile(folder, "garden", ".bundle");
        try (var out = Files.newOutputStream(file)) {
            new Bundles(garden).write(out, since, files);
        }
        return file;
    }

    /** A time after everything before, and not after what comes. */
    private static Instant aLittleLater() {
        Instant now = Instant.now().plusMillis(1);
        while (!Instant.now().isAfter(now)) {
            Thread.onSpinWait();
        }
        return now;
    }

    private Bundles.Report read(Path file) throws IOException {
        return read(ofBob, file);
    }

    private Bundles.Report read(Wiki wiki, Path file) throws IOException {
        var bundles = new Bundles(wiki);
        Path incoming = Files.createTempFile(bundles.incoming(), "garden", ".part");
        Files.copy(file, incoming, StandardCopyOption.REPLACE_EXISTING);
        return bundles.take(incoming, (step, done, of) -> {});
    }

    /** What lies in Bob's folders of attachments and bundles, and when it was written. */
    private List<String> everyFile() throws IOException {
        Path wiki = new Bundles(ofBob).incoming().getParent();
        var found = new ArrayList<String>();
        for (String part : List.of("blobs", "leaves", "bundles", "incoming")) {
            if (Files.isDirectory(wiki.resolve(part))) {
                try (Stream<Path> files = Files.walk(wiki.resolve(part))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        found.add(file + " " + Files.getLastModifiedTime(file));
                    }
                }
            }
        }
        return found.stream().sorted().toList();
    }

    private BlobId attach(String title, byte[] content) throws IOException {
        return attach(garden, title, content);
    }

    private static BlobId attach(Wiki wiki, String title, byte[] content) throws IOException {
        BlobStore.Stored stored =
                wiki.repository().blobs().add(new ByteArrayInputStream(content), content.length);
        String manifest =
                "{\"name\":\"rose.bin\",\"bytes\":%d,\"root\":\"%s\"}"
                        .formatted(content.length, stored.root());
        var page = wiki.repository().create(new Title(title), "![[rose.bin]]");
        wiki.repository().attach(page.page(), Map.of(stored.blob(), manifest));
        return stored.blob();
    }

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }
}
