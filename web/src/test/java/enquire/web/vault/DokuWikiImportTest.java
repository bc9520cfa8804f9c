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
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        String answer = alice.send("POST", TestNode.wiki("/import"), bytes.toByteArray()).body();
        String[] lines = answer.split("\n");
        JsonNode last = new ObjectMapper().readTree(lines[lines.length - 1]);
        assertTrue(last.has("report"), answer);
        return last.path("report");
    }
}
