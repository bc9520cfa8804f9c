package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small vaults as Obsidian, Logseq and Foam lay them out, in zip files. */
class ImportedKindsTest {

    @AutoClose private TestNode alice;

    private final Map<String, String> files = new LinkedHashMap<>();

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void aVaultOfObsidianComesWithLinksEmbedsAliasesTagsAndCallouts() throws Exception {
        String top = "Harbour/";
        files.put(top + ".obsidian/app.json", "{}");
        files.put(top + ".obsidian/workspace.json", "{}");
        files.put(top + ".trash/Old.md", "deleted");
        files.put(
                top + "Rose.md",
                """
                ---
                aliases: [Rosie]
                tags:
                  - boat/oak
                  - two words
                ---
                ==[[Tern]]== [[boats/Tern#Sails|the sails]] [[Tern#^mast]] ![[tide.png|300]]

                ![[Tern#Sails]]

                #tide/high
                %%nobody sees this%%

                %%
                nor this
                - at all
                %%

                > [!tip]- Knots
                > A bowline.
                """);
        files.put(
                top + "boats/Tern.md",
                "---\ntags: [a, \"of oak\", b]\n---\n# Tern\n\nOne mast. ^mast\n\n## Sails\n\nTwo of them. [[Rosie]]\n");
        files.put(top + "daily/2024-01-31.md", "[[Rose]]");
        files.put(top + "img/tide.png", "PNG");
        files.put(top + "Plan.canvas", "{\"nodes\":[]}");

        JsonNode report = imported("");

        assertEquals("obsidian", report.path("kind").asText());
        assertEquals(3, report.path("pages").asInt(), report.toString());
        assertEquals(1, report.path("files").asInt(), report.toString());
        assertEquals(0, report.path("unresolvedCount").asInt(), report.toString());
        assertEquals(
                "{Harbour/.obsidian=settings of Obsidian, Harbour/.trash=what Obsidian deleted,"
                        + " Rose.md=the tag two words became two-words,"
                        + " boats/Tern.md=the tag \"of oak\" became \"of-oak\","
                        + " Plan.canvas=a drawing board (canvas) cannot be carried over}",
                problems(report).toString());
        assertTrue(report.toString().contains("names of blocks, such as ^mast"));
        String rose = article("Rose");
        assertTrue(rose.contains("<mark><a "), rose);
        assertFalse(rose.contains("missing"), rose);
        assertTrue(rose.contains("width=\"300\""), rose);
        assertTrue(rose.contains("Two of them."), rose);
        assertTrue(rose.contains("tip"), rose);
        assertTrue(rose.contains("A bowline."), rose);
        assertTrue(rose.contains("/w/boats/Tern#sails"), rose);
        assertFalse(rose.contains("nobody sees this"), rose);
        assertFalse(rose.contains("at all"), rose);
        assertTrue(article("boats/Tern").contains("href=\"/w/Rose\""), article("boats/Tern"));
        for (String tag : new String[] {"boat%2Foak", "two-words", "tide%2Fhigh"}) {
            alice.until(
                    TestNode.wiki("/pages?limit=9"),
                    ready -> tagged(tag).contains("href=\"/w/Rose\""));
        }

        JsonNode again = imported("");
        assertEquals(3, again.path("unchanged").asInt(), again.toString());
    }

    @Test
    void aGraphOfLogseqBecomesPagesUnderTheNamesThatItsLinksUse() throws Exception {
        String block = "64f0a1b2-0000-4000-8000-0123456789ab";
        files.put("logseq/config.edn", "{}");
        files.put("logseq/bak/pages/Rose.md", "an old one");
        files.put(
                "pages/Harbour___Rose.md",
                """
                alias:: Rosie, The Rose
                tags:: boat, [[oak]], [[of oak]]
                built:: 1901

                - Has one mast.
                  id:: %s
                \t- %s caulk ![tide](../assets/tide.png)
                - #[[high tide]] #[[Other]] #[[a.b]] {{query (todo now)}}
                - ```
                  id:: %s
                  ```
                """
                        .formatted(block, "TO" + "DO", block));
        files.put(
                "pages/Old%2FTern.md",
                "- ((%s)) and {{embed [[Harbour/Rose]]}}\n- DONE paint [[Jan 31st, 2024]]\n"
                        .formatted(block));
        files.put(
                "pages/Other name.md",
                "title:: Curlew\nalias:: other\n\n- [[Rosie]] [[high tide]]\n");
        files.put("journals/2024_01_31.md", "- ((%s))\n".formatted(block.replace('6', '7')));
        files.put("assets/tide.png", "PNG");
        files.put("pages/Notes.org", "* org");

        JsonNode report = imported("");

        assertEquals("logseq", report.path("kind").asText());
        assertEquals(4, report.path("created").asInt(), report.toString());
        assertEquals(1, report.path("files").asInt(), report.toString());
        assertEquals(2, report.path("unresolvedCount").asInt(), report.toString());
        assertEquals("[\"a.b\",\"high tide\"]", targets(report));
        assertEquals(
                """
                ---
                aliases:
                  - "Rosie"
                  - "The Rose"
                tags:
                  - "boat"
                  - "oak"
                  - "of-oak"
                built: "1901"
                ---


                - Has one mast.
                \t- [ ] caulk ![tide](/assets/tide.png)
                - #high-tide [[Other]] #Other [[a.b]] `{{query (todo now)}}`
                - ```
                  id:: %s
                  ```
                """
                        .formatted(block),
                text("Harbour/Rose"));
        assertEquals(
                """
                - Has one mast. ([[Harbour/Rose]]) and ![[Harbour/Rose]]
                - [x] paint [[Jan 31st, 2024]]
                """,
                text("Old/Tern"));
        assertTrue(text("2024-01-31").contains("- \"Jan 31st, 2024\""), text("2024-01-31"));
        assertTrue(article("Harbour/Rose").contains("<img"), article("Harbour/Rose"));
        assertFalse(article("Curlew").contains("Rosie\" class=\"missing"), article("Curlew"));
        String problems = report.path("problems").toString();
        assertTrue(problems.contains("kept as text: {{query (todo now)}}"), problems);
        assertTrue(problems.contains("the block it quotes is not there"), problems);
        assertTrue(problems.contains("from “Harbour/Rose” became text"), problems);
        assertTrue(problems.contains("Org mode"), problems);
        assertTrue(problems.contains("the tag high tide became high-tide"), problems);
        assertTrue(problems.contains("the tag of oak became of-oak"), problems);
        assertFalse(problems.contains("config.edn"), problems);

        assertEquals(4, imported("").path("unchanged").asInt());
    }

    private static String targets(JsonNode report) {
        return report.path("unresolved").findValues("target").stream()
                .map(JsonNode::toString)
                .sorted()
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void aFolderOfFoamKeepsItsLinkDefinitions() throws Exception {
        files.put(".foam/templates/new.md", "x");
        files.put(".vscode/settings.json", "{}");
        files.put(
                "docs/rose.md",
                "# Rose\n\n[[tern]] ![t](../attachments/tide.png)\n\n"
                        + "[//begin]: # \"Autogenerated link references\"\n"
                        + "[tern]: tern \"Tern\"\n[//end]: # \"Autogenerated link references\"\n");
        files.put("docs/tern.md", "# Tern\n\n[[rose]]\n");
        files.put("attachments/tide.png", "PNG");

        JsonNode report = imported("");

        assertEquals("foam", report.path("kind").asText());
        assertEquals(2, report.path("created").asInt(), report.toString());
        assertEquals(1, report.path("files").asInt(), report.toString());
        assertEquals(0, report.path("unresolvedCount").asInt(), report.toString());
        String rose = article("docs/rose");
        assertTrue(rose.contains("href=\"/w/docs/tern\""), rose);
        assertFalse(rose.contains("Autogenerated"), rose);
    }

    @Test
    void theKindCanBeNamedAndAnUnknownOneIsRefused() throws Exception {
        files.put("pages/a___b.md", "x");
        assertEquals("logseq", imported("?from=logseq").path("kind").asText());
        assertEquals("x\n", text("a/b"));
        String refused = alice.send("POST", TestNode.wiki("/import?from=word"), zip()).body();
        assertTrue(refused.contains("markdown, obsidian, logseq, foam"), refused);
    }

    private String tagged(String tag) {
        try {
            return alice.get("/w/-/tags/" + tag).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String article(String title) throws Exception {
        String html = alice.get("/w/" + title.replace(' ', '_')).body();
        return html.substring(html.indexOf("<article"), html.indexOf("</article>"));
    }

    private String text(String title) throws Exception {
        return alice.get(TestNode.wiki("/pages/" + Percent.encode(title))).body();
    }

    private static Map<String, String> problems(JsonNode report) {
        var problems = new LinkedHashMap<String, String>();
        report.path("problems")
                .forEach(each ->
                        problems.put(each.path("path").asText(), each.path("why").asText()));
        return problems;
    }

    private JsonNode imported(String query) throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import" + query), zip()).body();
        String[] lines = answer.split("\n");
        JsonNode last = new ObjectMapper().readTree(lines[lines.length - 1]);
        assertTrue(last.has("report"), answer);
        return last.path("report");
    }

    private byte[] zip() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
