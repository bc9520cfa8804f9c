package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
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

    @Test
    void aHookIsTriedOutAndWhatCameOfItIsListedToTheSecond() throws Exception {
        assertEquals(0, run("create", "Garden").code());
        var taken = new AtomicInteger(500);
        HttpServer program = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        program.createContext(
                "/",
                call -> {
                    call.getRequestBody().readAllBytes();
                    call.sendResponseHeaders(taken.get(), -1);
                    call.close();
                });
        program.start();
        try {
            String url = "http://127.0.0.1:%d/told".formatted(program.getAddress().getPort());
            Ran added = run("hooks", "add", url, "--private");
            assertEquals(0, added.code(), added.err());
            String id = run("hooks").out().split("  ", 2)[0];

            Ran refused = run("hooks", "test", id);
            taken.set(204);
            Ran accepted = run("hooks", "test", id);
            String listed = run("hooks").out();

            assertEquals(1, refused.code(), refused.out());
            assertTrue(refused.out().contains("500"), refused.out());
            assertEquals(0, accepted.code(), accepted.out());
            assertTrue(listed.contains(url), listed);
            assertTrue(
                    Pattern.compile("(?m)^  \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ  ")
                            .matcher(listed)
                            .find(),
                    listed);
        } finally {
            program.stop(0);
        }
    }
}
