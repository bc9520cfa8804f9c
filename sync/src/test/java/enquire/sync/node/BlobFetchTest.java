package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Title;
import enquire.storage.BlobStore;
import enquire.storage.PageView;
import enquire.sync.protocol.Limits;
import enquire.sync.roster.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attachments follow the pages that use them. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class BlobFetchTest {

    @TempDir Path folder;

    @Test
    void attachmentsOfAllSizesArriveWhole() throws IOException {
        try (var meetings = new Meetings(folder)) {
            Node alice = meetings.start("Alice");
            Node bob = meetings.start("Bob");
            Wiki garden = alice.create("Garden");
            PageView page = garden.repository().create(new Title("Roses"), "![[rose.png]]");
            int[] sizes = {0, 1, Limits.PIECE_BYTES, 5 * Limits.PIECE_BYTES + 17};
            var stored = new BlobStore.Stored[sizes.length];
            for (int i = 0; i < sizes.length; i++) {
                stored[i] = attach(garden, page, content(sizes[i]), sizes[i]);
            }

            Wiki joined = bob.join(garden.invite(Role.WRITER).text());

            for (int i = 0; i < sizes.length; i++) {
                BlobId blob = stored[i].blob();
                Meetings.await(
                        "attachment of " + sizes[i] + " bytes",
                        () -> joined.repository().blobs().file(blob).isPresent());
                assertArrayEquals(
                        content(sizes[i]),
                        Files.readAllBytes(joined.repository().blobs().file(blob).orElseThrow()));
            }
        }
    }

    @Test
    void anAttachmentComesFromAnotherPeerThanTheOneThatLacksIt() throws IOException {
        try (var meetings = new Meetings(folder)) {
            Node alice = meetings.start("Alice");
            Node bob = meetings.start("Bob");
            Wiki garden = alice.create("Garden");
            Wiki atBob = bob.join(garden.invite(Role.ADMIN).text());
            PageView page = garden.repository().create(new Title("Roses"), "![[rose.png]]");
            byte[] rose = content(3 * Limits.PIECE_BYTES);
            BlobId blob = attach(garden, page, rose, rose.length).blob();
            Meetings.await("Bob has it", () -> atBob.repository().blobs().file(blob).isPresent());
            // Alice's copy is gone; Carol knows both, and only Bob can give it.
            Files.delete(garden.repository().blobs().file(blob).orElseThrow());
            Node carol = meetings.start("Carol");

            Wiki atCarol = carol.join(atBob.invite(Role.WRITER).text());

            Meetings.await(
                    "Carol has it", () -> atCarol.repository().blobs().file(blob).isPresent());
        }
    }

    /** As from a computer whose disk fails and whose version knows no hashes of pieces. */
    @Test
    void otherBytesThanTheNameSaysAreRefusedAndTheRightOnesTakenLater() throws IOException {
        try (var meetings = new Meetings(folder)) {
            Node alice = meetings.start("Alice");
            Node bob = meetings.start("Bob");
            Wiki garden = alice.create("Garden");
            PageView page = garden.repository().create(new Title("Roses"), "![[rose.png]]");
            byte[] rose = content(4 * Limits.PIECE_BYTES);
            var stored = garden.repository().blobs().add(new ByteArrayInputStream(rose), 1 << 21);
            BlobId blob = stored.blob();
            String rootless = "{\"name\":\"rose.png\",\"bytes\":%d}".formatted(rose.length);
            garden.repository().attach(page.page(), Map.of(blob, rootless));
            Path atAlice = garden.repository().blobs().file(blob).orElseThrow();
            byte[] damaged = rose.clone();
            damaged[3 * Limits.PIECE_BYTES] ^= 1;
            Files.write(atAlice, damaged);
            Files.delete(leavesOf(atAlice));

            Wiki joined = bob.join(garden.invite(Role.WRITER).text());

            Meetings.await(
                    "the wrong bytes came",
                    () -> bob.peerStatistics().bytesReceived() > rose.length);
            Files.write(atAlice, rose);
            Meetings.await("Bob has it", () -> joined.repository().blobs().file(blob).isPresent());
            assertArrayEquals(
                    rose, Files.readAllBytes(joined.repository().blobs().file(blob).orElseThrow()));
            assertTrue(
                    bob.peerStatistics().bytesReceived() > 2L * rose.length,
                    "it was taken at the first try, though bytes were wrong");
        }
    }

    @Test
    void aPieceThatADiskHasDamagedIsNotGivenAndTheOthersAreNotFetchedAgain() throws IOException {
        try (var meetings = new Meetings(folder)) {
            Node alice = meetings.start("Alice");
            Node bob = meetings.start("Bob");
            Wiki garden = alice.create("Garden");
            PageView page = garden.repository().create(new Title("Roses"), "![[rose.png]]");
            byte[] rose = content(4 * Limits.PIECE_BYTES + 1);
            BlobId blob = attach(garden, page, rose, rose.length).blob();
            Path atAlice = garden.repository().blobs().file(blob).orElseThrow();
            byte[] damaged = rose.clone();
            damaged[3 * Limits.PIECE_BYTES] ^= 1;
            Files.write(atAlice, damaged);

            Wiki joined = bob.join(garden.invite(Role.WRITER).text());

            Meetings.await(
                    "all others came",
                    () ->
                            joined.files()
                                            .fetching()
                                            .arriving(blob)
                                            .map(PieceDownload::bytesHere)
                                            .orElse(0L)
                                    >= 4L * Limits.PIECE_BYTES);
            Files.write(atAlice, rose);
            Meetings.await("Bob has it", () -> joined.repository().blobs().file(blob).isPresent());
            assertArrayEquals(
                    rose, Files.readAllBytes(joined.repository().blobs().file(blob).orElseThrow()));
            assertTrue(bob.peerStatistics().bytesReceived() < 2L * rose.length);
            assertEquals("", Meetings.problem(joined, alice.id()), "nobody lied");
        }
    }

    private static Path leavesOf(Path blob) {
        return blob.getParent()
                .getParent()
                .resolveSibling("leaves")
                .resolve(blob.getParent().getFileName())
                .resolve(blob.getFileName());
    }

    @Test
    void manyAttachmentsThatNobodyHasDoNotStandBeforeOneThatSomebodyHas() throws IOException {
        try (var meetings = new Meetings(folder)) {
            Wiki garden = meetings.start("Alice").create("Garden");
            PageView page = garden.repository().create(new Title("Roses"), "![[rose.png]]");
            var invented = new HashMap<BlobId, String>();
            for (int i = 0; i < 250; i++) {
                // The smallest ids there are: they come first.
                Bytes id = Bytes.ofHex("%064x".formatted(i));
                invented.put(new BlobId(id), "{\"name\":\"no.png\",\"bytes\":9}");
            }
            garden.repository().attach(page.page(), invented);
            BlobId rose = attach(garden, page, content(9), 9).blob();

            Wiki joined = meetings.start("Bob").join(garden.invite(Role.WRITER).text());

            Meetings.await("Bob has it", () -> joined.repository().blobs().file(rose).isPresent());
        }
    }

    @Test
    void partsOfAKilledRunAreRemovedAtTheNextStart() throws IOException {
        try (var meetings = new Meetings(folder)) {
            Node alice = meetings.open("Alice");
            String id = alice.create("Garden").id().toString();
            meetings.stop(alice);
            Path incoming = folder.resolve("Alice/wikis").resolve(id).resolve("incoming");
            Files.createDirectories(incoming);
            Path part = Files.write(incoming.resolve("incoming-7.part"), new byte[9]);

            meetings.open("Alice");

            Meetings.await("it is removed", () -> !Files.exists(part));
        }
    }

    @Test
    void aFileWithTheRightNameIsKeptWhateverRootItsManifestNames() throws IOException {
        try (var meetings = new Meetings(folder)) {
            Wiki garden = meetings.start("Alice").create("Garden");
            PageView page = garden.repository().create(new Title("Roses"), "![[rose.png]]");
            BlobStore.Stored rose =
                    garden.repository().blobs().add(new ByteArrayInputStream(content(9)), 9);
            String lie =
                    "{\"name\":\"rose.png\",\"bytes\":9,\"root\":\"%s\"}"
                            .formatted("ab".repeat(32));
            garden.repository().attach(page.page(), Map.of(rose.blob(), lie));

            Wiki joined = meetings.start("Bob").join(garden.invite(Role.WRITER).text());

            Meetings.await(
                    "Bob has it", () -> joined.repository().blobs().file(rose.blob()).isPresent());
            assertFalse(BlobManifest.parse(lie).orElseThrow().agreesWith(rose));
        }
    }

    @Test
    void sizeAndRootAreReadFromTheManifestAlone() {
        String root = "0a".repeat(32);
        assertEquals(
                Optional.of(new BlobManifest(12, Optional.of(Bytes.ofHex(root)))),
                BlobManifest.parse(
                        "{\"name\":\"a\",\"bytes\":12,\"root\":\"%s\"}".formatted(root)));
        var withoutRoot = Optional.of(new BlobManifest(12, Optional.empty()));
        assertEquals(withoutRoot, BlobManifest.parse("{\"name\":\"a\",\"bytes\":12}"));
        assertEquals(withoutRoot, BlobManifest.parse("{\"root\":\"0a\",\"bytes\":12}"));
        assertEquals(withoutRoot, BlobManifest.parse("{\"root\":\"no hex\",\"bytes\":12}"));
        assertEquals(
                Optional.empty(), BlobManifest.parse("{\"inner\":{\"bytes\":12},\"bytes\":-1}"));
        assertEquals(Optional.empty(), BlobManifest.parse("no json"));
        assertEquals(Optional.empty(), BlobManifest.parse("{\"bytes\":1e400}"));
    }

    private static BlobStore.Stored attach(Wiki wiki, PageView page, byte[] content, int size)
            throws IOException {
        BlobStore.Stored stored =
                wiki.repository().blobs().add(new ByteArrayInputStream(content), size + 1L);
        String manifest =
                "{\"name\":\"file-%d.bin\",\"bytes\":%d,\"type\":\"application/octet-stream\",\"root\":\"%s\"}"
                        .formatted(size, size, stored.root());
        wiki.repository().attach(page.page(), Map.of(stored.blob(), manifest));
        return stored;
    }

    private static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
