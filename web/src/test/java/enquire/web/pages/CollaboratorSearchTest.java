package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Carrying;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes, and what one finds with the other. */
class CollaboratorSearchTest {

    private static final String SEARCH = "/w/-/search?scope=collaborators&q=";

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    private Wiki garden;

    @BeforeEach
    void meet(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        alice = TestNode.withWiki(alices);
        bob = TestNode.start(bobs, "Bob");
        garden = alice.node().wikis().getFirst();
        garden.repository().create(new Title("Roses"), "A red rose.");
        alice.node().listen();
        bob.node().listen();
        bob.node().join(garden.invite(Role.WRITER).text());
        bob.until(TestNode.wiki("/search?q=rose"), found -> found.path("total").asInt() == 1);
    }

    @Test
    void whatBothHoldIsOneResultThatSaysWhoHasIt() throws Exception {
        JsonNode found =
                alice.until(
                        TestNode.wiki("/search?scope=collaborators&q=rose"),
                        answer -> !answer.path("hits").path(0).path("from").isEmpty());

        assertEquals(1, found.path("total").asInt());
        JsonNode hit = found.path("hits").path(0);
        assertEquals("Roses", hit.path("title").asText());
        assertEquals("A red <mark>rose</mark>.", hit.path("snippet").asText());
        assertTrue(hit.path("held").asBoolean());
        assertEquals("[\"Bob\"]", hit.path("from").toString());
        assertEquals("[]", found.path("slow").toString());
        String screen = browse(SEARCH + "rose").body();
        assertTrue(screen.contains("Also with Bob."), screen);
        assertTrue(screen.contains("value=\"collaborators\" checked"), screen);
        String here = browse("/w/-/search?q=rose").body();
        assertFalse(here.contains("Bob."), here);
    }

    @Test
    void whoIsAloneIsToldSoAndFindsWhatIsHere() throws Exception {
        bob.node().close();
        alice.until(
                TestNode.wiki("/peers"),
                peers -> !peers.path("peers").path(0).path("connected").asBoolean());

        String screen = browse(SEARCH + "red").body();

        assertTrue(screen.contains("Nobody you share this wiki with is connected now."), screen);
        assertTrue(screen.contains("<mark>red</mark>"), screen);
        HttpResponse<String> fetch = browse("/w/-/fetch/" + new UUID(1, 2) + "?title=Tulips");
        assertEquals(503, fetch.statusCode());
        assertTrue(fetch.body().contains("so this page cannot be fetched"), fetch.body());
    }

    @Test
    void aPageThatNobodyHasIsMissedAndOneThatIsHereIsShown() throws Exception {
        String nowhere = "/w/-/fetch/" + new PageId(new UUID(1, 2)) + "?title=%3Ci%3Ex";
        HttpResponse<String> asked = browse(nowhere);
        Instant end = Instant.now().plus(TestNode.DEADLINE);
        while (asked.statusCode() != 404) {
            // Bob may be about to connect.
            assertEquals(503, asked.statusCode(), asked.body());
            assertTrue(Instant.now().isBefore(end), asked.body());
            BetweenLooks.pause();
            asked = browse(nowhere);
        }

        assertTrue(asked.body().contains("None of the computers"), asked.body());
        assertTrue(asked.body().contains("&lt;i>x") || asked.body().contains("&lt;i&gt;x"));
        PageId roses = PageId.derive(garden.id(), new Title("Roses").key());
        HttpResponse<String> held = browse("/w/-/fetch/" + roses);
        assertEquals("/w/Roses", held.headers().firstValue("Location").orElseThrow());
        assertEquals(404, browse("/w/-/fetch/x").statusCode());
    }

    @Test
    void aProgramMakesNoSecondPageBesideOneThatIsElsewhere() throws Exception {
        bob.node().wikis().getFirst().pageFetches().carry(Carrying.Mode.OPENED);
        garden.repository().create(new Title("Tulips"), "They open.\n");
        bob.until(TestNode.wiki("/carry"), carried -> carried.path("elsewhere").asInt() == 1);

        String tulips = TestNode.wiki("/pages/Tulips");
        HttpResponse<String> put = bob.put(tulips, "They close.\n", "If-None-Match", "*");

        assertEquals(503, put.statusCode());
        assertTrue(put.body().contains("It was asked of Alice."), put.body());
        bob.until(tulips, page -> page.path("text").asText().equals("They open.\n"));
        assertEquals(412, bob.put(tulips, "They close.\n", "If-None-Match", "*").statusCode());
        assertEquals(404, bob.get(TestNode.wiki("/pages/Lilies")).statusCode());
    }

    @Test
    void whatIsShownInsideAPageFetchesNothing() throws Exception {
        alice.until(
                TestNode.wiki("/peers"),
                peers -> peers.path("peers").path(0).path("connected").asBoolean());
        PageId found = new PageId(new UUID(1, 2));
        garden.pageFetches().carry(Carrying.Mode.OPENED);
        garden.pageFetches().found(List.of(found));
        String path = "/w/-/fetch/" + found;

        HttpResponse<String> picture =
                alice.get(path, "Accept", "image/png", "Sec-Fetch-Dest", "image");

        assertTrue(picture.body().contains("inside another page fetches nothing"), picture.body());
        alice.get(path, "Accept", "image/avif,image/webp,*/*"); // An old browser.
        assertFalse(garden.repository().records().carrying().follows(found));
        alice.get(path, "Accept", "text/html", "Sec-Fetch-Dest", "document");
        assertTrue(garden.repository().records().carrying().follows(found));
    }

    private HttpResponse<String> browse(String path) throws Exception {
        return alice.get(path, "Accept", "text/html");
    }
}
