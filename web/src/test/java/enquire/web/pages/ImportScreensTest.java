package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms that import, as a browser without scripts uses them. */
class ImportScreensTest {

    private static final String BOUNDARY = "----rose";

    @TempDir Path folder;

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void aFolderAndAFileComeInByTheFormsAndTheScreenSaysWhatBecameOfThem() throws Exception {
        Files.createDirectories(folder.resolve(".obsidian"));
        Files.writeString(folder.resolve("Rose.md"), "[[Tern]] [[Gone]]");
        Files.writeString(folder.resolve("Tern.md"), "x");
        Files.writeString(folder.resolve("Plan.canvas"), "{}");
        assertTrue(alice.get("/w/-/sync").body().contains("/w/-/import"));

        assertEquals(303, path(folder.toString(), "").statusCode());
        String shown = ended("en");
        assertSays(
                shown,
                "Taken as: Obsidian",
                "Found: 2 pages, 0 files that pages use, 2 left out.",
                "2 pages: 2 new, 0 updated, 0 unchanged, 0 not imported.",
                "Plan.canvas",
                "settings of Obsidian",
                "Gone");
        assertSays(shown, "Last import: " + folder.getFileName() + ", just now.");
        int form = shown.indexOf("id=\"import-path\"");
        int fold = shown.indexOf("<details class=\"fold\"><summary>Not carried over");
        assertTrue(form > shown.indexOf("2 new") && fold > form, shown);
        assertTrue(shown.indexOf("Plan.canvas") > fold, shown);
        assertEquals(303, path(folder.toString(), "markdown").statusCode());
        assertSays(ended("en"), "Taken as: Markdown", "2 pages: 0 new, 0 updated, 2 unchanged");

        assertEquals(303, send("vault", "vault.zip", zip()).statusCode());
        assertSays(ended("en"), "1 page: 1 new", "Last import: vault.zip, just now.");
        assertSays(
                ended("de"), "1 Seite: 1 neu", "Seiten importieren", "Letzter Import: vault.zip");
        assertTrue(alice.get("/w/Curlew").body().contains("mud"));
    }

    @Test
    void whoSendsAFileMaySayWhichProgramWroteIt() throws Exception {
        assertTrue(alice.get("/w/-/import").body().contains("id=\"import-file-from\""));
        assertEquals(303, send("vault", "vault.zip", zip(), "foam").statusCode());
        assertSays(ended("en"), "Taken as: Foam");
        assertEquals(303, send("vault", "vault.zip", zip(), "").statusCode());
        assertSays(ended("en"), "Taken as: Markdown");
        // Nobody chose that: it is as if nothing was said.
        assertEquals(303, send("vault", "vault.zip", zip(), "x".repeat(5_000)).statusCode());
        assertSays(ended("en"), "Taken as: Markdown");
    }

    @Test
    void whatWasLeftOutIsSaidInTheLanguageOfWhoAsks() throws Exception {
        Files.writeString(folder.resolve("Rose.md"), "new");
        Files.writeString(folder.resolve("Plan.canvas"), "{}");
        Files.createDirectories(folder.resolve(".obsidian"));
        alice.put(TestNode.wiki("/pages/Rose"), "here already");

        String form = "path=" + URLEncoder.encode(folder.toString(), StandardCharsets.UTF_8);
        String type = "application/x-www-form-urlencoded";
        alice.post("/w/-/import/path", form, "Content-Type", type, "Accept-Language", "de");

        assertSays(
                ended("de"),
                "Einstellungen von Obsidian",
                "eine Zeichenfläche (Canvas) lässt sich nicht übernehmen",
                "das Wiki hat schon eine Seite „Rose“ mit anderem Text; sie blieb, wie sie ist");
    }

    @Test
    void whatCannotBeImportedIsSaidInASentence() throws Exception {
        HttpResponse<String> nowhere = path(folder.resolve("gone <b>").toString(), "");
        assertEquals(422, nowhere.statusCode());
        assertSays(nowhere.body(), "gone &lt;b&gt;” is no folder or file", "Nothing was imported");
        assertEquals(422, path("notes", "").statusCode());
        assertEquals(422, send("other", "vault.zip", zip()).statusCode());
        assertEquals(303, send("vault", "x.txt", "nothing".getBytes()).statusCode());
        assertSays(
                ended("en"),
                "Last import: x.txt, just now. This is a text",
                "Nothing was imported",
                "ends in .md");
        assertFalse(ended("en").contains("Taken as"));
    }

    private String ended(String language) throws Exception {
        Instant end = Instant.now().plus(TestNode.DEADLINE);
        String body = alice.get("/w/-/import", "Accept-Language", language).body();
        while (body.contains("strip wait") && Instant.now().isBefore(end)) {
            BetweenLooks.pause();
            body = alice.get("/w/-/import", "Accept-Language", language).body();
        }
        return body;
    }

    private static void assertSays(String html, String... sentences) {
        for (String sentence : sentences) {
            assertTrue(html.contains(sentence), sentence + " in " + html);
        }
    }

    private HttpResponse<String> path(String path, String from) throws Exception {
        String form = "path=" + URLEncoder.encode(path, StandardCharsets.UTF_8) + "&from=" + from;
        return alice.post(
                "/w/-/import/path", form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private HttpResponse<String> send(String field, String name, byte[] file) throws Exception {
        return send(field, name, file, "");
    }

    private HttpResponse<String> send(String field, String name, byte[] file, String from)
            throws Exception {
        var body = new ByteArrayOutputStream();
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n\r\n"
                        .formatted(BOUNDARY, field, name);
        body.write(head.getBytes(StandardCharsets.UTF_8));
        body.write(file);
        String other = "\r\n--%s\r\nContent-Disposition: form-data; name=\"from\"\r\n\r\n%s";
        body.write(other.formatted(BOUNDARY, from).getBytes(StandardCharsets.UTF_8));
        body.write(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return alice.send(
                "POST",
                "/w/-/import",
                body.toByteArray(),
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY);
    }

    private static byte[] zip() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("Birds/Curlew.md"));
            zip.write("mud".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
