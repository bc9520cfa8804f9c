package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the node writes by itself comes into no wiki, whoever asks for it. */
@Timeout(120)
class FollowedPlacesTest {

    private static final String SENTENCE =
            "%s is in the folder that follows “W”: what is written there would come into the wiki, and to others. Nothing was written. Name a place elsewhere.";

    @TempDir Path folder;

    @AutoClose private TestNode alice;

    private Path notes;
    private Path inside;

    @BeforeEach
    void start() throws Exception {
        alice = TestNode.withWiki(folder.resolve("data"));
        notes = Files.createDirectory(folder.resolve("notes")).toRealPath();
        inside = notes.resolve("out");
    }

    @Test
    void noBackupAndNoHistoryGoesIntoAFolderThatFollowsAWiki() throws Exception {
        assertEquals(200, mirror(notes).statusCode());
        Path link = Files.createSymbolicLink(folder.resolve("link"), notes);

        for (Path place : new Path[] {inside, notes, link.toAbsolutePath()}) {
            assertRefused(settings(place, "", "en"), SENTENCE, place);
            assertRefused(settings(place, "&now=now", "en"), SENTENCE, place);
            assertRefused(plan(place), SENTENCE, place);
        }
        assertRefused(history(inside, "en"), SENTENCE, inside);
        assertRefused(
                alice.post(TestNode.wiki("/git"), "{\"folder\": \"%s\"}".formatted(inside)),
                SENTENCE,
                inside);
        String german = "%s liegt in dem Ordner, der „W“ folgt";
        assertRefused(settings(inside, "", "de"), german, inside);
        assertRefused(settings(inside, "&now=now", "de"), german, inside);
        assertRefused(history(inside, "de"), german, inside);

        assertFalse(Files.exists(inside));
        assertEquals(Optional.empty(), alice.node().backups().planned().status());
        assertEquals(200, settings(folder.resolve("kept"), "", "en").statusCode());
    }

    @Test
    void noFolderInWhichBackupsArePlannedFollowsAWiki() throws Exception {
        Path kept = inside.resolve("kept");
        assertEquals(200, plan(kept).statusCode());

        assertRefused(mirror(notes), "Planned backups are made in %s: they would come", kept);
        assertRefused(mirror(kept), "Planned backups are made in %s: they would come", kept);
        HttpResponse<String> german =
                alice.post(
                        "/w/-/mirror",
                        "folder=" + Percent.encode(notes.toString()),
                        "Accept",
                        "text/html",
                        "Accept-Language",
                        "de");
        assertRefused(german, "Geplante Sicherungen werden in %s gemacht", kept);

        assertFalse(Files.exists(notes.resolve(".enquire")));
        assertEquals(200, mirror(folder.resolve("elsewhere")).statusCode());
    }

    private static void assertRefused(HttpResponse<String> answer, String words, Path place) {
        assertEquals(409, answer.statusCode(), answer.body());
        String said = words.formatted(place);
        assertTrue(answer.body().contains(said), () -> said + "\n" + answer.body());
    }

    private HttpResponse<String> mirror(Path place) throws Exception {
        return alice.put(
                TestNode.wiki("/mirror"), "{\"folder\": \"%s\", \"adopt\": true}".formatted(place));
    }

    private HttpResponse<String> plan(Path place) throws Exception {
        return alice.put("/-/api/v1/backup/plan", "{\"folder\": \"%s\"}".formatted(place));
    }

    private HttpResponse<String> settings(Path place, String button, String language)
            throws Exception {
        String form = "folder=%s&each=day&at=03%%3A00&keep=7%s";
        return alice.post(
                "/-/settings/backups",
                form.formatted(Percent.encode(place.toString()), button),
                "Accept",
                "text/html",
                "Accept-Language",
                language);
    }

    private HttpResponse<String> history(Path place, String language) throws Exception {
        return alice.post(
                "/w/-/export/history",
                "folder=" + Percent.encode(place.toString()),
                "Accept",
                "text/html",
                "Accept-Language",
                language);
    }
}
