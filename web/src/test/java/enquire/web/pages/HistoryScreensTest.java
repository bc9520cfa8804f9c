package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** History and old versions where there is nothing, or nothing any more. */
class HistoryScreensTest extends BrowsedNode {

    /** A token as they are made, of a change that nobody made. */
    private static final String NEVER = "A".repeat(43);

    @Test
    void aVersionThatThePageNeverHadIsNotFound() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "one");
        for (String path :
                List.of(
                        "/w/-/history/Boats?at=" + NEVER,
                        "/w/-/history/Boats?at=" + NEVER + ".7&view=writers",
                        "/w/-/at/" + NEVER + "/Boats",
                        "/w/-/diff/Boats?from=" + NEVER)) {
            HttpResponse<String> answer = browse(path);

            assertEquals(404, answer.statusCode(), path);
            assertTrue(
                    answer.body().contains("This computer does not know that version of the page."),
                    answer.body());
        }
        for (String path : List.of("/w/-/restore/Boats", "/w/-/name/Boats")) {
            assertEquals(404, form(path, "version", NEVER, "name", "x").statusCode(), path);
        }
        assertEquals(400, browse("/w/-/history/Boats?at=nonsense").statusCode());
        assertEquals(404, browse("/w/-/history/Nobody").statusCode());
        assertEquals("one", alice.json(wiki("/pages/Boats")).path("text").asText());
    }

    @Test
    void whatWasImportedAndNeverEditedHasOneVersion() throws Exception {
        makeWiki();
        var zip = new ByteArrayOutputStream();
        try (var files = new ZipOutputStream(zip)) {
            files.putNextEntry(new ZipEntry("Boats.md"));
            files.write("A hull of oak.\n".getBytes(StandardCharsets.UTF_8));
        }
        alice.send("POST", wiki("/import"), zip.toByteArray());

        String history = browse("/w/-/history/Boats").body();

        assertTrue(history.contains("One version, written by you today."), history);
        assertTrue(history.contains("A hull of oak."), history);
    }

    @Test
    void thePastOfADeletedPageIsStillThere() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "A hull of oak.\n");
        alice.send("DELETE", wiki("/pages/Boats"), new byte[0]);

        String history = browse("/w/-/history/Boats").body();
        String writers = browse("/w/-/history/Boats?view=writers").body();

        assertTrue(history.contains("A hull of oak."), history);
        // Whose colour it is follows from her key.
        assertTrue(
                Pattern.compile("class=\"by color-\\d\" title=\"Alice\">A hull of oak\\.")
                        .matcher(writers)
                        .find(),
                writers);
        assertEquals(200, browse("/w/-/diff/Boats").statusCode());
    }

    @Test
    void aPageWithoutTextWasWrittenByNobody() throws Exception {
        makeWiki();
        alice.put(wiki("/pages/Boats"), "");

        String writers = browse("/w/-/history/Boats?view=writers").body();

        assertTrue(writers.contains("This version has no text."), writers);
        assertFalse(writers.contains("id=\"Writers\""), writers);
        assertTrue(browse("/w/-/history/Boats").body().contains("The text is the same."));

        alice.put(wiki("/pages/Boats"), "A hull.\n");
        alice.put(wiki("/pages/Boats"), "");
        String emptied = browse("/w/-/history/Boats?view=writers").body();
        assertTrue(emptied.contains("This version has no text."), emptied);
    }
}
