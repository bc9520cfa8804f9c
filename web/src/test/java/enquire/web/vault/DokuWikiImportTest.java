package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data folder of a DokuWiki, in a zip file. */
class DokuWikiImportTest {

    @AutoClose private TestNode alice;

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void pagesComeWithNamespacesMediaAndTheirPast() throws Exception {
        String top = "wiki/data/";
        add(top + "pages/start.txt", "====== Home ======\n[[boats:tide_mill]] [[gone]]\n");
        add(top + "pages/boats/tide_mill.txt", "A //tide mill// was. {{boats:x.png?20}}\n");
        add(top + "pages/m%C3%BChle.txt", "Mühle\n");
        files.put(top + "attic/boats/tide_mill.1299215167.txt.gz", gzip("A //tide mil// was.\n"));
        files.put(
                top + "attic/boats/tide_mill.1325473445.txt.gz",
                gzip("A //tide mill// was. {{boats:x.png?20}}\n"));
        files.put(top + "attic/dead.1299215167.txt.gz", gzip("x"));
        add(
                top + "meta/boats/tide_mill.changes",
                "1299215167\t192.0.2.1\tC\tboats:tide_mill\tcarol\tbegun\t\n"
                        + "1325473445\t192.0.2.1\tE\tboats:tide_mill\t\tfixed typo\t\n");
        add(top + "media/boats/x.png", "PNG");
        add("wiki/lib/exe/js.php", "<?php");

        JsonNode report = imported();

        assertEquals("dokuwiki", report.path("kind").asText());
        assertEquals(3, report.path("created").asInt(), report.toString());
        assertEquals(1, report.path("files").asInt(), report.toString());
        assertEquals(1, report.path("unresolvedCount").asInt(), report.toString());
        assertEquals(1, report.path("problems").size(), report.toString());
        assertEquals("Mühle\n", text("mühle"));
        assertEquals("# Home\n\n[[boats/tide mill|tide mill]] [[gone]]\n", text("start"));
        // The newest attached the picture.
        JsonNode past =
                alice.json(
                                TestNode.wiki(
                                        "/pages/" + Percent.encode("boats/tide mill") + "/history"))
                        .path("revisions");
        assertEquals(
                "“192.0.2.1, 2012-01-02 03:04: fixed typo”",
                past.path(1).path("summary").asText(),
                past.toString());
        assertEquals(
                "Titled “boats/tide mill”, “carol, 2011-03-04 05:06: begun”",
                past.path(2).path("summary").asText(),
                past.toString());
        String page = alice.get("/w/boats/tide_mill").body();
        assertTrue(page.contains("<img"), page);
        assertTrue(alice.get("/w/start").body().contains("href=\"/w/boats/tide_mill\""));

        assertEquals(3, imported().path("unchanged").asInt());
    }

    /** As somebody zips it who looked where the texts are. */
    @Test
    void theFolderOfPagesComesAlone() throws Exception {
        add("pages/start.txt", "====== Home ======\n[[boats:tide_mill]]\n");
        add("pages/boats/tide_mill.txt", "A //tide mill//.\n");

        JsonNode report = imported();

        assertEquals("dokuwiki", report.path("kind").asText());
        assertEquals(2, report.path("created").asInt(), report.toString());
        assertEquals("# Home\n\n[[boats/tide mill|tide mill]]\n", text("start"));
    }

    /** A folder of pages of Markdown, with a text beside them, is what it was. */
    @Test
    void aFolderThatIsCalledPagesIsNoDokuWikiIfMarkdownIsInIt() throws Exception {
        add("pages/Rose.md", "A //rose//.");
        add("pages/notes.txt", "x");

        JsonNode report = imported();

        assertEquals("markdown", report.path("kind").asText());
        assertEquals("A //rose//.", text("Rose"));
    }

    @Test
    void whatIsInTheFolderOfPagesIsTakenIfThatIsSaid() throws Exception {
        add("start.txt", "====== Home ======\n");
        add("boats/tide_mill.txt", "A //tide mill//.\n");

        String refused = sent("");

        assertTrue(refused.contains("pages of a DokuWiki, say so"), refused);
        JsonNode report = report(sent("?from=dokuwiki"));
        assertEquals(2, report.path("created").asInt(), report.toString());
        assertEquals("A *tide mill*.\n", text("boats/tide mill"));
        assertEquals(2, report(sent("?from=dokuwiki")).path("unchanged").asInt());
    }

    /** The program's own folder is full of texts. */
    @Test
    void textsAmongOtherFilesAreNoPagesEvenIfItIsSaid() throws Exception {
        add("inc/lang/en/edit.txt", "Edit the page and hit Save.");
        add("doku.php", "<?php");

        String refused = sent("?from=dokuwiki");

        assertTrue(refused.contains("There is no page in it."), refused);
    }

    @Test
    void aFolderOfPagesIsSeenByItsName(@TempDir Path folder) throws Exception {
        Path pages = Files.createDirectories(folder.resolve("pages/boats"));
        Files.writeString(pages.resolve("tide_mill.txt"), "A //tide mill//.");

        assertEquals(VaultKind.DOKUWIKI, FolderZip.of(folder.resolve("pages")).kind());
        assertEquals(VaultKind.MARKDOWN, FolderZip.of(pages).kind());
        ImportReport report =
                Imports.folder(
                        alice.node().wikis().getFirst().repository(),
                        folder.resolve("pages"),
                        Imports.Wish.NONE,
                        (step, done, of) -> {});
        assertEquals("dokuwiki", report.kind());
        assertEquals("A *tide mill*.\n", text("boats/tide mill"));
    }

    private void add(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private String text(String title) throws Exception {
        return alice.get(TestNode.wiki("/pages/" + Percent.encode(title))).body();
    }

    private JsonNode imported() throws Exception {
        return report(sent(""));
    }

    private String sent(String query) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return alice.send("POST", TestNode.wiki("/import" + query), bytes.toByteArray()).body();
    }

    private static JsonNode report(String answer) throws Exception {
        String[] lines = answer.split("\n");
        JsonNode last = new ObjectMapper().readTree(lines[lines.length - 1]);
        assertTrue(last.has("report"), answer);
        return last.path("report");
    }
}
