package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.Title;
import enquire.storage.Carrying;
import enquire.sync.node.FileKeeping;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Alice and Bob are told of how many computers hold what they wrote. */
class CopiesScreensTest {

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    private Wiki ofAlice;
    private Wiki ofBob;

    /** Bob has joined, and is away from any network until he listens. */
    @BeforeEach
    void share(@TempDir Path alices, @TempDir Path bobs) {
        alice =
                TestNode.start(
                        TestNode.settings(alices, "Alice", () -> Instant.now().plus(later.get())));
        bob = TestNode.start(bobs, "Bob");
        ofAlice = alice.node().create("w");
        ofAlice.repository().create(new Title("Crane"), "Ask the office.\n");
        alice.node().listen();
        ofBob = bob.node().join(ofAlice.invite(Role.WRITER).text());
    }

    @Test
    void whoJustJoinedHasWrittenNothingThatCouldBeLost() throws Exception {
        assertEquals(0, ofBob.repository().pageCount());
        assertEquals(
                "Nothing was written on this computer yet.",
                bob.json(wiki("/state")).path("details").asText());
        assertSays(browse(bob, "/w/-/sync"), "Nothing was written on this computer yet.");
        assertFalse(browse(bob, "/w/-/sync").body().contains("on this computer alone"));
        assertSays(browse(alice, "/w/-/sync"), "Some of what you wrote is on this computer alone.");

        ofBob.repository().create(new Title("Tides"), "low\n");

        assertSays(browse(bob, "/w/-/sync"), "Some of what you wrote is on this computer alone.");
        assertEquals(
                "Some edits are on this computer alone, as far as is known. Edits wait for Alice.",
                bob.json(wiki("/state")).path("details").asText());
    }

    @Test
    void whatIsOnFewerThanThreeComputersIsNamedWhereItIsAskedFor(@TempDir Path carols)
            throws Exception {
        try (TestNode carol = TestNode.start(carols, "Carol")) {
            assertSays(browse(alice, "/w/-/sync"), "This wiki has 2 computers. From 3 on,");
            carol.node().join(ofAlice.invite(Role.WRITER).text());
            bob.node().listen();
            alice.post(wiki("/files?name=tide.txt&page=Crane"), "low at five");
            alice.until(wiki("/pages/Crane"), page -> page.at("/files/0/computers").asInt() == 2);
            alice.until(wiki("/peers"), peers -> peers.path("copies").asInt() == 1);
            assertEquals("", alice.json(wiki("/copies")).path("words").asText());

            later.set(Duration.ofMinutes(3));

            JsonNode few =
                    alice.until(wiki("/copies"), copies -> copies.path("shortFiles").asInt() == 1);
            String words = "1 page and 1 file are on fewer than 3 computers.";
            assertEquals(words, few.path("words").asText());
            assertEquals("Crane", few.at("/pages/0/title").asText());
            assertEquals(2, few.at("/pages/0/computers").asInt());
            assertEquals("tide.txt", few.at("/files/0/name").asText());
            assertSays(browse(alice, "/w/-/sync"), words);
            assertSays(browse(alice, "/w/-/sync"), "<h2 class=\"section\" id=\"copies\">");
            assertSays(
                    browse(alice, "/w/Crane"),
                    "On 1 other computer. The aim is 3 computers. Edits");
            assertSays(browse(alice, "/w/Crane"), "11 bytes, on 2 computers (3 are aimed at)");
            String details = alice.json(wiki("/state")).path("details").asText();
            assertEquals(
                    "All edits are on 1 other computer. Edits wait for Carol. " + words, details);

            carol.node().listen();

            alice.until(wiki("/copies"), copies -> copies.path("words").asText().isEmpty());
            assertFalse(browse(alice, "/w/Crane").body().contains("aim"));
            assertFalse(browse(alice, "/w/-/sync").body().contains("id=\"copies\""));
        }
    }

    @Test
    void whoIsAboutToBeRemovedIsShownWithWhatOnlyHeKeeps() throws Exception {
        bob.node().listen();
        alice.until(wiki("/peers"), peers -> peers.path("copies").asInt() == 1);
        ofAlice.pageFetches().carry(Carrying.Mode.OPENED);
        alice.node().fileKeeping().bytesMax(FileKeeping.BYTES_MIN);
        String screen = "/w/-/remove/" + bob.node().id();
        String api = wiki("/peers/" + bob.node().id());
        assertFalse(browse(alice, screen).body().contains("As far as"));

        bob.until(wiki("/pages/Crane"), page -> page.path("title").isTextual());
        byte[] film = "low at five".getBytes(StandardCharsets.UTF_8);
        var stored = ofBob.repository().blobs().add(new ByteArrayInputStream(film), film.length);
        // The page says how large it is: more than there is room for at Alice's.
        String manifest =
                "{\"name\":\"tide.mp4\",\"bytes\":200000000,\"root\":\"%s\"}"
                        .formatted(stored.root());
        ofBob.repository()
                .attach(
                        ofBob.repository().resolve("Crane").orElseThrow(),
                        Map.of(stored.blob(), manifest));
        ofBob.repository().create(new Title("Tides"), "low\n");
        JsonNode only =
                alice.until(
                        api,
                        member ->
                                member.path("filesOnlyThere").asInt() == 1
                                        && member.path("pagesOnlyThere").asInt() == 1);

        assertEquals("tide.mp4", only.at("/files/0").asText());
        assertEquals("Tides", only.at("/pages/0").asText());
        assertSays(browse(alice, screen), "1 page is on that person’s computer alone");
        assertSays(browse(alice, screen), "1 file is on that person’s computer alone");
        assertSays(browse(alice, screen), "missing here: tide.mp4.");
        assertSays(browse(alice, screen), "To keep them, open them here");
        String german = alice.get(screen, "Accept", "text/html", "Accept-Language", "de").body();
        assertTrue(german.contains("ist 1 Datei nur auf dem Computer dieser Person"), german);

        ofAlice.repository().blobs().add(new ByteArrayInputStream(film), film.length);
        assertEquals(0, alice.json(api).path("filesOnlyThere").asInt());
        assertFalse(browse(alice, screen).body().contains("1 file is on"));
    }

    @Test
    void whatWaitsIsCountedInPagesAndInOwnEdits() throws Exception {
        bob.node().listen();
        alice.until(wiki("/peers"), peers -> peers.at("/peers/0/editsBehind").isInt());
        bob.close();
        ofAlice.repository().create(new Title("Tides"), "low\n");
        ofAlice.repository().create(new Title("Winch"), "wet\n");

        alice.until(wiki("/peers"), peers -> peers.at("/peers/0/editsBehind").asInt() == 2);

        assertSays(browse(alice, "/w/-/sync"), "2 pages waiting, with 2 edits of yours");
        String german =
                alice.get("/w/-/sync", "Accept", "text/html", "Accept-Language", "de").body();
        assertTrue(german.contains("2 Seiten warten, mit 2 eigenen Änderungen"), german);
    }

    @Test
    void besideEachFileOfAPageStandsOnHowManyComputersItIs() throws Exception {
        alice.post(wiki("/files?name=tide.txt&page=Crane"), "low at five");
        alice.put(wiki("/pages/Crane"), "![[tide.txt]] and [[tide.txt]]\n");
        assertSays(browse(alice, "/w/Crane"), "file-copies\">on 1 computer</small>");

        bob.node().listen();
        alice.until(wiki("/pages/Crane"), page -> page.at("/files/0/computers").asInt() == 2);

        alice.until(
                wiki("/peers"),
                peers -> browse(alice, "/w/Crane").body().contains(">on 2 computers</small>"));
        String german =
                alice.get("/w/Crane", "Accept", "text/html", "Accept-Language", "de").body();
        assertTrue(german.contains(">auf 2 Computern</small>"), german);
    }

    @Test
    void whoDialledIsSaidToBeConnectedWhereItsAddressWasNotNeeded() throws Exception {
        bob.node().listen();

        alice.until(
                wiki("/peers"),
                peers -> peers.toString().contains("is connected: it dialled this one"));

        HttpResponse<String> screen = browse(alice, "/w/-/sync");
        assertSays(screen, "Bob’s computer is connected: it dialled this one");
        assertFalse(screen.body().contains("has not been tried yet"), screen.body());
    }

    private static HttpResponse<String> browse(TestNode node, String path) {
        try {
            return node.get(path, "Accept", "text/html");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertSays(HttpResponse<String> answer, String words) {
        assertTrue(answer.body().contains(words), answer.body());
    }
}
