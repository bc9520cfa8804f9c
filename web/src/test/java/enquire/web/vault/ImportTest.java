package enquire.web.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of two real vaults (see their licences) and vaults made to be difficult. */
class ImportTest {
    @TempDir Path folder;

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void everyPageIsReadableAfterwardsAndPicturesShow() throws Exception {
        for (String name : new String[] {"silverbullet", "foam"}) {
            Path vault = resource(name);
            JsonNode report = importFolder(vault);
            try (Stream<Path> files = Files.walk(vault)) {
                long markdown = files.filter(file -> file.toString().endsWith(".md")).count();
                assertEquals(markdown, report.path("pages").asInt(), report.toString());
                assertEquals(markdown, report.path("created").asInt(), report.toString());
            }
        }
        int pictures = 0;
        for (JsonNode page : alice.json(TestNode.wiki("/pages?limit=1000")).path("pages")) {
            String title = page.path("title").asText();
            HttpResponse<String> html =
                    alice.get("/w/" + Percent.encode(title.replace(' ', '_')).replace("%2F", "/"));
            assertEquals(200, html.statusCode(), title);
            Matcher image =
                    Pattern.compile("<img[^>]* src=\"(/w/-/file/[^\"]+)\"").matcher(html.body());
            while (image.find()) {
                assertEquals(200, alice.bytes(image.group(1)).statusCode(), image.group(1));
                pictures++;
            }
        }
        assertEquals(4, pictures);
    }

    @Test
    void everyLinkWhoseTargetIsInTheFolderResolves() throws Exception {
        write(
                "index.md",
                "[[Boats]] [[boats/Curlew|c]] [x](boats/Tern.md) [y](./boats/Tern) [[Gone]]");
        write("boats/Curlew.md", "[[Tern]] [back](../index.md) [[#Here]] ![[Tern]]");
        write("boats/Tern.md", "[[index]] ![tide](../img/tide.png) ![[tide.png]]");
        write("Boats.md", "x");
        write("img/tide.png", "PNG");

        JsonNode report = importFolder(folder);

        assertEquals(1, report.path("unresolvedCount").asInt(), report.toString());
        assertEquals("Gone", report.path("unresolved").path(0).path("target").asText());
        assertEquals(0, report.path("problems").size(), report.toString());
        for (String page : List.of("index", "boats/Curlew", "boats/Tern")) {
            String html = alice.get("/w/" + page).body();
            String article = html.substring(html.indexOf("<article"), html.indexOf("</article>"));
            assertEquals(page.equals("index"), article.contains("missing"), article);
        }
    }

    @Test
    void importingTwiceChangesNothing() throws Exception {
        Path vault = resource("foam");
        importFolder(vault);
        String before = alice.get(TestNode.wiki("/pages?limit=1000")).body();

        JsonNode again = importFolder(vault);

        assertEquals(0, again.path("created").asInt());
        assertEquals(0, again.path("updated").asInt());
        assertEquals(before, alice.get(TestNode.wiki("/pages?limit=1000")).body());
    }

    @Test
    void aSecondImportKeepsWhatWasEditedHereAndMergesWhatChangedThere() throws Exception {
        write("A.md", "one\n\ntwo\n\nthree\n");
        write("B.md", "one\n");
        importFolder(folder);
        alice.put(TestNode.wiki("/pages/A"), "ONE\n\ntwo\n\nthree\n");
        alice.put(TestNode.wiki("/pages/B"), "edited here\n");
        write("A.md", "one\n\ntwo\n\nTHREE\n");

        JsonNode report = importFolder(folder);

        assertEquals(1, report.path("updated").asInt(), report.toString());
        assertEquals("ONE\n\ntwo\n\nTHREE\n", alice.get(TestNode.wiki("/pages/A")).body());
        assertEquals("edited here\n", alice.get(TestNode.wiki("/pages/B")).body());
    }

    /** What was edited here is no part of what the vault said last. */
    @Test
    void manyImportsKeepWhatWasEditedHere() throws Exception {
        write("A.md", "one\n\ntwo\n\nthree\n");
        importFolder(folder);
        alice.put(TestNode.wiki("/pages/A"), "ONE\n\ntwo\n\nthree\n");
        write("A.md", "one\n\ntwo\n\nTHREE\n");
        importFolder(folder);
        write("A.md", "one\n\nTWO\n\nTHREE\n");

        importFolder(folder);

        assertEquals("ONE\n\nTWO\n\nTHREE\n", alice.get(TestNode.wiki("/pages/A")).body());
    }

    /** What looks like words that were taken out is what somebody typed, here: a bar. */
    @Test
    void aBarOfFullBlocksIsCarriedLikeAllElse() throws Exception {
        write("A.md", "one\n\ntwo\n\n████░\n");
        importFolder(folder);
        alice.put(TestNode.wiki("/pages/A"), "ONE\n\ntwo\n\n████░\n");
        write("A.md", "one\n\nTWO\n\n████░\n");
        importFolder(folder);
        write("A.md", "one\n\nTWO\n\n███░░\n");

        JsonNode report = importFolder(folder);

        assertEquals(1, report.path("updated").asInt(), report.toString());
        assertEquals("ONE\n\nTWO\n\n███░░\n", alice.get(TestNode.wiki("/pages/A")).body());
    }

    @Test
    void aPageThatWasMadeByHandIsLeftAsItIsAndListed() throws Exception {
        alice.put(TestNode.wiki("/pages/A"), "by hand");
        alice.put(TestNode.wiki("/pages/Same"), "the same");
        write("A.md", "from the vault ![[a.png]]");
        write("a.png", "PNG");
        write("Same.md", "the same");

        JsonNode report = importFolder(folder);

        assertEquals(2, report.path("pages").asInt(), report.toString());
        assertEquals(1, report.path("kept").asInt(), report.toString());
        assertEquals(1, report.path("unchanged").asInt(), report.toString());
        assertEquals(0, alice.json(TestNode.wiki("/pages/A")).path("files").size());
        assertEquals("A.md", report.path("problems").path(0).path("path").asText());
        assertEquals("by hand", alice.get(TestNode.wiki("/pages/A")).body());
    }

    @Test
    void whatCannotBeImportedIsListed() throws Exception {
        Files.write(folder.resolve("broken.md"), new byte[] {'a', (byte) 0xff});
        write("x".repeat(200) + "/" + "y".repeat(60) + ".md", "too long a title");
        write("unused.png", "PNG");
        write(".hidden/secret.md", "x");
        write("Good.md", "fine");

        JsonNode report = importFolder(folder);

        assertEquals(1, report.path("pages").asInt());
        String problems = report.path("problems").toString();
        assertTrue(problems.contains("broken.md"), problems);
        assertTrue(problems.contains("unused.png"), problems);
        assertTrue(problems.contains("at most 255"), problems);
        List<String> left = FolderZip.of(folder).leftOut();
        assertEquals(List.of(".hidden: hidden folder"), left);
    }

    @Test
    void whatHasNoPagesIsCalledWhatItIs() throws Exception {
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(new byte[257]);
            out.write("ustar".getBytes(StandardCharsets.UTF_8));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("It is empty", new byte[0]);
        files.put("picture", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});
        files.put("document", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        files.put("no zip file", gzip.toByteArray());
        files.put("This is a text", "# Höhe\n".getBytes(StandardCharsets.UTF_8));
        files.put("nothing that can", new byte[] {0, 1, 2, 3});
        byte[] key = {1};
        files.put(
                "enquire restore",
                Packed.zip(Map.of("backup.txt", key, "node/identity.p12", key, "w/wiki.db", key)));
        files.put(
                "a data folder",
                Packed.zip(Map.of("data/node/identity.p12", key, "data/lock", key)));
        files.put("It is empty.", Packed.zip(Map.of()));
        files.put("1 file or folder", Packed.zip(Map.of(".git/a.md", key)));
        files.put("3 files are", Packed.zip(Map.of("a.png", key, "b.png", key, "c.html", key)));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String answer = alice.send("POST", TestNode.wiki("/import"), file.getValue()).body();
            assertTrue(answer.contains(file.getKey()), file.getKey() + " in " + answer);
            assertTrue(answer.contains("Nothing was imported"), answer);
        }
        assertEquals(0, alice.json(TestNode.wiki("/pages")).path("pages").size());
    }

    @Test
    void linksOutOfAFolderAreNotFollowed(@TempDir Path elsewhere) throws Exception {
        Files.writeString(elsewhere.resolve("secret.md"), "secret");
        Files.writeString(elsewhere.resolve("secret.png"), "secret");
        write("Page.md", "![](secret.png) ![](folder/secret.png)");
        Files.createSymbolicLink(folder.resolve("secret.md"), elsewhere.resolve("secret.md"));
        Files.createSymbolicLink(folder.resolve("secret.png"), elsewhere.resolve("secret.png"));
        Files.createSymbolicLink(folder.resolve("folder"), elsewhere);

        JsonNode report = importFolder(folder);

        assertEquals(1, report.path("pages").asInt(), report.toString());
        assertEquals(0, report.path("files").asInt(), report.toString());
        assertEquals(
                List.of(
                        "folder: no ordinary file",
                        "secret.md: no ordinary file",
                        "secret.png: no ordinary file"),
                FolderZip.of(folder).leftOut().stream().sorted().toList());
    }

    @Test
    void twoFilesOfOneTitleBecomeTwoPages() throws Exception {
        write("Boat.md", "one");
        write("boat.markdown", "two");

        JsonNode report = importFolder(folder);

        assertEquals(2, report.path("pages").asInt(), report.toString());
        assertFalse(report.path("problems").isEmpty());
        assertEquals(2, alice.json(TestNode.wiki("/pages")).path("pages").size());
    }

    @Test
    void twoPicturesOfOneNameInTwoFoldersStayTwo() throws Exception {
        write("a/Page.md", "![x](pic.png)");
        write("b/Page.md", "![x](pic.png)");
        write("a/pic.png", "one");
        write("b/pic.png", "two");
        importFolder(folder);

        assertArrayEquals("one".getBytes(), alice.bytes(picture("a/Page")).body());
        assertArrayEquals("two".getBytes(), alice.bytes(picture("b/Page")).body());
    }

    private String picture(String page) throws Exception {
        String html = alice.get("/w/" + page).body();
        Matcher image = Pattern.compile("src=\"(/w/-/file/[^\"]+)\"").matcher(html);
        assertTrue(image.find(), html);
        return image.group(1);
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private JsonNode importFolder(Path vault) throws Exception {
        try (InputStream in = FolderZip.of(vault).stream()) {
            return importZip(in.readAllBytes(), "?top=whole");
        }
    }

    private JsonNode importZip(byte[] zip) throws Exception {
        return importZip(zip, "");
    }

    private JsonNode importZip(byte[] zip, String query) throws Exception {
        String answer = alice.send("POST", TestNode.wiki("/import" + query), zip).body();
        String[] lines = answer.split("\n");
        JsonNode last = new ObjectMapper().readTree(lines[lines.length - 1]);
        assertTrue(last.has("report"), answer);
        return last.path("report");
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(ImportTest.class.getResource(name).toURI());
    }
}
