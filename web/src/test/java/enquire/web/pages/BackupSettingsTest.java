package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.sync.node.BackupPlan;
import enquire.sync.node.PlannedBackups;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planned backups, in the settings. */
class BackupSettingsTest {

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

    private static HttpResponse<String> save(
            TestNode node, String folder, String each, String at, String keep) throws Exception {
        String form =
                "folder=%s&each=%s&at=%s&keep=%s"
                        .formatted(Percent.encode(folder), each, Percent.encode(at), keep);
        return node.post("/-/settings/backups", form, "Accept", "text/html");
    }
}
