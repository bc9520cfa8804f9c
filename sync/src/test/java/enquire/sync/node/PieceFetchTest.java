package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Title;
import enquire.storage.BlobStore;
import enquire.storage.PageView;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.roster.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Attachments come in pieces, from all who hold some, over real TLS. */
@Timeout(value = 1_200, unit = TimeUnit.SECONDS)
class PieceFetchTest {

    private static final int PIECE = Limits.PIECE_BYTES;

    private final Path folder;

    @AutoClose private final Meetings meetings;

    private final byte[] film = new byte[40 * PIECE + 5];
    private Node alice;
    private int alicesPort;
    private Wiki garden;
    private PageView page;
    private BlobId blob;

    PieceFetchTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void aliceHasAFilm() throws IOException {
        alice = meetings.open("Alice");
        alicesPort = alice.listen();
        garden = alice.create("Garden");
        page = garden.repository().create(new Title("Roses"), "![[rose.mp4]]");
        new Random(7).nextBytes(film);
        BlobStore.Stored stored =
                garden.repository().blobs().add(new ByteArrayInputStream(film), film.length);
        blob = stored.blob();
        attach(stored.root());
    }

    private void attach(Bytes root) {
        String manifest =
                "{\"name\":\"rose.mp4\",\"bytes\":%d,\"type\":\"video/mp4\",\"root\":\"%s\"}"
                        .formatted(film.length, root);
        garden.repository().attach(page.page(), Map.of(blob, manifest));
    }

    private boolean isThere(Wiki wiki) {
        return wiki.repository().blobs().file(blob).isPresent();
    }

    private void assertWhole(Wiki wiki) throws IOException {
        Path file = wiki.repository().blobs().file(blob).orElseThrow();
        assertArrayEquals(film, Files.readAllBytes(file));
        Path incoming = file.getParent().getParent().resolveSibling("incoming");
        Meetings.await("nothing else is left", () -> incoming.toFile().list().length == 0);
    }

    @Test
    void aFileComesFromSeveralPeersAtOnceAndEachOfThemGivesSome() throws IOException {
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.ADMIN).text());
        Meetings.await("Bob has it", () -> isThere(atBob));

        // On a busy computer one may have given all before the other begins.
        int guests = 1;
        while (!bothGive(bob, atBob, guests)) {
            assertTrue(guests < 6, "one of them gave nothing, each time");
            guests++;
        }

        assertEquals(2 + guests, garden.files().copies(blob), "also of those who went");
    }

    /** Whether somebody who fetches it gets some from Alice and some from Bob. */
    private boolean bothGive(Node bob, Wiki atBob, int guest) throws IOException {
        Node carol = meetings.start("Guest " + guest);
        carol.fileKeeping().keepAtMost(1);
        Wiki atCarol = carol.join(atBob.invite(Role.WRITER).text());
        Meetings.await("she knows of both", () -> atCarol.files().copies(blob) == 2);
        Meetings.await("both are there", () -> connected(atCarol) == 2);
        long aliceBefore = alice.peerStatistics().bytesSent();
        long bobBefore = bob.peerStatistics().bytesSent();

        carol.fileKeeping().keepAtMost(FileKeeping.BYTES_DEFAULT);
        Meetings.await("Carol has it", () -> isThere(atCarol));

        assertWhole(atCarol);
        long fromAlice = alice.peerStatistics().bytesSent() - aliceBefore;
        long fromBob = bob.peerStatistics().bytesSent() - bobBefore;
        assertTrue(
                fromAlice + fromBob < film.length + 24L * PIECE,
                "what was asked of two is taken back: " + fromAlice + " and " + fromBob);
        Meetings.await("it is known on two others", () -> atCarol.files().copies(blob) == 3);
        Meetings.await("Alice was told", () -> garden.files().copies(blob) == 2 + guest);
        meetings.stop(carol);
        return fromAlice > PIECE && fromBob > PIECE;
    }

    private static long connected(Wiki wiki) {
        return wiki.peers().stream().filter(Wiki.Peer::connected).count();
    }

    /** Bob, who holds half, gives it before he has the rest, also to who comes later. */
    @Test
    void whoHoldsAPartGivesItAndGoesOnWithTheRestAfterARestart() throws IOException {
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.ADMIN).text());
        Meetings.await("Bob has it", () -> isThere(atBob));
        meetings.stop(alice);
        meetings.stop(bob);
        halfAPart("Bob", atBob.id().toString());

        Node bobAgain = meetings.start("Bob");
        Wiki half = bobAgain.wikis().getFirst();
        Meetings.await("half is taken up", () -> bytesAtHand(half) == 20L * PIECE);
        Node carol = meetings.start("Carol");
        Wiki atCarol = carol.join(half.invite(Role.WRITER).text());
        Meetings.await("Carol has what Bob has", () -> bytesAtHand(atCarol) == 20L * PIECE);

        meetings.stop(carol);
        Node dave = meetings.start("Dave");
        Wiki atDave = dave.join(half.invite(Role.WRITER).text());
        Meetings.await("Dave has what Bob has", () -> bytesAtHand(atDave) == 20L * PIECE);
        meetings.stop(dave);

        // From one giver alone: where there are several, the last pieces are asked of each.
        meetings.open("Alice", alicesPort).listen();
        Meetings.await("Bob has the rest", () -> isThere(half));
        long received = bobAgain.peerStatistics().bytesReceived() / PIECE;
        assertTrue(received < 30, received + " pieces came to who lacked 20");
        Wiki carols = meetings.start("Carol").wikis().getFirst();
        Wiki daves = meetings.start("Dave").wikis().getFirst();
        Meetings.await("all have it", () -> isThere(carols) && isThere(daves));
        assertWhole(half);
        assertWhole(carols);
        assertWhole(daves);
    }

    /** A member says to have it and gives such hashes: it is not asked for anything else. */
    private void asksInVain(Wiki wiki, Node node, int port, String name, Bytes hashes)
            throws Exception {
        var giver = new FalseGiver(meetings.identity(name), node.id(), port, wiki, blob, hashes);
        try (giver) {
            giver.awaitAskedForHashes();
            Meetings.await(
                    "it is not asked for more",
                    () ->
                            wiki.files()
                                    .fetching()
                                    .arriving(blob)
                                    .map(each -> each.givers().isEmpty())
                                    .orElse(true));
        }
    }

    /** Carol may be busy, or hash it still; Dave has something else: the part stays. */
    @Test
    void whoGivesNoHashesThatLeadToTheRootIsAskedLaterAndNoPartIsDeleted() throws Exception {
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.ADMIN).text());
        Meetings.await("Bob has it", () -> isThere(atBob));
        for (String name : List.of("Carol", "Dave")) {
            Node joining = meetings.start(name);
            joining.join(atBob.invite(Role.WRITER).text());
            meetings.stop(joining);
        }
        meetings.stop(alice);
        meetings.stop(bob);
        halfAPart("Bob", atBob.id().toString());
        Node bobAgain = meetings.open("Bob");
        int port = bobAgain.listen();
        Wiki half = bobAgain.wikis().getFirst();
        Path incoming = folder.resolve("Bob/wikis/" + half.id() + "/incoming");
        Path part = incoming.resolve(blob + PartFile.PIECES);

        asksInVain(half, bobAgain, port, "Carol", Bytes.EMPTY);
        assertTrue(Files.size(part) > 20L * PIECE);
        asksInVain(half, bobAgain, port, "Dave", Bytes.of(new byte[41 * 32]));
        assertTrue(Files.size(part) > 20L * PIECE);
    }

    /** As a kill leaves it: some pieces right, one torn, and no word about which. */
    private void halfAPart(String name, String wiki) throws IOException {
        Path root = folder.resolve(name).resolve("wikis").resolve(wiki);
        String id = blob.toString();
        Path stored = root.resolve("blobs").resolve(id.substring(0, 2)).resolve(id);
        Path leaves = root.resolve("leaves").resolve(id.substring(0, 2)).resolve(id);
        byte[] part = java.util.Arrays.copyOf(film, 21 * PIECE - 9);
        Files.write(root.resolve("incoming").resolve(id + PartFile.PIECES), part);
        byte[] kept = Files.readAllBytes(leaves);
        Files.write(
                root.resolve("incoming").resolve(id + PartFile.LEAVES),
                java.util.Arrays.copyOfRange(kept, 32, kept.length));
        Files.delete(stored);
        Files.delete(leaves);
    }

    private long bytesAtHand(Wiki wiki) {
        return wiki.files().fetching().arriving(blob).map(PieceDownload::bytesHere).orElse(0L);
    }

    @Test
    void aLiarIsDroppedSaysSoOnTheScreenAndTheOthersGiveTheFile() throws Exception {
        // She never listens: a dial that fails would take what is said of her off the screen.
        Node carol = meetings.open("Carol");
        carol.join(garden.invite(Role.WRITER).text());
        meetings.stop(carol);
        Node bob = meetings.open("Bob");
        int port = bob.listen();
        Wiki atBob = bob.join(garden.invite(Role.ADMIN).text());
        Meetings.await("Bob has it", () -> isThere(atBob));
        meetings.stop(alice);
        Bytes leaves = atBob.repository().blobs().leaves(blob).orElseThrow();

        dropTheFile(atBob);

        // Carol says that she has it, knows its hashes, and gives other bytes.
        var liar =
                meetings.keep(
                        new FalseGiver(
                                meetings.identity("Carol"), bob.id(), port, atBob, blob, leaves));
        assertEquals(Message.Reason.PROTOCOL, liar.awaitClose().reason());
        Meetings.await(
                "it stands on the screen",
                () -> Meetings.problem(atBob, carol.id()).contains("false piece"));
        meetings.start("Alice");

        Meetings.await("Bob has it again", () -> isThere(atBob));
        assertWhole(atBob);
    }

    /** Carol takes what is asked of her and answers every ping, but never with a piece. */
    @Test
    void whatIsAskedOfWhoNeverGivesItComesFromAnother() throws Exception {
        Node carol = meetings.start("Carol");
        carol.join(garden.invite(Role.WRITER).text());
        meetings.stop(carol);
        Node bob = meetings.open("Bob");
        int port = bob.listen();
        Wiki atBob = bob.join(garden.invite(Role.ADMIN).text());
        Meetings.await("Bob has it", () -> isThere(atBob));
        meetings.stop(alice);
        Bytes leaves = atBob.repository().blobs().leaves(blob).orElseThrow();
        dropTheFile(atBob);
        var staller =
                meetings.keep(
                        new FalseGiver(
                                meetings.identity("Carol"),
                                bob.id(),
                                port,
                                atBob,
                                blob,
                                leaves,
                                true));
        staller.awaitAskedForPieces();
        assertEquals(0, bytesAtHand(atBob));

        meetings.start("Alice");

        Meetings.await("Bob has it again", () -> isThere(atBob));
        assertWhole(atBob);
        assertEquals("", Meetings.problem(atBob, carol.id()));
    }

    private void dropTheFile(Wiki wiki) throws IOException {
        Files.delete(wiki.repository().blobs().file(blob).orElseThrow());
    }

    /** A page names a wrong root: nobody is blamed, and the file comes whole, by its name. */
    @Test
    void aWrongRootInAPageMakesNobodyALiar() throws IOException {
        attach(Bytes.ofHex("ab".repeat(32)));
        Node bob = meetings.start("Bob");
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());

        Meetings.await("Bob has it", () -> isThere(atBob));

        assertWhole(atBob);
        assertEquals("", Meetings.problem(atBob, alice.id()));
        assertEquals("", Meetings.problem(garden, bob.id()));
    }

    /**
     * Another page names the file with a root of its own: nothing is shown that only that proves.
     */
    @Test
    void aFileOfWhichPagesSayDifferentThingsComesWhole() throws IOException {
        var wanted = new WantedFiles(garden.repository(), new PieceFaults());
        assertTrue(wanted.inPieces(blob).isPresent());
        PageView other = garden.repository().create(new Title("Lilies"), "![[rose.mp4]]");
        String manifest =
                "{\"name\":\"rose.mp4\",\"bytes\":%d,\"root\":\"%s\"}"
                        .formatted(film.length, "ab".repeat(32));
        garden.repository().attach(other.page(), Map.of(blob, manifest));
        assertEquals(Optional.empty(), wanted.inPieces(blob));

        Wiki atBob = meetings.start("Bob").join(garden.invite(Role.WRITER).text());

        Meetings.await("Bob has it", () -> isThere(atBob));
        assertWhole(atBob);
    }

    @Test
    void whatIsReadComesFirst() throws Exception {
        Node bob = meetings.start("Bob");
        meetings.stop(alice);
        alice = meetings.start("Alice");
        garden = alice.wikis().getFirst();
        Wiki atBob = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("it is known", () -> atBob.files().open(blob).isPresent() || isThere(atBob));
        dropIfThere(atBob);
        Meetings.await("it is asked for", () -> atBob.files().open(blob).isPresent());

        try (ArrivingFile file = atBob.files().open(blob).orElseThrow()) {
            long began = System.nanoTime();
            int from = 30 * PIECE + 3;
            Optional<Bytes> read = file.read(from, Duration.ofSeconds(60));
            System.out.println("seek: " + (System.nanoTime() - began) / 1_000_000 + " ms");
            assertEquals(Bytes.of(film, from, 31 * PIECE), read.orElseThrow());
            var all = new ArrayList<Bytes>();
            for (long at = 0; at < file.bytes(); at += all.getLast().size()) {
                all.add(file.read(at, Duration.ofSeconds(60)).orElseThrow());
            }
            assertEquals(Bytes.of(film), Bytes.concat(all.toArray(Bytes[]::new)));
        }
    }

    private void dropIfThere(Wiki wiki) throws IOException {
        if (isThere(wiki)) {
            dropTheFile(wiki);
        }
    }
}
