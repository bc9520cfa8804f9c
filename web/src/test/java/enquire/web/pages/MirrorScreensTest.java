package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that follows a wiki, by its screen. */
class MirrorScreensTest extends BrowsedNode {

    private static final String SCREEN = "/w/-/mirror";
    private static final Pattern UNDO = Pattern.compile("action=\"(/w/-/undo/[^\"]+)\"");

    /** One more than are deleted unasked. */
    private static final int MANY = 21;

    @TempDir Path parent;

    private Path folder;
    private Wiki ofAlice;

    @BeforeEach
    void name() throws Exception {
        makeWiki();
        ofAlice = alice.node().wiki("w").orElseThrow();
        folder = parent.toRealPath().resolve("notes");
    }

    @Test
    void withoutAFolderAFormOffersAPlaceAndSettingsAndPeersLeadThere() throws Exception {
        String usual = Path.of(System.getProperty("user.home"), "w").toString();
        assertSays(browse(SCREEN), "<h1 class=\"title\">Folder</h1>", "value=\"" + usual + "\"");
        assertSays(german(SCREEN), "<h1 class=\"title\">Ordner</h1>", "Folgen lassen");
        assertSays(browse("/-/settings"), "href=\"/w/-/mirror\"", "no folder");
        assertSays(browse("/w/-/sync"), "href=\"/w/-/mirror\"");

        begin();

        assertSays(browse("/-/settings"), "with a folder");
        assertSays(german("/-/settings"), "mit Ordner");
    }

    @Test
    void aFolderThatCannotBeTakenIsRefusedAndWhatWasTypedStays() throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("Crane.md"), "Ask the office.\n");
        Files.writeString(folder.resolve("Tides.md"), "low\n");

        HttpResponse<String> refused = form(SCREEN, "folder", folder.toString());
        assertEquals(409, refused.statusCode());
        assertSays(
                refused,
                "There are 2 Markdown files in it already",
                "Tick the box",
                "value=\"" + folder + "\"");
        assertTrue(ofAlice.repository().resolve("Crane").isEmpty());
        HttpResponse<String> relative = form(SCREEN, "folder", "no/root", "adopt", "yes");
        assertEquals(409, relative.statusCode());
        assertSays(relative, "not as “no/root”", "value=\"no/root\"", " checked");
        HttpResponse<String> german =
                alice.post(
                        SCREEN,
                        "folder=" + folder.toString().replace("/", "%2F"),
                        "Accept",
                        "text/html",
                        "Accept-Language",
                        "de");
        assertSays(german, "Darin liegen schon 2 Markdown-Dateien", "Das Kästchen ankreuzen");

        assertEquals(303, form(SCREEN, "folder", folder.toString(), "adopt", "yes").statusCode());
        alice.until(wiki("/mirror"), mirror -> mirror.path("files").asInt() == 2);
        assertSays(browse(SCREEN), "2 pages stand in the folder", ">" + folder + "</dd>");
        assertSays(german(SCREEN), "2 Seiten stehen im Ordner");
        assertTrue(ofAlice.repository().resolve("Crane").isPresent());
        assertSays(
                form(SCREEN, "folder", parent.resolve("other").toString()),
                "The wiki has the folder " + folder);
    }

    @Test
    void theScreenLoadsItselfAgainWhileSomethingIsOnItsWayAndNamesWhatIsLeft() throws Exception {
        begin();
        Files.write(folder.resolve("Winch.md"), new byte[] {(byte) 0xff});
        alice.until(wiki("/mirror"), mirror -> mirror.path("troubleCount").asInt() == 1);
        assertSays(browse(SCREEN), ">Winch.md</b>", "It is no text in UTF-8.");
        assertSays(german(SCREEN), "Dateien, die bleiben", "Sie ist kein Text in UTF-8.");

        // Somebody who goes on writing: a file counts once it has been let alone for a moment.
        Path written = folder.resolve("Long.md");
        Instant end = Instant.now().plus(TestNode.DEADLINE);
        HttpResponse<String> shown = browse(SCREEN);
        for (int i = 0; refresh(shown).isEmpty(); i++) {
            assertTrue(Instant.now().isBefore(end), shown.body());
            Files.writeString(written, "word ".repeat(1 + i));
            BetweenLooks.pause();
            shown = browse(SCREEN);
        }
        assertEquals(Optional.of("2"), refresh(shown));
        assertSays(shown, "still to be carried over", "Look again");
        while (refresh(shown).isPresent()) {
            assertTrue(Instant.now().isBefore(end), shown.body());
            BetweenLooks.pause();
            shown = browse(SCREEN);
        }
        assertSays(shown, "1 page stands in the folder");
    }

    @Test
    void pagesWhoseFilesGoAtOnceAreDeletedOrGetThemBackAsSomebodySays() throws Exception {
        for (int i = 0; i < MANY; i++) {
            ofAlice.repository().create(new Title("Log/Page " + i), "text " + i + "\n");
        }
        begin();
        awaitFiles();
        removeFiles();
        HttpResponse<String> asked = browse(SCREEN);
        assertSays(
                asked,
                "0 pages stand in the folder",
                "The files of 21 pages went at once.",
                "<a href=\"/w/Log/Page_20\" dir=\"auto\">Log/Page 20</a>",
                "name=\"pages\" value=\"21\"",
                "Delete these pages",
                "Put the files back");
        assertSays(german(SCREEN), "Die Dateien von 21 Seiten", "Diese Seiten löschen");

        HttpResponse<String> other = form(SCREEN + "/missing", "answer", "delete", "pages", "20");
        assertEquals(409, other.statusCode());
        assertSays(other, "By now the files of 21 pages are gone.");
        assertEquals(400, form(SCREEN + "/missing", "pages", "21").statusCode());
        answer("restore");
        awaitFiles();
        assertFalse(browse(SCREEN).body().contains("Put the files back"));

        removeFiles();
        HttpResponse<String> deleted = browse(location(answer("delete")));
        assertSays(deleted, "21 pages deleted.");
        alice.until(wiki("/mirror"), mirror -> mirror.path("files").asInt() == 0);
        assertEquals(0, ofAlice.repository().pageCount());

        assertSays(undone(deleted), "21 pages are back");
        assertEquals(MANY, ofAlice.repository().pageCount());
        awaitFiles();
    }

    @Test
    void whatIsEndedCanBeTakenBackUnlessTheFolderIsNotThere() throws Exception {
        ofAlice.repository().create(new Title("Crane"), "Ask the office.\n");
        begin();
        alice.until(wiki("/mirror"), mirror -> mirror.path("files").asInt() == 1);

        HttpResponse<String> ended = browse(location(form(SCREEN + "/end")));

        assertSays(ended, folder + " does not follow the wiki any more.", "Let it follow");
        assertTrue(Files.exists(folder.resolve("Crane.md")));
        assertSays(undone(ended), folder + " follows the wiki again.");
        alice.until(wiki("/mirror"), mirror -> mirror.path("files").asInt() == 1);

        Files.move(folder, parent.resolve("elsewhere"));
        alice.until(wiki("/mirror"), mirror -> mirror.path("state").asText().equals("gone"));
        assertSays(browse(SCREEN), "strip bad", "is not there. Nothing is deleted in the wiki");
        assertSays(german(SCREEN), "ist nicht da. Im Wiki wird nichts gelöscht");
        HttpResponse<String> gone = browse(location(form(SCREEN + "/end")));
        assertSays(gone, folder + " does not follow the wiki any more.");
        assertFalse(UNDO.matcher(gone.body()).find(), gone.body());
        assertTrue(ofAlice.repository().resolve("Crane").isPresent());
    }

    private void begin() throws Exception {
        HttpResponse<String> begun = form(SCREEN, "folder", folder.toString());
        assertEquals(303, begun.statusCode(), begun.body());
        assertEquals(SCREEN, location(begun));
    }

    private HttpResponse<String> answer(String answer) throws Exception {
        HttpResponse<String> answered =
                form(SCREEN + "/missing", "answer", answer, "pages", Integer.toString(MANY));
        assertEquals(303, answered.statusCode(), answered.body());
        return answered;
    }

    /** Until each page has its file. */
    private void awaitFiles() throws Exception {
        alice.until(
                wiki("/mirror"),
                mirror ->
                        mirror.path("files").asInt() == MANY
                                && mirror.path("waiting").asInt() == 0
                                && Files.exists(file(0))
                                && Files.exists(file(MANY - 1)));
    }

    /** At once: one that is gone for longer goes by itself. */
    private void removeFiles() throws Exception {
        Files.move(folder.resolve("Log"), Files.createTempDirectory(parent, "away").resolve("Log"));
        alice.until(wiki("/mirror"), mirror -> mirror.path("missingCount").asInt() == MANY);
    }

    private Path file(int page) {
        return folder.resolve("Log").resolve("Page " + page + ".md");
    }

    private HttpResponse<String> undone(HttpResponse<String> screen) throws Exception {
        Matcher undo = UNDO.matcher(screen.body());
        assertTrue(undo.find(), screen.body());
        return browse(location(form(undo.group(1))));
    }

    private HttpResponse<String> german(String path) throws IOException, InterruptedException {
        return alice.get(path, "Accept", "text/html", "Accept-Language", "de");
    }

    private static Optional<String> refresh(HttpResponse<String> shown) {
        return shown.headers().firstValue("Refresh");
    }

    private static void assertSays(HttpResponse<String> answer, String... sentences) {
        for (String sentence : sentences) {
            assertTrue(answer.body().contains(sentence), sentence + "\n" + answer.body());
        }
    }
}
