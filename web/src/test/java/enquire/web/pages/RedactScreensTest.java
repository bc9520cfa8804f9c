package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.EditSummary;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Beside;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
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
    void aFileIsTakenOutByScreenAndItsLinkSaysSo() throws Exception {
        Wiki garden = alice.node().create("w");
        garden.repository().create(new Title("Keys"), "See [the plan](plan.txt).");
        assertSays(alice.post(wiki("/files?name=plan.txt&page=Keys"), "the secret plan"), 201);
        assertSays(alice.post(wiki("/files?name=map.txt&page=Keys"), "a map"), 201);
        String id = Bytes.of("the secret plan".getBytes(StandardCharsets.UTF_8)).sha256().toHex();
        String link = "/w/-/file/" + id + "/plan.txt";
        assertSays(browse(link), 200, "the secret plan");
        assertSays(browse("/w/-/redact/Keys"), 200, "Or a file of this page", "plan.txt", id);
        assertSays(
                form("/w/-/redact/Keys", "file", id),
                200,
                "plan.txt",
                "Nobody can add the same",
                "a changed copy in the");
        assertSays(
                form("/w/-/redact/Keys", "file", id, "title", "Kees"),
                200,
                "not the title of this");
        assertSays(redact("{\"file\": \"other.txt\"}"), 422, "no such file");
        assertSays(redact("{\"file\": \"plan.txt\", \"preview\": true}"), 200, "false", id);
        assertSays(browse(link), 200, "the secret plan");

        assertEquals(303, form("/w/-/redact/Keys", "file", id, "title", "Keys").statusCode());

        assertSays(browse(link), 410, "This file was taken out", "for good: nobody keeps it");
        assertSays(browse("/w/Keys"), 200, "taken out of the wiki for good");
        assertSays(alice.get(link, "Accept-Language", "de"), 410, "endgültig aus dem Wiki");
        assertSays(
                alice.post(wiki("/files?name=again.txt&page=Keys"), "the secret plan"),
                422,
                "was taken out of the wiki for good");
        assertFalse(browse("/w/-/redact/Keys").body().contains(id));
        assertSays(redact("{\"file\": \"map.txt\"}"), 200, "\"done\":true");
        assertSays(browse("/w/Keys"), 200, "the plan");
    }

    /** A picture was replaced, and another was never put into a page: their addresses work. */
    @Test
    void aFileThatNoPageNamesAnyMoreIsTakenOut() throws Exception {
        Repository garden = alice.node().create("w").repository();
        PageId page = garden.create(new Title("Keys"), "See [the plan](plan.txt).").page();
        assertSays(alice.post(wiki("/files?name=plan.txt&page=Keys"), "the secret plan"), 201);
        var next = garden.blobs().add(input("the new plan"), 1 << 20);
        BlobId old = garden.attachments().of(page).getFirst();
        garden.replaceFile(page, old, next.blob(), "{\"name\":\"plan.txt\"}");
        garden.create(
                new Title("Box"),
                "Empty.",
                Map.of(next.blob(), "{\"name\":\"b.txt\"}"),
                Beside.NOTHING);
        BlobId loose = garden.blobs().add(input("never in a page"), 1 << 20).blob();
        String link = "/w/-/file/" + old + "/plan.txt";
        assertSays(browse(link), 200, "the secret plan");
        assertSays(
                browse("/w/-/redact/Keys"), 200, "plan.txt (not in this page any more)", "" + old);
        assertSays(redact("{\"file\": \"plan.txt\"}"), 422, "several files of this name");
        String preview = "{\"file\": \"%s\", \"preview\": true}";
        assertSays(redact(preview.formatted(old)), 200, "\"pages\":[]");
        assertSays(redact(preview.formatted(loose)), 200, "\"pages\":[]");
        assertSays(redact(preview.formatted(next.blob())), 200, "\"pages\":[\"Box\",\"Keys\"]");
        assertSays(
                form("/w/-/redact/Keys", "file", "" + next.blob()),
                200,
                "These pages have it",
                "<li dir=\"auto\">Box</li>");

        assertEquals(303, form("/w/-/redact/Keys", "file", "" + old, "title", "Keys").statusCode());
        assertSays(redact("{\"file\": \"%s\"}".formatted(loose)), 200, "\"done\":true");

        assertSays(browse(link), 410, "This file was taken out");
        assertSays(browse("/w/-/file/" + loose + "/a.txt"), 410, "This file was taken out");
        assertSays(browse("/w/-/file/" + next.blob() + "/plan.txt"), 200, "the new plan");
        assertFalse(browse("/w/-/redact/Keys").body().contains("" + old));
        assertSays(redact("{\"file\": \"%s\"}".formatted(old)), 422, "taken out already");
    }

    private static ByteArrayInputStream input(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
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
        assertSays(asked, 200, "The first places", "Box: ███████.");
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
                "\"edits\":1",
                "\"places\":[\"Safe: ██████████████.\"]");
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

    /** It is in no text; history shows it beside an edit and as the name of a version. */
    @Test
    void aSummaryAndTheNameOfAVersionGoAsAWhole() throws Exception {
        Repository garden = alice.node().create("w").repository();
        PageId page =
                garden.create(
                                new Title("Keys"),
                                "Safe.\n",
                                EditSummary.mark("Carol: it is hunter2 now"),
                                Beside.NOTHING)
                        .page();
        Heads made = garden.page(page).orElseThrow().version().heads();
        garden.archive().name(page, made, "Still hunter2");
        assertSays(browse("/w/-/history/Keys"), 200, "it is hunter2 now", "Still hunter2");
        assertSays(
                form("/w/-/redact/Keys", "words", "hunter2"),
                200,
                "does not stand in the text now; 2 edits",
                "2 lines that describe an edit or name a version say it: ███");
        assertSays(
                redact("{\"text\": \"hunter2\", \"preview\": true}"),
                200,
                "\"lines\":2",
                "\"stays\":false");

        assertEquals(
                303, form("/w/-/redact/Keys", "words", "hunter2", "title", "Keys").statusCode());

        assertSays(browse("/w/-/history/Keys"), 200, "███");
        assertFalse(browse("/w/-/history/Keys").body().contains("hunter2"));
        assertFalse(browse("/w/-/recent").body().contains("hunter2"));
    }
}
