package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alice takes secrets out of the past of a page: by screen and API. */
class RedactScreensTest extends BrowsedNode {

    private static final String REDACT = wiki("/pages/Keys/redact");

    private static void assertSays(HttpResponse<String> answer, int status, String... words) {
        assertEquals(status, answer.statusCode(), answer.body());
        for (String each : words) {
            assertTrue(answer.body().contains(each), each + " in " + answer.body());
        }
    }

    private HttpResponse<String> redact(String body) throws IOException, InterruptedException {
        return alice.post(REDACT, body);
    }

    @Test
    void wordsAreTakenOutByScreenAndApiAndTheRestOfTheHistoryStays(@TempDir Path bobs)
            throws Exception {
        Wiki garden = alice.node().create("w");
        alice.node().listen();
        garden.repository().create(new Title("Keys"), "Safe: 4711-swordfish.\nBox: hunter2.\n");
        String old = alice.json(wiki("/pages/Keys")).path("version").asText();

        assertSays(browse("/w/-/history/Keys"), 200, "/w/-/redact/Keys", "for good…");
        assertSays(browse("/w/-/redact/Keys"), 200, "What is to go", "name=\"words\"");
        assertSays(form("/w/-/redact/Keys", "words", "ab"), 200, "has 3 to 16,384 characters");
        assertSays(form("/w/-/redact/Keys", "words", "Hunter2"), 200, "never stood in the text");
        HttpResponse<String> asked = form("/w/-/redact/Keys", "words", "hunter2");
        assertSays(asked, 200, "stands once in the text now; one edit", "cannot be undone");
        assertSays(asked, 200, "Nobody else is in this wiki.", "The title of the page");
        assertSays(
                form("/w/-/redact/Keys", "words", "hunter2", "title", "Key"),
                200,
                "not the title of this page");
        assertTrue(alice.get(wiki("/pages/Keys")).body().contains("hunter2"));

        HttpResponse<String> done = form("/w/-/redact/Keys", "words", "hunter2", "title", "Keys");

        assertEquals(303, done.statusCode());
        assertSays(browse(location(done)), 200, "Taken out.", "took something out of this page");
        assertFalse(alice.get(wiki("/pages/Keys")).body().contains("hunter2"));
        assertSays(browse("/w/-/at/" + old + "/Keys"), 200, "4711-swordfish", "Box: ███████.");
        assertSays(
                alice.get("/w/-/history/Keys", "Accept", "text/html", "Accept-Language", "de"),
                200,
                "hat etwas endgültig aus der Geschichte dieser Seite entfernt");

        assertSays(
                redact("{\"text\": \"4711-swordfish\", \"preview\": true}"),
                200,
                "\"now\":1",
                "\"edits\":1");
        assertSays(redact("{\"text\": \"hunter2\"}"), 422, "never stood in the text");
        assertSays(redact("{\"text\": \"4711-swordfish\"}"), 200, "\"clean\":true");
        assertFalse(browse("/w/-/at/" + old + "/Keys").body().contains("swordfish"));
        String history = alice.get(wiki("/pages/Keys/diff?from=" + old)).body();
        assertTrue(history.contains("Safe: ██████████████."), history);

        try (TestNode bob = TestNode.start(bobs, "Bob")) {
            bob.node().listen();
            bob.node().join(garden.invite(Role.WRITER).text());
            bob.until(wiki("/pages"), pages -> pages.toString().contains("Keys"));
            assertEquals(403, bob.post(REDACT, "{\"text\": \"Safe\"}").statusCode());
            HttpResponse<String> screen = bob.get("/w/-/history/Keys", "Accept", "text/html");
            assertFalse(screen.body().contains("/w/-/redact/Keys"));
            assertSays(screen, 200, "took something out of this page’s past for good");
            assertSays(
                    bob.get("/w/-/redact/Keys", "Accept", "text/html"), 403, "Only the owner and");
        }
    }
}
