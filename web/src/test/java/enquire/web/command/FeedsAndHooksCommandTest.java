package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code enquire feeds} and {@code enquire hooks}, with a node running and without one. */
@Timeout(120)
class FeedsAndHooksCommandTest extends TypedCommands {

    @Test
    void addressesOfFeedsAreThoseThatTheNodeAnswersAt() throws Exception {
        assertEquals(0, run("create", "Garden").code());
        Ran stopped = run("feeds", "--port", "8747");
        assertEquals("http://127.0.0.1:8747/garden/-/changes.atom\n", stopped.out());
        assertTrue(stopped.err().contains("No node runs now"), stopped.err());
        try (var node = TestNode.start(data())) {
            node.node().announce(node.uri("/").toString());
            Wiki garden = node.node().wikis().getFirst();
            garden.repository().create(new Title("Roses"), "red #spring");

            assertEquals(node.uri("/garden/-/changes.atom") + "\n", run("feeds").out());
            assertFeed(node, run("feeds", "--page", "Roses"));
            assertFeed(node, run("feeds", "--wiki", "garden", "--tag", "#spring"));
            assertEquals(1, run("feeds", "--page", "Nothing").code());
            assertEquals(1, run("feeds", "--wiki", "nothing").code());
        }
    }

    private static void assertFeed(TestNode node, Ran ran) throws Exception {
        assertEquals(0, ran.code(), ran.err());
        var feed = node.get(URI.create(ran.out().strip()).getRawPath());
        assertEquals(200, feed.statusCode(), ran.out());
        assertTrue(feed.body().contains("<feed"), feed.body());
    }

    @Test
    void whyAHookIsRefusedIsSaid() throws Exception {
        assertEquals(0, run("create", "Garden").code());
        assertTrue(run("hooks").out().contains("No program is told of changes."));
        assertSentence(2, "Say which", run("hooks", "add"));
        assertSentence(2, "is no action", run("hooks", "frobnicate", "x"));
        assertSentence(1, "Over http://", run("hooks", "add", "http://127.0.0.1:1/told"));
        assertSentence(1, "no user name", run("hooks", "add", "https://alice:word@example.org/"));
        assertSentence(1, "is no address", run("hooks", "add", "example.org"));
    }
}
