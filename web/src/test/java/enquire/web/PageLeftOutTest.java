package enquire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.Title;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.node.Whereabouts;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody wrote before he heard that he may only read is not lost to him. */
class PageLeftOutTest {

    @TempDir private Path alices;
    @TempDir private Path bobs;
    @AutoClose private TestNode bob;

    @Test
    void itIsShownUntilItsAuthorMayWriteAgain() throws Exception {
        join();
        assertEquals(201, bob.put(TestNode.wiki("/pages/Shells"), "found by *Bob*\n").statusCode());

        change(Role.READER);
        // It stays until a writer was asked: perhaps he has taken it in.
        assertEquals(200, bob.get("/w/Shells", "Accept", "text/html").statusCode());
        meetAlice(answer -> !answer.get("onThisComputerAlone").isEmpty());

        String changes = bob.get("/w/-/changes", "Accept", "text/html").body();
        assertTrue(changes.contains("1 page that you made is on this computer alone."), changes);
        String list = bob.get("/w/-/suggestions", "Accept", "text/html").body();
        assertTrue(list.contains(">Shells</a>"), list);
        assertEquals(404, bob.get("/w/Shells", "Accept", "text/html").statusCode());
        var only = bob.json(TestNode.wiki("/suggestions")).get("onThisComputerAlone");
        assertEquals("Shells", only.get(0).get("title").asText());
        String screen = "/w/-/left-out/" + only.get(0).get("id").asText();
        assertTrue(list.contains(screen), list);
        String page = bob.get(screen, "Accept", "text/html").body();
        assertTrue(page.contains("found by *Bob*"), page);
        assertTrue(page.contains("on this computer alone"), page);

        String details = bob.json(TestNode.wiki("/state")).get("details").asText();
        assertTrue(details.contains("1 edit of yours is in no page"), details);
        String peers = bob.get("/w/-/sync", "Accept", "text/html").body();
        assertTrue(peers.contains("1 edit of yours is in no page"), peers);
        assertFalse(peers.contains("Everything you wrote is on"), peers);

        change(Role.WRITER);
        // Judged in the background.
        bob.until(
                TestNode.wiki("/suggestions"),
                answer -> answer.get("onThisComputerAlone").isEmpty());

        String back = bob.get(TestNode.wiki("/pages/Shells"), "Accept", "text/markdown").body();
        assertEquals("found by *Bob*\n", back);
        assertEquals(404, bob.get(screen, "Accept", "text/html").statusCode());
        String quiet = bob.get("/w/-/changes", "Accept", "text/html").body();
        assertFalse(quiet.contains("that you made is on this computer alone"), quiet);
    }

    @Test
    void anEditOfAPageThatWasThereIsSuggestedAndShownOnce() throws Exception {
        join();
        assertEquals(200, bob.put(TestNode.wiki("/pages/Tides"), "low\nhigh\n").statusCode());
        change(Role.READER);
        meetAlice(answer -> !answer.get("pages").isEmpty());
        String screen = "/w/-/suggestions/Tides";
        String left = bob.get(screen, "Accept", "text/html").body();
        assertTrue(left.contains(">Suggest it</button>"), left);
        assertFalse(left.contains(">Take it in</button>"), left);
        String german = bob.get(screen, "Accept", "text/html", "Accept-Language", "de").body();
        assertTrue(german.contains(">Vorschlagen</button>"), german);
        String api = TestNode.wiki("/pages/Tides/suggestions");
        var edit = bob.json(api).get("suggestions").get(0);
        assertTrue(edit.get("maySuggest").asBoolean());
        String id = edit.get("id").asText();

        var answer = bob.post(screen, "id=" + id + "&decision=suggest", "Accept", "text/html");

        assertEquals(303, answer.statusCode(), answer.body());
        String made = answer.headers().firstValue("Location").orElseThrow();
        String told = bob.get(made, "Accept", "text/html").body();
        assertTrue(told.contains("Suggested. It is kept on this computer"), told);
        assertTrue(told.contains("Waits for a writer."), told);
        assertFalse(told.contains("Suggest it</button>"), told);
        var after = bob.json(api);
        assertEquals(0, after.get("suggestions").size());
        assertEquals(0, after.get("dismissed").size());
        assertEquals(1, after.get("own").size());
        String details = bob.json(TestNode.wiki("/state")).get("details").asText();
        assertFalse(details.contains("is in no page"), details);
        var again = bob.post(screen, "id=" + id + "&decision=suggest", "Accept", "text/html");
        assertEquals(409, again.statusCode());

        bob.close();
        bob = TestNode.start(bobs);
        String own = bob.json(api).get("own").get(0).get("id").asText();
        assertEquals(0, bob.json(api).get("suggestions").size(), "also after a start");
        assertEquals(204, bob.send("DELETE", api + "/" + own, new byte[0]).statusCode());
        assertEquals(id, bob.json(api).get("suggestions").get(0).get("id").asText());
        assertEquals(201, bob.post(api + "/" + id + "/suggest", "").statusCode());
        assertEquals(1, bob.json(api).get("own").size());
    }

    /** Afterwards Alice is away: Bob hears of nothing that is not given to him here. */
    private void join() throws Exception {
        bob = TestNode.start(bobs);
        try (var alice = TestNode.start(alices)) {
            Wiki wiki = alice.node().create("w");
            wiki.repository().create(new Title("Tides"), "low\n");
            alice.node().listen();
            bob.node().listen();
            bob.node().join(wiki.invite(Role.WRITER).text());
            bob.until(TestNode.wiki("/pages"), pages -> pages.toString().contains("Tides"));
        }
    }

    /** As if his node had heard of it and been stopped before it did anything. */
    private void change(Role role) throws Exception {
        Wiki wiki = bob.node().wikis().getFirst();
        var alice = NodeIdentity.open(alices.resolve("node").resolve("identity.p12"));
        var roster = Roster.of(wiki.id(), wiki.repository().records().roster());
        var record =
                RosterRecords.changeRole(alice.key(), roster, bob.node().id(), role, Instant.EPOCH);
        wiki.repository().records().addRoster(List.of(record));
        bob.close();
        bob = TestNode.start(bobs);
    }

    /** She never saw the page, and does not vouch for it now that he is a reader. */
    private void meetAlice(Predicate<JsonNode> then) throws Exception {
        try (var alice = TestNode.start(alices)) {
            int port = alice.node().listen();
            bob.node()
                    .whereabouts()
                    .add(alice.node().id(), Whereabouts.read("127.0.0.1:" + port).orElseThrow());
            bob.node().listen();
            bob.until(TestNode.wiki("/suggestions"), then);
        }
    }
}
