package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.BlobId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.FileKeeping;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How much of the disk files may take, on the screens. */
@Timeout(300)
class FileRoomTest {

    @Test
    void theLimitIsSavedAndWhatIsNoNumberChangesNothing(@TempDir Path data) throws Exception {
        try (TestNode alice = TestNode.start(data)) {
            FileKeeping keeping = alice.node().fileKeeping();
            assertEquals(FileKeeping.BYTES_DEFAULT, keeping.bytesMax());
            assertTrue(alice.get("/-/settings").body().contains("value=\"20\""));

            HttpResponse<String> saved = save(alice, "0,5");
            assertEquals(200, saved.statusCode());
            assertTrue(saved.body().contains("value=\"0.5\""), saved.body());
            assertEquals(500_000_000, keeping.bytesMax());

            for (String no : new String[] {"", "much", "-1", "0.05", "1e9", "99999999"}) {
                HttpResponse<String> refused = save(alice, no);
                assertEquals(422, refused.statusCode(), no);
                assertTrue(refused.body().contains("That is no number from 0.1 on."));
                assertTrue(refused.body().contains("value=\"" + no + "\""), refused.body());
            }
            assertEquals(500_000_000, keeping.bytesMax());
        }
        try (TestNode again = TestNode.start(data)) {
            assertEquals(500_000_000, again.node().fileKeeping().bytesMax());
        }
    }

    private static HttpResponse<String> save(TestNode node, String gigabytes) throws Exception {
        return node.post("/-/settings/files", "gigabytes=" + gigabytes, "Accept", "text/html");
    }

    @Test
    void aFullQuotaSaysSoWhereOneLooks(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        try (TestNode alice = TestNode.withWiki(alices);
                TestNode bob = TestNode.start(bobs, "Bob")) {
            alice.node().listen();
            bob.node().listen();
            Wiki garden = alice.node().wikis().getFirst();
            var stored = garden.repository().blobs().add(new ByteArrayInputStream(new byte[9]), 9);
            // The page says how large it is: nothing comes that is larger than the room.
            String film =
                    "{\"name\":\"film.mp4\",\"bytes\":200000000,\"root\":\"%s\"}"
                            .formatted(stored.root());
            PageView page = garden.repository().create(new Title("Roses"), "![[film.mp4]]");
            garden.repository().attach(page.page(), Map.of(stored.blob(), film));
            bob.node().fileKeeping().bytesMax(FileKeeping.BYTES_MIN);
            bob.node().join(garden.invite(Role.WRITER).text());

            String said = "1 file does not come, because files may take 100.0 MB";
            long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
            while (!bob.get("/w/-/sync", "Accept", "text/html").body().contains(said)) {
                assertTrue(System.nanoTime() < end, "it does not say so");
                BetweenLooks.pause();
            }
            HttpResponse<String> opened = bob.get("/w/-/file/" + stored.blob() + "/film.mp4");
            assertEquals(507, opened.statusCode());
            assertTrue(opened.body().contains("more than all files together"), opened.body());
            garden.repository().create(new Title("Tulips"), "yellow");
            bob.until(TestNode.wiki("/pages/Tulips"), tulips -> tulips.has("text"));
        }
    }

    @Test
    void whatMadeRoomIsNamedWithWhoKeepsItAndComesBackWhenItIsOpened(
            @TempDir Path alices, @TempDir Path bobs) throws Exception {
        try (TestNode alice = TestNode.withWiki(alices);
                TestNode bob = TestNode.start(bobs, "Bob")) {
            alice.node().listen();
            bob.node().listen();
            Wiki garden = alice.node().wikis().getFirst();
            garden.repository().create(new Title("Roses"), "red");
            alice.post(TestNode.wiki("/files?name=rose.mp4&page=Roses"), "film".repeat(250_000));
            BlobId blob =
                    garden.repository().attachments().named(Optional.empty(), "rose.mp4").get();
            Wiki atBob = bob.node().join(garden.invite(Role.WRITER).text());
            bob.until(
                    TestNode.wiki("/pages/Roses"),
                    roses -> roses.at("/files/0/computers").asInt() == 2);
            Path file = atBob.repository().blobs().file(blob).orElseThrow();
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(9))));
            var own = new ByteArrayInputStream(new byte[(int) FileKeeping.BYTES_MIN]);
            atBob.repository().blobs().add(own, FileKeeping.BYTES_MIN);

            bob.node().fileKeeping().bytesMax(FileKeeping.BYTES_MIN);

            JsonNode dropped =
                    bob.until(
                            TestNode.wiki("/files/dropped"),
                            files -> files.path("dropped").size() == 1);
            assertEquals(blob.toString(), dropped.at("/dropped/0/sha256").asText());
            assertEquals("Alice", dropped.at("/dropped/0/keepers/0/name").asText());
            String screen = bob.get("/w/-/sync", "Accept", "text/html").body();
            assertTrue(screen.contains("1 file was not opened for long"), screen);
            assertTrue(screen.contains("1.0 MB, kept by Alice"), screen);
            assertEquals(
                    1, alice.json(TestNode.wiki("/files/dropped")).path("keptForOthers").asInt());
            assertTrue(
                    alice.get("/w/-/sync", "Accept", "text/html")
                            .body()
                            .contains("promised others to keep 1 file"));

            bob.node().fileKeeping().bytesMax(2 * FileKeeping.BYTES_MIN);
            HttpResponse<String> opened = bob.get("/w/-/file/" + blob + "/rose.mp4");
            assertEquals(200, opened.statusCode());
            bob.until(TestNode.wiki("/files/dropped"), files -> files.path("dropped").isEmpty());
        }
    }
}
