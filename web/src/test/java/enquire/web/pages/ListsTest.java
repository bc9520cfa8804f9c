package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.TestNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists: all of it is reached, and their buttons mean the row that they stand in. */
class ListsTest {

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void aDeletedPageIsRestoredBesideTheLivePageThatHasItsTitle() throws Exception {
        twoOfOneTitle();
        List<String> buttons = restoreButtons();
        assertEquals(1, buttons.size());

        HttpResponse<String> restored = alice.post(buttons.getFirst(), "", "Accept", "text/html");

        assertEquals(303, restored.statusCode(), restored.body());
        String path = restored.headers().firstValue("Location").orElseThrow();
        assertTrue(path.matches("/w/Minutes~[0-9a-f]{4}[?]done=.*"), path);
        assertTrue(browse(path).contains("second text"));
        assertTrue(browse("/w/Minutes").contains("2 pages came to share this title"));
        assertEquals(List.of(), restoreButtons());
    }

    @Test
    void ofSeveralDeletedPagesOfOneTitleEachCanBeRestored() throws Exception {
        twoOfOneTitle();
        alice.send("DELETE", wiki("/pages/Minutes"), new byte[0]);
        assertEquals(2, restoreButtons().size());

        // The one that was deleted first stands last; by its title the other one would be meant.
        alice.post(restoreButtons().getLast(), "", "Accept", "text/html");

        assertTrue(browse("/w/Minutes").contains("second text"));
        assertEquals(404, alice.post("/w/-/restore/Nothing", "").statusCode());
        String unknown = "?page=00000000-0000-4000-8000-000000000000";
        assertEquals(404, alice.post("/w/-/restore/Minutes" + unknown, "").statusCode());
        assertEquals(400, alice.post("/w/-/restore/Minutes?page=x", "").statusCode());
    }

    @Test
    void listsGoOnWhereTheyAreCut() throws Exception {
        var tags = new StringBuilder();
        for (int i = 0; i < 201; i++) {
            tags.append("#tag").append(i).append(' ');
        }
        alice.put(wiki("/pages/Tags"), tags.toString());
        for (int i = 0; i < 201; i++) {
            alice.put(wiki("/pages/From" + i), "[[Tags]]");
        }
        alice.until(wiki("/pages/Tags/backlinks"), json -> json.path("total").asInt() == 201);

        assertGoesOn("tags", "href=\"/w/-/tags/tag\\d+\"");
        assertGoesOn("links/Tags", "href=\"/w/From\\d+\" dir=\"auto\">From\\d+</a><p");
    }

    @Test
    void deletedPagesAreListedInParts() throws Exception {
        for (String title : new String[] {"First", "Second"}) {
            alice.put(wiki("/pages/" + title), "text");
            alice.send("DELETE", wiki("/pages/" + title), new byte[0]);
        }

        String rest = browse("/w/-/deleted?offset=1");

        assertTrue(rest.contains("First"), rest);
        assertFalse(rest.contains("Second"), rest);
    }

    private void assertGoesOn(String screen, String row) throws Exception {
        String first = browse("/w/-/" + screen);
        String second = browse("/w/-/" + screen + "?offset=200");
        assertTrue(first.contains("href=\"/w/-/" + screen + "?offset=200\""), screen);
        assertEquals(200, matches(row, first).size(), screen);
        assertEquals(1, matches(row, second).size(), screen);
        assertFalse(second.contains("offset=400"), screen);
    }

    /** <em>Minutes</em> with the first text is live, and one with the second text is deleted. */
    private void twoOfOneTitle() throws Exception {
        alice.put(wiki("/pages/Minutes"), "first text");
        alice.post(wiki("/pages/Minutes/rename"), "{\"title\": \"Moved\"}");
        alice.put(wiki("/pages/Minutes"), "second text");
        alice.send("DELETE", wiki("/pages/Minutes"), new byte[0]);
        alice.post(wiki("/pages/Moved/rename"), "{\"title\": \"Minutes\"}");
        assertTrue(browse("/w/Minutes").contains("first text"));
    }

    private List<String> restoreButtons() throws Exception {
        return matches("action=\"(/w/-/restore/[^\"]+)\"", browse("/w/-/deleted")).stream()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<MatchResult> matches(String pattern, String html) {
        return Pattern.compile(pattern).matcher(html).results().toList();
    }

    private String browse(String path) throws Exception {
        return alice.get(path, "Accept", "text/html").body();
    }
}
