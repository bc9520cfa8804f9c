package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.sync.node.Wiki;
import enquire.web.BetweenLooks;
import enquire.web.LiveFolder;
import enquire.web.TestNode;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms that export, as a browser without scripts uses them. */
class ExportScreensTest {

    @TempDir Path folder;

    @TempDir Path data;

    @AutoClose private TestNode alice;

    @BeforeEach
    void start() throws Exception {
        alice = TestNode.withWiki(Files.createSymbolicLink(folder.resolve("home"), data));
        alice.put(TestNode.wiki("/pages/Tern"), "[[Rose]] ![[plan.png]]");
        alice.put(TestNode.wiki("/pages/Rose"), "red");
        alice.post(TestNode.wiki("/files?page=Tern&name=plan.png"), "PNG");
    }

    @Test
    void pagesAndAWebsiteAreMadeAndSavedByTheFormsInTheLanguageThatIsAskedFor() throws Exception {
        for (String from : List.of("/w/-/sync", "/-/settings")) {
            assertTrue(alice.get(from).body().contains("\"/w/-/export\""), from);
        }
        assertFalse(alice.get("/w/-/export/made").body().startsWith("PK"));

        assertEquals(303, form("markdown", "").statusCode());
        assertSays(
                ended("en"), "2 pages and 1 file", "Save the zip file", "stays here for an hour");
        assertSays(ended("de"), "2 Seiten und 1 Datei", "Zip-Datei speichern");
        HttpResponse<byte[]> saved = alice.bytes("/w/-/export/made");
        assertEquals(
                "attachment; filename=\"w.zip\"",
                saved.headers().firstValue("Content-Disposition").orElse(""));
        assertEquals(
                List.of("Rose.md", "Tern.md", "files/plan.png", ".enquire-export.json"),
                names(saved.body()));
        assertEquals(saved.body().length, alice.bytes("/w/-/export/made").body().length);

        assertEquals(303, form("site", "language=de").statusCode());
        assertSays(ended("en"), "The website is made: 2 pages and 1 file");
        byte[] site = alice.bytes("/w/-/export/made").body();
        assertTrue(names(site).containsAll(List.of("index.html", "pages/Tern.html")));
        assertTrue(text(site, "pages/Tern.html").contains("<html lang=\"de\""));
        assertEquals(1, parts(), "the first file went when the second was made");
    }

    @Test
    void theHistoryGoesIntoAFolderAndWhatIsWrongWithItIsSaidInASentence() throws Exception {
        Path repository = folder.resolve("history <b>.git");

        // As an export that was killed leaves it.
        Path killed = Files.createDirectories(folder.resolve(".history <b>.git.7.part/objects"));
        Files.createFile(killed.resolveSibling("enquire-not-whole"));
        Files.writeString(killed.resolveSibling("HEAD"), "ref: refs/heads/main");
        Path killedAtOnce = Files.createDirectory(folder.resolve(".history <b>.git.8.part"));
        // As somebody may call a folder.
        Path beside = Files.createDirectories(folder.resolve(".history <b>.git.part"));
        Path numbered = Files.createDirectories(folder.resolve(".history <b>.git.0.part"));
        Path letter = Files.writeString(beside.resolve("letter.txt"), "mine");
        Path other = Files.writeString(numbered.resolve("letter.txt"), "mine");

        assertEquals(303, history(repository.toString()).statusCode());
        assertSays(ended("en"), "new commits. ", "&lt;b&gt;.git has 2 pages now");
        assertSays(ended("de"), "hat jetzt 2 Seiten");
        assertTrue(Files.exists(repository.resolve("HEAD")));
        assertTrue(Files.exists(letter) && Files.exists(other));
        assertFalse(Files.exists(killed.getParent()) || Files.exists(killedAtOnce));
        assertFalse(Files.exists(repository.resolve("enquire-not-whole")));
        assertFalse(Files.exists(folder.resolve(".history <b>.git.1.part")));
        assertEquals(303, history(repository.toString()).statusCode());
        assertSays(
                ended("en"),
                "The history is written: nothing new.",
                "value=\"" + repository.toString().replace("<", "&lt;"));

        Path mine = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(mine.resolve("letter.txt"), "mine");
        assertEquals(303, history(mine.toString()).statusCode());
        assertSays(ended("en"), "not empty, and no export of this wiki. Nothing was written");
        Path file = mine.resolve("letter.txt");
        assertEquals(303, history(file.resolve("below").toString()).statusCode());
        assertSays(ended("en"), "not written to its end (something of this name is there already)");
        assertSays(ended("de"), "(etwas dieses Namens ist schon da)");
        assertEquals("mine", Files.readString(file));

        assertEquals(422, history("history").statusCode());
        assertSays(history("<i>").body(), "“&lt;i&gt;” is no whole path", "Nothing was written");
        Path link = Files.createSymbolicLink(folder.resolve("link"), data);
        for (Path within : List.of(data.resolve("history"), data, link.resolve("x/y"))) {
            HttpResponse<String> refused = history(within.toString());
            assertEquals(422, refused.statusCode(), within.toString());
            assertSays(refused.body(), "together with the data of Enquire");
            String asked = "{\"folder\": \"%s\"}".formatted(within);
            HttpResponse<String> byApi = alice.post(TestNode.wiki("/git"), asked);
            assertEquals(422, byApi.statusCode(), within.toString());
            assertSays(byApi.body(), "together with the data of Enquire");
        }
        assertFalse(Files.exists(data.resolve("x")));
    }

    /** The zip file has words that are to go; commits have them for good. */
    @Test
    void whatIsTakenOutOfTheWikiEndsTheFileAndIsSaidOfTheHistory() throws Exception {
        Path repository = folder.resolve("history.git");
        assertEquals(303, history(repository.toString()).statusCode());
        assertSays(ended("en"), "history.git has 2 pages now");
        assertEquals(303, form("markdown", "").statusCode());
        assertSays(ended("en"), "The zip file is made");
        assertEquals(1, parts());

        Wiki wiki = alice.node().wiki("w").orElseThrow();
        wiki.redacting()
                .redact(wiki.repository().resolve("Rose").orElseThrow(), "red")
                .clean()
                .get();

        Instant end = Instant.now().plus(TestNode.DEADLINE);
        while (!ended("en").contains("The last export was removed")) {
            assertTrue(Instant.now().isBefore(end), "the zip file is there still");
            BetweenLooks.pause();
        }
        assertEquals(0, parts());
        assertEquals(303, history(repository.toString()).statusCode());
        assertSays(
                ended("en"),
                "commit of this repository holds what was taken out of the wiki for good later",
                " Create ");
        assertSays(ended("de"), "was später endgültig aus dem Wiki entfernt wurde");
        assertEquals(303, history(folder.resolve("fresh.git").toString()).statusCode());
        assertFalse(ended("en").contains("what was taken out"));
    }

    private long parts() throws Exception {
        return LiveFolder.files(data, file -> file.toString().endsWith(".part")).size();
    }

    private HttpResponse<String> history(String path) throws Exception {
        return form("history", "folder=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
    }

    private HttpResponse<String> form(String kind, String fields) throws Exception {
        return alice.post(
                "/w/-/export/" + kind, fields, "Content-Type", "application/x-www-form-urlencoded");
    }

    private String ended(String language) throws Exception {
        Instant end = Instant.now().plus(TestNode.DEADLINE);
        String body = alice.get("/w/-/export", "Accept-Language", language).body();
        while (body.contains("strip wait") && Instant.now().isBefore(end)) {
            BetweenLooks.pause();
            body = alice.get("/w/-/export", "Accept-Language", language).body();
        }
        return body;
    }

    private static void assertSays(String html, String... sentences) {
        for (String sentence : sentences) {
            assertTrue(html.contains(sentence), sentence + " in " + html);
        }
    }

    private static List<String> names(byte[] zip) throws Exception {
        var names = new ArrayList<String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static String text(byte[] zip, String name) throws Exception {
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        return "";
    }
}
