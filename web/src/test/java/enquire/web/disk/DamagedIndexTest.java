package enquire.web.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.BetweenLooks;
import enquire.web.ServeProcess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The index is derived: whatever becomes of its files, pages are read and written as ever, and
 * search finds everything again by itself.
 */
class DamagedIndexTest {

    private static final int PAGES = 20;

    /** Of so many bytes one is changed. */
    private static final int FLIPPED = 50;

    @TempDir Path folder;
    private final Random random = new Random(9);

    @Test
    void damagedFilesAreMadeAnewWithTheNodeDownAndRunning() throws Exception {
        Path data = folder.resolve("data");
        Path index;
        try (ServeProcess node = ServeProcess.start(data);
                var client = new NodeClient(node)) {
            index = data.resolve("wikis").resolve(client.createWiki()).resolve("index");
            for (int i = 0; i < PAGES; i++) {
                client.api("PUT", "wikis/w/pages/Page_" + i, "boat [[Page 0]] number" + i);
            }
            assertFinds(client, PAGES);
            assertEquals(0, node.stop());
        }

        flipBytes(files(index));

        try (ServeProcess node = ServeProcess.start(data);
                var client = new NodeClient(node)) {
            assertFinds(client, PAGES);
            client.until(
                    "wikis/w/pages/Page_0/backlinks", links -> links.path("total").asInt() > 0);
            awaitCommit(index);

            cutToNothing(files(index));

            assertReads(client);
            assertEquals(201, client.api("PUT", "wikis/w/pages/New", "boat").statusCode());
            assertReads(client);
            assertFinds(client, PAGES + 1);
            assertReads(client);
            assertEquals(0, node.stop());
        }
    }

    /** The page itself, where the pages that link to it are listed; queries may fail meanwhile. */
    private static void assertReads(NodeClient client) throws Exception {
        var page = client.get("/w/Page_0");
        assertEquals(200, page.statusCode(), page.body());
        assertTrue(page.body().contains("number0"), page.body());
        assertEquals(404, client.get("/w/Missing").statusCode());
        for (String screen : List.of("edit/Page_0", "rename/Page_0", "delete/Page_0", "sync")) {
            assertEquals(200, client.get("/w/-/" + screen).statusCode(), screen);
        }
        for (String query : List.of("boat", "bo*", "title:page", "\"boat number3\"")) {
            String asked = URLEncoder.encode(query, StandardCharsets.UTF_8);
            int status = client.api("GET", "wikis/w/search?q=" + asked, "").statusCode();
            assertTrue(status == 200 || status == 503, query + ": " + status);
        }
    }

    private static void assertFinds(NodeClient client, int pages) throws Exception {
        client.until("wikis/w/search?q=boat", hits -> hits.path("total").asInt() == pages);
    }

    private static List<Path> files(Path index) throws IOException {
        try (Stream<Path> files = Files.list(index)) {
            return files.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
    }

    private static void awaitCommit(Path index) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (files(index).stream().noneMatch(DamagedIndexTest::isCommit)) {
            assertTrue(Instant.now().isBefore(end), "the index is not committed");
            BetweenLooks.pause();
        }
    }

    private static boolean isCommit(Path file) {
        return file.getFileName().toString().startsWith("segments_");
    }

    private void flipBytes(List<Path> files) throws IOException {
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            for (int at = random.nextInt(FLIPPED); at < content.length; at += FLIPPED) {
                content[at] ^= 0x55;
            }
            Files.write(file, content);
        }
    }

    /** Into the file as it is: whoever has it mapped finds nothing behind. */
    private static void cutToNothing(List<Path> files) throws IOException {
        for (Path file : files) {
            try (var open = FileChannel.open(file, StandardOpenOption.WRITE)) {
                open.truncate(0);
            }
        }
    }
}
