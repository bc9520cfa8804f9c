package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.sync.backup.BackupFile;
import enquire.sync.node.BackupPlan;
import enquire.sync.node.PlannedBackups;
import enquire.sync.node.PreparedBackup;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups in the settings and on the first screen. */
@Timeout(120)
class BackupSettingsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    @Test
    void aPlanIsSavedShownAndEndedAndABadOneComesBackAsItWasTyped() throws Exception {
        Path kept = folder.resolve("kept");
        try (TestNode alice = TestNode.withWiki(folder.resolve("data"))) {
            PlannedBackups planned = alice.node().backups().planned();
            HttpResponse<String> bad = save(alice, "somewhere", "day", "03:00", "7");
            assertEquals(422, bad.statusCode());
            assertTrue(bad.body().contains("whole path of a folder"), bad.body());
            assertTrue(bad.body().contains("value=\"somewhere\""), bad.body());
            assertEquals(422, save(alice, "" + kept, "day", "25:00", "7").statusCode());
            assertEquals(422, save(alice, "" + kept, "year", "03:00", "7").statusCode());
            assertEquals(422, save(alice, "" + kept, "day", "03:00", "many").statusCode());
            assertEquals(409, save(alice, folder + "/data/node", "day", "03:00", "7").statusCode());
            assertEquals(Optional.empty(), planned.status());
            assertFalse(Files.exists(kept));

            HttpResponse<String> saved = save(alice, "" + kept, "week", "04:15", "3");
            assertEquals(200, saved.statusCode());
            assertEquals(
                    new BackupPlan(kept, BackupPlan.Each.WEEK, LocalTime.of(4, 15), 3),
                    planned.status().orElseThrow().plan());
            assertTrue(saved.body().contains("None was made yet."), saved.body());
            Files.delete(kept);
            Files.writeString(kept, "in the way");
            planned.look();
            String why = alice.get("/-/settings", "Accept-Language", "de").body();
            assertTrue(why.contains("gemacht werden sollen, ist kein Ordner."), why);
            Files.delete(kept);
            assertEquals(200, save(alice, "" + kept, "week", "04:15", "3").statusCode());
            planned.look();
            String shown = alice.get("/-/settings").body();
            assertTrue(shown.contains("each Monday at 04:15"), shown);
            assertTrue(shown.contains("The last one was made"), shown);
            String german = alice.get("/-/settings", "Accept-Language", "de").body();
            assertTrue(german.contains("Jeden Montag um 04:15"), german);

            assertEquals(200, save(alice, "", "week", "04:15", "3").statusCode());
            assertEquals(Optional.empty(), planned.status());
        }
    }

    @Test
    void oneIsMadeAtOnceWithoutAPlanAndWhatBecomesOfItIsSaid() throws Exception {
        Path kept = folder.resolve("kept");
        try (TestNode alice = TestNode.withWiki(folder.resolve("data"))) {
            assertEquals(422, now(alice, "somewhere").statusCode());
            assertEquals(422, now(alice, "").statusCode());
            HttpResponse<String> within = now(alice, folder + "/data/node");
            assertEquals(409, within.statusCode());
            assertTrue(within.body().contains("is in the data folder"), within.body());
            String before = alice.get("/-/settings").body();
            assertTrue(before.contains("Back up now"), before);
            assertFalse(before.contains("data-progress"), before);

            HttpResponse<String> away = now(alice, "" + kept);
            assertEquals(409, away.statusCode());
            assertTrue(away.body().contains("is not there"), away.body());
            assertFalse(Files.exists(kept));
            Files.createDirectory(kept);
            try (PreparedBackup other = alice.node().backups().prepare()) {
                assertTrue(other.bytesAbout() > 0);
                assertEquals(303, now(alice, "" + kept).statusCode());
                assertTrue(end(alice).contains("Another backup of this node"), end(alice));
                String bad = alice.get("/-/settings", "Accept-Language", "de").body();
                assertTrue(bad.contains("Eine andere wird gerade gemacht"), bad);
                assertEquals(List.of(), names(kept));
            }
            assertEquals(303, now(alice, "" + kept).statusCode());
            String said = end(alice);
            assertTrue(said.startsWith("The backup is made and was read back: " + kept), said);
            Path made = kept.resolve(names(kept).getFirst());
            try (BackupFile file = BackupFile.open(made, BackupFile.Progress.NONE)) {
                assertEquals(alice.node().id(), file.contents().node());
            }
            assertTrue(alice.get("/-/settings").body().contains(said), said);
            String german = alice.get("/-/settings", "Accept-Language", "de").body();
            assertTrue(german.contains("Die Sicherung ist gemacht und zurückgelesen"), german);
            assertEquals(Optional.empty(), alice.node().backups().planned().status());
        }
    }

    @Test
    void theFirstScreenSaysHowABackupIsRestoredUntilThereIsAWiki() throws Exception {
        try (TestNode alice = TestNode.start(folder.resolve("data"))) {
            String command = "enquire restore FILE --data " + folder.resolve("data-restored");
            String first = alice.get("/").body();
            assertTrue(first.contains(command), first);
            String german = alice.get("/", "Accept-Language", "de").body();
            assertTrue(german.contains("Eine Sicherung wiederherstellen"), german);
            alice.node().create("Garden");
            assertFalse(alice.get("/-/start").body().contains("enquire restore"));
        }
    }

    /** What is said once it is made or failed. */
    private static String end(TestNode node) throws Exception {
        while (true) {
            JsonNode said = JSON.readTree(node.get("/-/settings/backups/now").body());
            if (said.path("ended").asBoolean()) {
                return said.path("sentence").asText();
            }
            BetweenLooks.pause();
        }
    }

    private static HttpResponse<String> now(TestNode node, String folder) throws Exception {
        String form =
                "folder=%s&each=day&at=03%%3A00&keep=7&now=now".formatted(Percent.encode(folder));
        return node.post("/-/settings/backups", form, "Accept", "text/html");
    }

    private static List<String> names(Path parent) throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static HttpResponse<String> save(
            TestNode node, String folder, String each, String at, String keep) throws Exception {
        String form =
                "folder=%s&each=%s&at=%s&keep=%s"
                        .formatted(Percent.encode(folder), each, Percent.encode(at), keep);
        return node.post("/-/settings/backups", form, "Accept", "text/html");
    }
}
