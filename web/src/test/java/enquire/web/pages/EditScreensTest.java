package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.storage.Repository;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Writing without JavaScript, and what the editor starts from. */
class EditScreensTest extends BrowsedNode {

    private static final String BOATS = "/w/-/edit/Boats";

    @Test
    void thePlainEditorMergesWithWhatCameMeanwhile() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "one\n\ntwo\n\nthree\n");
        String screen = browse("/w/-/edit/Boats?plain=1").body();
        Matcher version = Pattern.compile("name=\"version\" value=\"([^\"]+)\"").matcher(screen);
        assertTrue(version.find(), screen);
        alice.put(wiki("/pages/Boats"), "ONE\n\ntwo\n\nthree\n");

        HttpResponse<String> saved =
                form(
                        "/w/-/edit/Boats",
                        "title",
                        "Boats",
                        "version",
                        version.group(1),
                        "text",
                        "one\r\n\r\ntwo\r\n\r\nTHREE\r\n");

        assertEquals(303, saved.statusCode(), saved.body());
        assertEquals("ONE\n\ntwo\n\nTHREE\n", alice.get(wiki("/pages/Boats")).body());
        HttpResponse<String> noTitle =
                form("/w/-/edit/Boats", "title", "", "text", "kept", "version", "");
        assertEquals(422, noTitle.statusCode());
        assertTrue(noTitle.body().contains("kept"), noTitle.body());
    }

    @Test
    void thePlainEditorGivesBackWhatWasTypedWhateverFails() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "one\n");
        alice.put(wiki("/pages/Cranes"), "lift\n");
        String tooLong = "typed " + "x".repeat(Repository.TEXT_CHARS_MAX);
        String unknown = alice.json(wiki("/pages/Cranes")).path("version").asText();

        assertGivenBack(413, form(BOATS, "title", "Boats", "version", "", "text", tooLong));
        assertGivenBack(400, form(BOATS, "title", "Boats", "version", "?", "text", "typed"));
        assertGivenBack(412, form(BOATS, "title", "Boats", "version", unknown, "text", "typed"));
        assertEquals("one\n", alice.get(wiki("/pages/Boats")).body());
        assertGivenBack(422, form(BOATS, "title", "a/", "version", "", "text", "typed"));
        assertGivenBack(413, form("/w/-/edit/New", "title", "New", "version", "", "text", tooLong));
    }

    @Test
    void aTextWhoseNewTitleIsTakenIsSavedOnceHoweverOftenItIsSent() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "one\n");
        alice.put(wiki("/pages/Cranes"), "lift\n");
        String version = alice.json(wiki("/pages/Boats")).path("version").asText();
        String text = "one\ntyped\n";

        HttpResponse<String> taken =
                form(BOATS, "title", "Cranes", "version", version, "text", text);
        assertGivenBack(409, taken);
        Matcher next = Pattern.compile("name=\"version\" value=\"([^\"]+)\"").matcher(taken.body());
        assertTrue(next.find(), taken.body());
        HttpResponse<String> saved =
                form(BOATS, "title", "Boats", "version", next.group(1), "text", text);

        assertEquals(303, saved.statusCode(), saved.body());
        assertEquals(text, alice.get(wiki("/pages/Boats")).body());
    }

    private static void assertGivenBack(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        Matcher field =
                Pattern.compile("(?s)<textarea[^>]*>(.*)</textarea>").matcher(answer.body());
        assertTrue(field.find() && field.group(1).contains("typed"), answer.body());
        assertTrue(answer.body().contains("role=\"alert\""), answer.body());
    }

    @Test
    void aTaskIsTickedInTheVersionThatWasRead() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "- [ ] one\n- [ ] two\n");
        String version = alice.json(wiki("/pages/Boats")).path("version").asText();
        alice.put(wiki("/pages/Boats"), "- [ ] zero\n- [ ] one\n- [ ] two\n");

        assertEquals(303, tick("tick", "1", version).statusCode());

        assertEquals("- [ ] zero\n- [ ] one\n- [x] two\n", alice.get(wiki("/pages/Boats")).body());
        assertEquals(303, tick("tick", "1", version).statusCode());
        assertEquals("- [ ] zero\n- [ ] one\n- [x] two\n", alice.get(wiki("/pages/Boats")).body());
        assertEquals(303, tick("untick", "1", version).statusCode());
        assertEquals("- [ ] zero\n- [ ] one\n- [ ] two\n", alice.get(wiki("/pages/Boats")).body());
        assertEquals(404, tick("tick", "9", "").statusCode());
        alice.put(wiki("/pages/Boats"), "- [ ] zero\n");
        assertEquals(409, tick("tick", "1", version).statusCode());
        assertEquals("- [ ] zero\n", alice.get(wiki("/pages/Boats")).body());
    }

    @Test
    void manyWhoTickOneBoxAtOnceTickItOnce() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "- [ ] one\n- [ ] two\n");
        String version = alice.json(wiki("/pages/Boats")).path("version").asText();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                people.submit(() -> tick("tick", "0", version));
            }
        }
        assertEquals("- [x] one\n- [ ] two\n", alice.get(wiki("/pages/Boats")).body());
    }

    @Test
    void whatSeveralTickedWhileApartHasOneMarkAfterTheNextTick() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "- [xx] one\n- [ ] two\n");
        assertTrue(browse("/w/Boats").body().contains("name=\"untick\" value=\"0\""));
        assertEquals(303, tick("untick", "0", "").statusCode());
        assertEquals("- [ ] one\n- [ ] two\n", alice.get(wiki("/pages/Boats")).body());
    }

    private HttpResponse<String> tick(String what, String number, String version)
            throws IOException, InterruptedException {
        return form("/w/-/task/Boats", what, number, "version", version);
    }

    @Test
    void anEditScreenWithoutATitleAsksForOneAndStoresNothing() throws Exception {
        makeWiki();

        HttpResponse<String> asked = browse("/w/-/edit/");

        assertEquals(200, asked.statusCode(), asked.body());
        assertTrue(asked.body().contains("New page"), asked.body());
        assertTrue(asked.body().contains("data-title=\"\""), asked.body());
        HttpResponse<String> plain = browse("/w/-/edit/?plain=1");
        assertEquals(200, plain.statusCode(), plain.body());
        assertEquals(0, alice.json(wiki("/pages")).path("pages").size());
        HttpResponse<String> made =
                form("/w/-/edit/", "title", "Boats", "version", "", "text", "ours");
        assertEquals(303, made.statusCode(), made.body());
        assertEquals("ours", alice.get(wiki("/pages/Boats")).body());
    }

    @Test
    void aTitleThatIsTooLongIsRefusedWithOneSentence() throws Exception {
        makeWiki();
        HttpResponse<String> refused = browse("/w/-/edit/" + "a".repeat(300));
        assertEquals(422, refused.statusCode());
        String sentence = "A title has at most 255 characters; this one has 300.";
        assertTrue(refused.body().contains(sentence), refused.body());
    }

    @Test
    void theEditScreenHoldsTheTextUntilTheSocketBringsIt() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "\none <b>\n");
        String screen = browse("/w/-/edit/Boats").body();
        // A browser drops the first line break after <pre>, so there must be one to drop.
        assertTrue(screen.contains("data-opening>\n\none &lt;b&gt;\n</pre>"), screen);
    }

    @Test
    void aPreviewIsSanitisedAndResolvesLinks() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "one");
        String html =
                alice.post("/w/-/preview?title=X", "[[Boats]] <script>alert(1)</script>").body();
        assertTrue(html.contains("href=\"/w/Boats\""), html);
        assertFalse(html.contains("<script"), html);
    }
}
