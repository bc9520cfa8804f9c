package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps of a MediaWiki, as Special:Export writes them. */
class MediaWikiImportTest {

    private static final String HEAD =
            """
            <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="de">
              <siteinfo><namespaces>
                <namespace key="0" case="first-letter" />
                <namespace key="6" case="first-letter">Datei</namespace>
                <namespace key="14" case="first-letter">Kategorie</namespace>
              </namespaces></siteinfo>
            """;

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void pagesComeWithTheirPastRedirectsCategoriesAndTemplates() throws Exception {
        String first = revision("Carol", "2011-03-04T05:06:07Z", "begun", "A ''tide mil'' was.");
        String second =
                revision(
                        "Bob",
                        "2012-01-02T03:04:05Z",
                        "fixed typo &lt;b&gt;",
                        "A ''tide mill'' was. {{Stub}} [[Datei:x.png]] [[Rad]] [[Kategorie:Tide mills]]");
        String third = revision("Carol", "2013-01-01T00:00:00Z", "", "A ''tide mill'' is.");
        String redirect = "#WEITERLEITUNG [[Tide mill]]";
        String others =
                page("Rad", revision("192.0.2.1", "2010-01-01T00:00:00Z", "", "[[Tidal mill]]"))
                        + page("Tidal mill", revision("Bob", "2010-01-01T00:00:00Z", "", redirect))
                        + page("Lost", "<revision><text deleted=\"deleted\" /></revision>");

        JsonNode report = imported(dump(page("Tide mill", first + second) + others));

        assertEquals("mediawiki", report.path("kind").asText());
        assertEquals(2, report.path("created").asInt(), report.toString());
        assertEquals(2, report.path("pages").asInt(), report.toString());
        assertEquals(1, report.path("unresolvedCount").asInt(), report.toString());
        String problems = report.path("problems").toString();
        assertTrue(problems.contains("kept as text: the template Stub"), problems);
        assertTrue(problems.contains("\"Lost\""), problems);
        String text = text("Tide mill");
        assertTrue(text.contains("- \"Tidal mill\""), text);
        assertTrue(text.contains("tags:\n  - \"Tide-mills\""), text);
        assertTrue(text.contains("A *tide mill* was. `{{Stub}}` ![[x.png]] [[Rad]]"), text);
        assertTrue(
                alice.get("/w/Rad").body().contains("href=\"/w/Tide_mill\""),
                alice.get("/w/Rad").body());

        JsonNode past = revisions("Tide mill");
        assertEquals(2, past.size(), past.toString());
        assertTrue(past.path(0).path("summary").asText().contains("fixed typo <b>"));
        assertEquals(
                "Titled “Tide mill”, “Carol, 2011-03-04 05:06: begun”",
                past.path(1).path("summary").asText());
        String history = alice.get("/w/-/history/Tide_mill").body();
        assertTrue(history.contains("Carol, 2011-03-04 05:06: begun"), history);
        assertTrue(history.contains("fixed typo &lt;b"), history);
        String at = past.path(1).path("version").asText();
        assertTrue(alice.get("/w/-/at/" + at + "/Tide_mill").body().contains("tide mil</em>"));

        JsonNode again = imported(dump(page("Tide mill", first + second) + others));
        assertEquals(2, again.path("unchanged").asInt(), again.toString());
        assertEquals(2, revisions("Tide mill").size());

        JsonNode newer = imported(dump(page("Tide mill", first + second + third) + others));
        assertEquals(1, newer.path("updated").asInt(), newer.toString());
        assertEquals(3, revisions("Tide mill").size());
        assertTrue(text("Tide mill").contains("A *tide mill* is."), text("Tide mill"));

        String fourth = revision("Bob", "2014-01-01T00:00:00Z", "", "A ''tide mill'' stands.");
        JsonNode newest = imported(dump(page("Tide mill", fourth) + others));
        assertEquals(1, newest.path("kept").asInt(), newest.toString());
        assertTrue(newest.path("problems").toString().contains("whole history"));

        alice.put(TestNode.wiki("/pages/Rad"), "edited here\n");
        JsonNode edited = imported(dump(page("Tide mill", first + second + third) + others));
        assertEquals(2, edited.path("unchanged").asInt(), edited.toString());
        assertEquals("edited here\n", text("Rad"));
    }

    @Test
    void aDumpMayBeCompressedOrLieInAZipFileWithItsPictures() throws Exception {
        byte[] dump =
                dump(page("Rose", revision("Bob", "2010-01-01T00:00:00Z", "", "[[File:x.png]]")));
        var gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(dump);
        }
        var bzip2 = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bzip2)) {
            out.write(dump);
        }
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("wiki/dump.xml.bz2"));
            out.write(bzip2.toByteArray());
            out.putNextEntry(new ZipEntry("wiki/images/x.png"));
            out.write('x');
        }

        assertEquals(1, imported(gzip.toByteArray()).path("created").asInt());
        assertEquals(1, imported(bzip2.toByteArray()).path("unchanged").asInt());
        JsonNode report = imported(zip.toByteArray());
        assertEquals(1, report.path("unchanged").asInt(), report.toString());
        assertEquals(1, report.path("files").asInt(), report.toString());
        assertTrue(alice.get("/w/Rose").body().contains("<img"), alice.get("/w/Rose").body());
    }

    @Test
    void aDumpMayBeLongAndFullOfReferencesToCharacters() throws Exception {
        var pages = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            String text = "a &lt;b&gt; &amp;amp; c\n\n".repeat(10_000);
            pages.append(page("Page " + i, revision("Bob", "2010-01-01T00:00:00Z", "", text)));
        }

        JsonNode report = imported(dump(pages.toString()));

        assertEquals(12, report.path("created").asInt(), report.toString());
        assertTrue(text("Page 11").endsWith("a <b> &amp; c\n"), "not all of it");
    }

    @Test
    void whatIsNoDumpIsRefusedBeforeAnythingIsImported() throws Exception {
        String good = page("Rose", revision("Bob", "2010-01-01T00:00:00Z", "", "text"));
        byte[] whole = dump(good);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 30);
        String entity =
                "<!DOCTYPE mediawiki [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                        + new String(whole, StandardCharsets.UTF_8)
                                .replace("text</text>", "&x;</text>");
        var bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            out.write(HEAD.getBytes(StandardCharsets.UTF_8));
            out.write(good.getBytes(StandardCharsets.UTF_8));
            byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                out.write(spaces);
            }
            out.write("</mediawiki>".getBytes(StandardCharsets.UTF_8));
        }
        var bomb2 = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bomb2)) {
            byte[] spaces = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            out.write(HEAD.getBytes(StandardCharsets.UTF_8));
            out.write(good.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(spaces);
            }
        }

        assertTrue(refused(cut).contains("not all of it"));
        assertTrue(refused(cut).contains("cut off at line "), refused(cut));
        assertFalse(refused(cut).contains("ParseError"));
        byte[] latin = whole.clone();
        latin[whole.length - 60] = (byte) 0xff;
        PrintStream terminal = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertTrue(refused(latin).contains("no text in UTF-8"), refused(latin));
        } finally {
            System.setErr(terminal);
        }
        assertFalse(printed.toString(StandardCharsets.UTF_8).contains("Fatal"), "printed");
        assertTrue(refused(entity.getBytes(StandardCharsets.UTF_8)).contains("no dump"));
        assertTrue(refused("<html></html>".getBytes()).contains("no dump"));
        assertTrue(refused(new byte[] {0x1f, (byte) 0x8b, 1, 2}).contains("no dump"));
        assertTrue(refused(bomb.toByteArray()).contains("far larger"));
        assertTrue(refused(bomb2.toByteArray()).contains("far larger"));
        assertEquals(0, alice.json(TestNode.wiki("/pages")).path("pages").size());
    }

    private static String page(String title, String revisions) {
        return "<page><title>%s</title><ns>0</ns><id>1</id>%s</page>\n".formatted(title, revisions);
    }

    private static String revision(String author, String at, String comment, String text) {
        return """
        <revision><id>1</id><timestamp>%s</timestamp><contributor><username>%s</username></contributor>
        <comment>%s</comment><model>wikitext</model><text xml:space="preserve">%s</text></revision>
        """
                .formatted(at, author, comment, text);
    }

    private static byte[] dump(String pages) {
        return (HEAD + pages + "</mediawiki>").getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode revisions(String title) throws Exception {
        return alice.json(TestNode.wiki("/pages/" + Percent.encode(title) + "/history"))
                .path("revisions");
    }

    private String text(String title) throws Exception {
        return alice.get(TestNode.wiki("/pages/" + Percent.encode(title))).body();
    }

    private String refused(byte[] dump) throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import"), dump).body();
        assertFalse(answer.contains("\"report\""), answer);
        return answer;
    }

    private JsonNode imported(byte[] dump) throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import"), dump).body();
        String[] lines = answer.split("\n");
        JsonNode last = new ObjectMapper().readTree(lines[lines.length - 1]);
        assertTrue(last.has("report"), answer);
        return last.path("report");
    }
}
