package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.editor.page.BlobId;
import enquire.editor.page.PieceTree;
import enquire.sync.node.ArrivingFile;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import enquire.web.http.ProblemException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A film is played before all of it is here. */
@Timeout(300)
class ArrivingFileTest {

    private static final int PIECE = PieceTree.PIECE_BYTES;
    private static final String PAGE = "/w/Clip";

    @TempDir Path alices;
    @TempDir Path bobs;

    private final byte[] film = new byte[90 * PIECE + 7];
    private String id = "";
    private String url = "";

    @BeforeEach
    void aliceHasAFilm() throws Exception {
        new Random(3).nextBytes(film);
        try (TestNode alice = TestNode.withWiki(alices)) {
            alice.put(TestNode.wiki("/pages/Clip"), "![[clip.mp4]]");
            HttpResponse<String> stored =
                    alice.send("POST", TestNode.wiki("/files?name=clip.mp4&page=Clip"), film);
            JsonNode answer = new ObjectMapper().readTree(stored.body());
            id = answer.path("sha256").asText();
            url = answer.path("url").asText();
            HttpResponse<byte[]> whole = alice.bytes(url);
            assertArrayEquals(film, whole.body());
            assertTrue(alice.get(PAGE).body().contains("23.6 MB, on 1 computer"));
        }
    }

    @Test
    void whatIsAskedForComesFirstAndThePageSaysOnHowManyComputersItIs() throws Exception {
        try (TestNode alice = TestNode.start(alices);
                TestNode bob = TestNode.start(bobs, "Bob")) {
            alice.node().listen();
            bob.node().listen();
            Wiki garden = alice.node().wikis().getFirst();
            bob.node().join(garden.invite(Role.WRITER).text());
            bob.until(TestNode.wiki("/pages/Clip"), page -> page.path("files").size() == 1);

            // Alice may not have said yet that she has it.
            HttpResponse<byte[]> seek = known(bob, 80 * PIECE + 5, 80 * PIECE + 104);

            assertEquals(206, seek.statusCode());
            assertArrayEquals(
                    Arrays.copyOfRange(film, 80 * PIECE + 5, 80 * PIECE + 105), seek.body());
            assertArrayEquals(film, bob.bytes(url).body());
            bob.until(
                    TestNode.wiki("/pages/Clip"),
                    page -> page.path("files").path(0).path("computers").asInt() == 2);
            alice.until(
                    TestNode.wiki("/pages/Clip"),
                    page -> page.path("files").path(0).path("computers").asInt() == 2);
            String screen = bob.get(PAGE).body();
            assertTrue(screen.contains("on 2 computers"), screen);
            assertTrue(screen.contains("<video controls=\"\" preload=\"metadata\""), screen);
        }
    }

    /** What a crash left is read; the rest is missed in words, and nothing wrong is given. */
    @Test
    void aPartIsReadAsFarAsItIsHere() throws Exception {
        leaveAPart(3 * PIECE);

        try (TestNode alice = TestNode.start(alices)) {
            HttpResponse<byte[]> here = known(alice, 10, PIECE + 9); // It may be being hashed.
            assertEquals(206, here.statusCode());
            assertArrayEquals(Arrays.copyOfRange(film, 10, PIECE + 10), here.body());
            assertEquals(
                    "bytes 10-%d/%d".formatted(PIECE + 9, film.length),
                    here.headers().firstValue("Content-Range").orElseThrow());
            assertEquals("no-store", here.headers().firstValue("Cache-Control").orElseThrow());
            assertEquals(416, part(alice, film.length, film.length + 1).statusCode());

            HttpResponse<byte[]> lacking = part(alice, 4 * PIECE, 4 * PIECE + 9);

            assertEquals(503, lacking.statusCode());
            String said = new String(lacking.body(), StandardCharsets.UTF_8);
            assertTrue(said.contains("on its way from another computer"), said);
            String screen = alice.get(PAGE).body();
            assertTrue(
                    screen.contains("not on this computer yet; no other is known to have it"),
                    screen);
        }
    }

    /** A stopping node gives it up, as one does whose page names wrong hashes. */
    @Test
    void aFileThatDoesNotGoOnArrivingIsSaidNotToBeHere() throws Exception {
        leaveAPart(PIECE);
        try (TestNode alice = TestNode.start(alices)) {
            known(alice, 0, 9);
            Wiki wiki = alice.node().wikis().getFirst();
            ArrivingFile file = wiki.files().open(BlobId.parse(id)).orElseThrow();
            alice.node().close();

            ProblemException said =
                    assertThrows(
                            ProblemException.class, () -> ArrivingFiles.first(file, 4L * PIECE));

            assertEquals(404, said.problem().status());
            assertTrue(said.problem().detail().contains("does not have the file yet"));
        }
    }

    private void leaveAPart(int bytes) throws Exception {
        Path wiki;
        try (var wikis = Files.list(alices.resolve("wikis"))) {
            wiki = wikis.findFirst().orElseThrow();
        }
        String folder = id.substring(0, 2);
        Path incoming = Files.createDirectories(wiki.resolve("incoming"));
        byte[] leaves = Files.readAllBytes(wiki.resolve("leaves").resolve(folder).resolve(id));
        Files.write(
                incoming.resolve(id + ".leaves"), Arrays.copyOfRange(leaves, 32, leaves.length));
        Files.write(incoming.resolve(id + ".pieces"), Arrays.copyOf(film, bytes));
        Files.delete(wiki.resolve("blobs").resolve(folder).resolve(id));
    }

    /** Asks until the file is known there, and somebody gives it. */
    private HttpResponse<byte[]> known(TestNode node, long from, long to) throws Exception {
        Instant end = Instant.now().plus(TestNode.DEADLINE);
        HttpResponse<byte[]> answer = part(node, from, to);
        while (answer.statusCode() == 404 || answer.statusCode() == 503) {
            assertTrue(Instant.now().isBefore(end), "the file is still missing");
            BetweenLooks.pause();
            answer = part(node, from, to);
        }
        return answer;
    }

    private HttpResponse<byte[]> part(TestNode node, long from, long to) throws Exception {
        return node.bytes(url, "Range", "bytes=%d-%d".formatted(from, to));
    }
}
