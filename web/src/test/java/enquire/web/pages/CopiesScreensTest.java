package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Alice and Bob are told of how many computers hold what they wrote. */
class CopiesScreensTest {

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    private Wiki ofAlice;
    private Wiki ofBob;

    /** Bob has joined, and is away from any network until he listens. */
    @BeforeEach
    void share(@TempDir Path alices, @TempDir Path bobs) {
        alice = TestNode.start(alices, "Alice");
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
    void whoDialledIsSaidToBeConnectedWhereItsAddressWasNotNeeded() throws Exception {
        bob.node().listen();

        alice.until(
                wiki("/peers"),
                peers -> peers.toString().contains("is connected: it dialled this one"));

        HttpResponse<String> screen = browse(alice, "/w/-/sync");
        assertSays(screen, "Bob’s computer is connected: it dialled this one");
        assertFalse(screen.body().contains("has not been tried yet"), screen.body());
    }

    private static HttpResponse<String> browse(TestNode node, String path) throws Exception {
        return node.get(path, "Accept", "text/html");
    }

    private static void assertSays(HttpResponse<String> answer, String words) {
        assertTrue(answer.body().contains(words), answer.body());
    }
}
