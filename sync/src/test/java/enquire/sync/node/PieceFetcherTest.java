package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PieceTree;
import enquire.editor.page.Title;
import enquire.storage.BlobStore;
import enquire.sync.protocol.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node does with attachments while nobody is connected. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PieceFetcherTest {

    private static final int BYTES = 3 * PieceTree.PIECE_BYTES;

    private final Path incoming;

    @AutoClose private final Meetings meetings;

    private Wiki garden;
    private PageId page;

    PieceFetcherTest(@TempDir Path folder) {
        incoming = folder.resolve("parts");
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void aWikiWithoutANetwork() {
        garden = meetings.open("Alice").create("Garden");
        page = garden.repository().create(new Title("Roses"), "").page();
    }

    private void attach(BlobId blob, Bytes root) {
        String manifest =
                "{\"name\":\"rose.mp4\",\"bytes\":%d,\"root\":\"%s\"}".formatted(BYTES, root);
        garden.repository().attach(page, Map.of(blob, manifest));
    }

    @Test
    void aPartThatCannotBeOpenedAtTheStartStaysAndOneThatNobodyWantsGoes() throws Exception {
        var wanted = new BlobId(Bytes.ofHex("aa".repeat(32)));
        attach(wanted, Bytes.ofHex("bb".repeat(32)));
        Files.createDirectories(incoming);
        Path broken = incoming.resolve(wanted + PartFile.PIECES);
        Files.createSymbolicLink(broken, incoming.resolve("gone").resolve("away"));
        Path unwanted = incoming.resolve("cc".repeat(32) + PartFile.PIECES);
        Files.write(unwanted, new byte[9]);
        var looked = new CountDownLatch(1);
        var keeping = new FileKeeping(Optional::empty, bytes -> {}, List::of);
        var holdings = new Holdings(garden.repository().records(), Instant::now);

        try (var fetcher =
                new PieceFetcher(
                        incoming,
                        garden.repository(),
                        holdings,
                        keeping,
                        new FileArrivals(
                                new DroppedFiles(
                                        garden.repository().records(),
                                        blob -> false,
                                        (peer, blob) -> false),
                                Instant::now),
                        blob -> true,
                        () -> {
                            looked.countDown();
                            return List.of();
                        })) {
            fetcher.start();
            assertTrue(looked.await(60, TimeUnit.SECONDS));
        }

        assertTrue(Files.isSymbolicLink(broken));
        assertFalse(Files.exists(unwanted));
    }

    @Test
    void aFileThatCannotBeHashedHoldsUpNoOtherAndOneThatIsAskedForIsHashed() throws IOException {
        BlobId broken = add(1);
        BlobId whole = add(2);
        Path folder = leavesOf(broken).getParent();
        Files.delete(leavesOf(broken));
        Files.delete(folder);
        Files.write(folder, new byte[1]);
        Files.delete(leavesOf(whole));
        BlobStore blobs = garden.repository().blobs();
        var held = List.of(new Message.Held(broken, BYTES), new Message.Held(whole, BYTES));

        try (var making = new LeavesMaking(blobs, () -> held)) {
            making.start();
            Meetings.await("the other is hashed", () -> blobs.leaves(whole).isPresent());
        }
        Files.delete(leavesOf(whole));
        try (var making = new LeavesMaking(blobs, List::of)) {
            making.start();
            making.first(broken);
            making.first(whole);
            Meetings.await("it is hashed again", () -> blobs.leaves(whole).isPresent());
        }
    }

    private BlobId add(int seed) throws IOException {
        byte[] content = new byte[BYTES];
        new Random(seed).nextBytes(content);
        return garden.repository().blobs().add(new ByteArrayInputStream(content), BYTES).blob();
    }

    private Path leavesOf(BlobId blob) {
        Path folder = garden.repository().blobs().file(blob).orElseThrow().getParent();
        return folder.getParent()
                .resolveSibling("leaves")
                .resolve(folder.getFileName())
                .resolve(blob.toString());
    }

    @Test
    void aCopyIsConfirmedOnlyWhenItsHolderAnswers() {
        var now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        var holdings = new Holdings(garden.repository().records(), now::get);
        var blob = new BlobId(Bytes.ofHex("aa".repeat(32)));
        var peer = garden.self();
        holdings.heard(
                peer,
                new Message.Have(
                        garden.id(),
                        List.of(new Message.Held(blob, BYTES)),
                        List.of(),
                        List.of(),
                        true));
        assertEquals(1, holdings.copies(blob, each -> true));
        now.set(now.get().plus(Holdings.LATELY).plus(Duration.ofDays(1)));

        holdings.digest(peer);
        assertEquals(0, holdings.copies(blob, each -> true));

        holdings.answers(peer);
        assertEquals(1, holdings.copies(blob, each -> true));
    }
}
