package enquire.web.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.BetweenLooks;
import enquire.web.LiveFolder;
import enquire.web.ServeProcess;
import enquire.web.live.TestTab;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program on a disk that fills up while everybody writes. The disk is a tmpfs of 32 MB,
 * with the data folder and the folder for temporary files on it, wherever this user may mount one:
 * on Linux with user namespaces, without root. Elsewhere the system refuses every write of the node
 * ({@link BoundedFiles}), which says less about moments at which some writes succeed.
 */
class FullDiskTest {

    /** More than background work gives back on a full disk. */
    private static final int LARGE = 200_000;

    private static final int TRIES = 50;

    @TempDir Path folder;
    private final Random random = new Random(5);
    private final Map<String, String> acknowledged = new LinkedHashMap<>();

    @Test
    void readingGoesOnEveryWriterIsToldAndWritingResumesWithoutARestart() throws Exception {
        try (SmallDisk disk = SmallDisk.in(folder)) {
            byte[] picture = noise(5_000).getBytes(StandardCharsets.US_ASCII);
            String identity;
            try (ServeProcess node = disk.start();
                    var client = new NodeClient(node);
                    var tab = new TestTab("typist")) {
                client.createWiki();
                save(client, "Harbour", "the red boat");
                save(client, "Typed", "");
                String file = upload(client, picture).body().replaceAll(".*\"url\":\"|\".*", "");
                tab.connect(node.uri("/"), client.token(), "w", "Typed");
                tab.append("typed before\n");
                tab.until(tab::isSaved);
                acknowledged.put("Typed", tab.text());
                client.until("wikis/w/search?q=boat", hits -> hits.path("total").asInt() == 1);
                identity = fingerprint(disk);

                everyWriterIsTold(disk, client, tab);
                assertAllThere(client);
                assertEquals(200, client.get("/w/Harbour").statusCode());
                assertEquals(200, client.get("/-/health").statusCode());
                assertEquals(
                        new String(picture, StandardCharsets.US_ASCII), client.get(file).body());
                assertEquals(1, client.json("wikis/w/search?q=boat").path("total").asInt());

                disk.makeRoom();
                everyWriterGoesOn(client, tab);
                assertAllThere(client);
                client.until("wikis/w/search?q=again", hits -> hits.path("total").asInt() == 2);
                assertFalse(node.words().contains("Error: "), node.words());
                assertFalse(node.words().contains("Caused by"), node.words());
                assertFalse(node.words().contains("Exception"), node.words());
                tab.disconnect();

                disk.fill();
                refused(disk, client, "Another");
                node.kill();
            }
            disk.makeRoom();
            try (ServeProcess node = disk.start();
                    var client = new NodeClient(node)) {
                assertAllThere(client);
                client.until("wikis/w/search?q=boat", hits -> hits.path("total").asInt() == 1);
                assertEquals(identity, fingerprint(disk));
                assertEquals(0, node.stop());
            }
            String log = Files.readString(disk.data().resolve("log").resolve("enquire.log"));
            assertEquals(2, log.lines().filter(line -> line.contains("Started.")).count(), log);
        }
    }

    private void everyWriterIsTold(SmallDisk disk, NodeClient client, TestTab tab)
            throws Exception {
        disk.fill();
        refused(disk, client, "Another");
        for (int i = 0; i < TRIES && !tab.isRefused(); i++) {
            disk.fill();
            String before = tab.text();
            tab.append(noise(LARGE) + "\n");
            tab.until(() -> tab.isSaved() || tab.isRefused());
            acknowledged.put("Typed", tab.isSaved() ? tab.text() : before);
        }
        String problem = tab.other("problem").toString();
        assertTrue(problem.contains(disk.complaint()), problem);
        assertTold(upload(client, noise(2_000_000).getBytes(StandardCharsets.US_ASCII)));
        assertTold(importZip(client));
        int wikis = wikisOn(disk);
        assertTold(client.api("POST", "wikis", "{\"name\": \"V\"}"));
        assertEquals(wikis, wikisOn(disk), "nothing is left of a wiki that could not be made");
        assertEquals(
                List.of(),
                LiveFolder.files(disk.data(), file -> file.toString().contains("incoming-")));
    }

    private void everyWriterGoesOn(NodeClient client, TestTab tab) throws Exception {
        save(client, "Another", "written again");
        tab.append("typed again\n");
        tab.until(tab::isSaved);
        acknowledged.put("Typed", tab.text());
        assertEquals(
                201,
                upload(client, noise(500_000).getBytes(StandardCharsets.US_ASCII)).statusCode());
        String imported = importZip(client).body();
        assertTrue(imported.contains("\"created\":20"), imported);
        assertEquals(201, client.api("POST", "wikis", "{\"name\": \"V\"}").statusCode());
    }

    @Test
    void aNodeIsNotStartedWithoutRoomSaysWhyAndStartsWhenThereIs() throws Exception {
        try (SmallDisk disk = SmallDisk.in(folder)) {
            try (ServeProcess node = disk.start();
                    var client = new NodeClient(node)) {
                client.createWiki();
                save(client, "Harbour", "the red boat");
                assertEquals(0, node.stop());
            }
            disk.fill();

            if (disk instanceof MountedDisk) {
                assertNotStarted("There is no room", disk::start);
                assertNotStarted("node.db cannot be opened", disk::startWithRoomForTemporaryFiles);
            } else {
                // What it says goes into a file, too, and is lost.
                assertNotStarted("", disk::start);
            }
            disk.makeRoom();
            try (ServeProcess node = disk.start();
                    var client = new NodeClient(node)) {
                assertAllThere(client);
                save(client, "Harbour", "the blue boat");
            }
        }
    }

    private static void assertNotStarted(String why, Executable start) {
        var refused = assertThrows(ServeProcess.NotStarted.class, start);

        assertEquals(1, refused.exitCode());
        assertTrue(refused.words().contains(why), refused.words());
        assertTrue(refused.words().strip().lines().count() <= 1, refused.words());
    }

    @Test
    void whatAPeerWroteMeanwhileComesWhenThereIsRoomAndTypingGoesToThePeer() throws Exception {
        try (SmallDisk disk = SmallDisk.in(Files.createDirectory(folder.resolve("alice")));
                ServeProcess alice = disk.start();
                ServeProcess bob = ServeProcess.start(folder.resolve("bob"));
                var client = new NodeClient(alice);
                var other = new NodeClient(bob);
                var tab = new TestTab("typist")) {
            client.createWiki();
            save(client, "Typed", "");
            // Automerge was not needed so far, and there is no room to unpack it.
            disk.fillBut(1_000_000);
            tab.connect(alice.uri("/"), client.token(), "w", "Typed");
            tab.append("typed without room\n");
            tab.until(tab::isSaved);
            acknowledged.put("Typed", tab.text());
            until(() -> alice.words().contains("A library cannot be unpacked"));
            disk.makeRoom();
            String invite = client.api("POST", "wikis/w/invites", "{\"role\": \"writer\"}").body();
            String joined = other.api("POST", "join", invite).body();
            assertTrue(joined.contains("slug"), joined);
            other.until("wikis/w/pages", pages -> pages.path("pages").size() == 1);

            disk.fill();
            refused(disk, client, "Another");
            for (int i = 0; i < 5; i++) {
                other.api("PUT", "wikis/w/pages/From_Bob_" + i, noise(LARGE));
            }
            refused(disk, client, "Another");
            assertAllThere(client);
            disk.makeRoom();

            tab.append("typed with room again");
            tab.until(tab::isSaved);
            client.until("wikis/w/pages", pages -> pages.path("pages").size() >= 6);
            other.until("wikis/w/search?q=again", hits -> hits.path("total").asInt() == 1);
            String theirs = other.api("GET", "wikis/w/pages/Typed", "").body();
            assertEquals("typed without room\ntyped with room again", theirs);
            tab.disconnect();
        }
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "it did not happen");
            BetweenLooks.pause();
        }
    }

    private void refused(SmallDisk disk, NodeClient client, String title) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            String text = noise(LARGE);
            var answer = client.api("PUT", "wikis/w/pages/" + title, text);
            if (answer.statusCode() >= 300) {
                assertTold(answer);
                assertTrue(answer.body().contains(disk.complaint()), answer.body());
                return;
            }
            acknowledged.put(title, text);
            disk.fill();
        }
        throw new AssertionError("the disk does not fill up");
    }

    private static void assertTold(HttpResponse<String> answer) {
        assertEquals(507, answer.statusCode(), answer.body());
        assertTrue(answer.body().matches(".*(safe|Nothing was changed).*"), answer.body());
    }

    private static HttpResponse<String> upload(NodeClient client, byte[] content) throws Exception {
        return client.send("POST", "/-/api/v1/wikis/w/files?name=picture.png", content);
    }

    private HttpResponse<String> importZip(NodeClient client) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 20; i++) {
                zip.putNextEntry(new ZipEntry("Imported " + i + ".md"));
                zip.write(noise(10_000).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return client.send("POST", "/-/api/v1/wikis/w/import", bytes.toByteArray());
    }

    private static int wikisOn(SmallDisk disk) throws IOException {
        try (Stream<Path> wikis = Files.list(disk.data().resolve("wikis"))) {
            return (int) wikis.count();
        }
    }

    private static String fingerprint(SmallDisk disk) throws IOException {
        byte[] identity = Files.readAllBytes(disk.data().resolve("node").resolve("identity.p12"));
        return Base64.getEncoder().encodeToString(identity);
    }

    private void save(NodeClient client, String title, String text) throws Exception {
        var answer = client.api("PUT", "wikis/w/pages/" + title, text);
        assertTrue(answer.statusCode() < 300, answer.body());
        acknowledged.put(title, text);
    }

    private void assertAllThere(NodeClient client) throws Exception {
        for (var each : acknowledged.entrySet()) {
            String there = client.api("GET", "wikis/w/pages/" + each.getKey(), "").body();
            assertTrue(there.startsWith(each.getValue()), each.getKey());
        }
    }

    private String noise(int chars) {
        byte[] bytes = new byte[chars * 3 / 4];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
