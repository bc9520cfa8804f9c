package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.web.TestNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks for a file that is missing adds the counts of a report up. */
class ImportTotalsTest {

    @AutoClose private TestNode alice;

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void whatWasFoundBecamePagesOrFilesOrWasLeftOut() throws Exception {
        alice.put(TestNode.wiki("/pages/Kept"), "by hand");
        add("Rose.md", "![](used.png) ![](gone.png)");
        add("rose.markdown", "another of this title, with a note");
        add("Kept.md", "with a note, and not imported");
        add("used.png", "PNG");
        add("unused.png", "PNG");
        add("Plan.canvas", "{}");
        add("../out.md", "x");
        add(".obsidian/app.json", "{}");
        add(".obsidian/core.json", "{}");
        files.put("Broken.md", new byte[] {(byte) 0xff});
        add("x".repeat(200) + "/" + "y".repeat(60) + ".md", "too long a title");

        JsonNode report = report();

        assertCounts(report, 3, 1, 6);
        assertEquals(2, report.path("created").asInt(), report.toString());
        assertEquals(1, report.path("kept").asInt(), report.toString());
        assertEquals(8, report.path("problems").size(), report.toString());
    }

    @Test
    void theSameOfADumpWithItsPictures() throws Exception {
        add(
                "dump.xml",
                """
                <mediawiki>
                <page><title>Rose</title><revision><text>[[File:A.png]]</text></revision></page>
                <page><title>Briar</title><redirect title="Rose"/><revision><text>#REDIRECT [[Rose]]</text></revision></page>
                <page><title>Lost</title><revision><text deleted="deleted"/></revision></page>
                </mediawiki>
                """);
        add("images/A.png", "PNG");
        add("images/B.png", "PNG");

        JsonNode report = report();

        assertCounts(report, 1, 1, 2);
        assertEquals(2, report.path("problems").size(), report.toString());
    }

    @Test
    void theSameOfADokuWikiWithItsPast() throws Exception {
        add("data/pages/rose.txt", "A rose. {{a.png}}");
        files.put("data/pages/broken.txt", new byte[] {(byte) 0xff});
        add("data/attic/rose.1299215167.txt", "A ros.");
        add("data/meta/rose.changes", "1299215167\t192.0.2.1\tE\trose\tcarol\tbegun\t\n");
        add("data/media/a.png", "PNG");
        add("data/media/b.png", "PNG");

        JsonNode report = report();

        assertCounts(report, 1, 1, 2);
        assertEquals(2, report.path("problems").size(), report.toString());
    }

    private static void assertCounts(JsonNode report, int pages, int attachments, int leftOut) {
        assertEquals(pages, report.path("pages").asInt(), report.toString());
        assertEquals(attachments, report.path("files").asInt(), report.toString());
        assertEquals(leftOut, report.path("leftOut").asInt(), report.toString());
        assertEquals(
                pages + attachments + leftOut, report.path("found").asInt(), report.toString());
        int outcomes = 0;
        for (String outcome : new String[] {"created", "updated", "unchanged", "kept"}) {
            outcomes += report.path(outcome).asInt();
        }
        assertEquals(pages, outcomes, report.toString());
    }

    private void add(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode report() throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import"), Packed.zip(files)).body();
        String[] lines = answer.split("\n");
        JsonNode last = new ObjectMapper().readTree(lines[lines.length - 1]);
        assertTrue(last.has("report"), answer);
        return last.path("report");
    }
}
