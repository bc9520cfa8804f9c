package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.node.BundleBounds;
import enquire.sync.node.Bundles;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.TestNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle that Alice saves and Bob reads, by the forms. */
class BundleScreensTest {

    private static final String BOUNDARY = "----rose";

    @AutoClose private TestNode alice;
    @AutoClose private TestNode bob;
    private Wiki garden;
    private Wiki ofBob;

    @BeforeEach
    void share(@TempDir Path alices, @TempDir Path bobs) throws Exception {
        alice = TestNode.start(alices, "Alice");
        bob = TestNode.start(bobs, "Bob");
        garden = alice.node().create("w");
        alice.node().listen();
        ofBob = bob.node().join(garden.invite(Role.WRITER).text());
        garden.repository().create(new Title("Roses"), "red\n");
        assertEquals(
                201,
                alice.send(
                                "POST",
                                TestNode.wiki("/files?name=rose.png&page=Roses"),
                                new byte[300_000])
                        .statusCode());
    }

    @Test
    void whatOneSavesTheOtherReadsAndASecondTimeNothingChanges() throws Exception {
        String peers = browse("/w/-/sync").body();
        assertTrue(peers.contains("action=\"/w/-/bundle/save\""), peers);
        assertTrue(peers.contains("enctype=\"multipart/form-data\""), peers);
        assertTrue(peers.contains("take 0 bytes"), peers);
        HttpResponse<String> saved =
                alice.get("/w/-/bundle/save?since=&files=false", "Accept", "text/html");
        assertEquals(200, saved.statusCode());
        assertTrue(
                saved.headers().firstValue("Content-Disposition").orElse("").contains("w.bundle"));
        byte[] bundle = bundle();

        HttpResponse<String> first = read(bundle);
        assertEquals(200, first.statusCode(), first.body());
        assertSays(first, "1 page in the bundle; 1 changed here.", "1 file in it; 1 is new here.");
        long sequence = ofBob.repository().exchange().lastSequence();
        assertSays(read(bundle), "none changed here.", "none is new here.");
        assertEquals(sequence, ofBob.repository().exchange().lastSequence());
        assertEquals(300_000, ofBob.repository().blobs().usedBytes());
        assertNothingIsLeft();
    }

    @Test
    void whatCannotBeReadIsSaidInWordsWithTheFormAndNothingIsTaken() throws Exception {
        byte[] bundle = bundle();
        assertRefused(read(Arrays.copyOf(bundle, bundle.length - 1)), "damaged or was cut off");
        assertRefused(read(new byte[] {1, 2, 3}), "not a bundle of Enquire");
        assertRefused(post(part("", new byte[0])), "No file was chosen");
        assertRefused(
                bob.send("POST", "/w/-/bundle", bundle, "Accept", "text/html"),
                "not a form with a file");
        byte[] cut = part("w.bundle", bundle);
        assertRefused(post(Arrays.copyOf(cut, cut.length - 20)), "did not arrive whole");
        HttpResponse<String> german =
                bob.send(
                        "POST",
                        "/w/-/bundle",
                        part("w.bundle", new byte[] {1}),
                        "Content-Type",
                        "multipart/form-data; boundary=" + BOUNDARY,
                        "Accept",
                        "text/html",
                        "Accept-Language",
                        "de");
        assertSays(german, "Das ist kein Bündel von Enquire.");
        Wiki other = bob.node().create("Kitchen");
        assertRefused(post("/" + other.slug() + "/-/bundle", part("w", bundle)), "another wiki");
        assertEquals(0, ofBob.repository().pageCount());
        assertNothingIsLeft();
    }

    @Test
    void aMistypedDayComesBackWithTheReason() throws Exception {
        HttpResponse<String> answer = browse("/w/-/bundle/save?since=soon&files=false");

        assertEquals(422, answer.statusCode());
        assertSays(answer, "“soon” is no day", "value=\"soon\"", "value=\"false\" checked");
        assertEquals(200, browse("/w/-/bundle/save?since=2026-11-01").statusCode());
        assertEquals(200, browse("/w/-/bundle").statusCode());
    }

    @Test
    void whatWouldBeTooMuchIsSaidWithWhatToDo(@TempDir Path carols) throws Exception {
        var settings = TestNode.settings(carols, "Carol", InstantSource.system());
        try (var carol = TestNode.start(settings.bundling(new BundleBounds(2, 1, 100_000)))) {
            carol.node().create("w");
            carol.put(TestNode.wiki("/pages/Roses"), "red");
            carol.send("POST", TestNode.wiki("/files?name=rose.png&page=Roses"), new byte[100_000]);

            var answer = carol.get("/w/-/bundle/save", "Accept", "text/html");
            assertEquals(422, answer.statusCode());
            assertSays(
                    answer,
                    "1 page and 1 file with 10",
                    "2 pages, 1 file and 100 kB",
                    "Leave files out, or");
            var api = carol.get(TestNode.wiki("/bundle"), "Accept-Language", "de");
            assertEquals(422, api.statusCode());
            assertSays(api, "files=false", "zu viel");
            assertEquals(200, carol.get("/w/-/bundle/save?files=false").statusCode());
        }
    }

    private byte[] bundle() throws Exception {
        var out = new ByteArrayOutputStream();
        new Bundles(garden).write(out, Optional.empty(), true);
        return out.toByteArray();
    }

    private HttpResponse<String> browse(String path) throws Exception {
        return bob.get(path, "Accept", "text/html");
    }

    private HttpResponse<String> read(byte[] bundle) throws Exception {
        return post(part("w.bundle", bundle));
    }

    private HttpResponse<String> post(byte[] body) throws Exception {
        return post("/w/-/bundle", body);
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        return bob.send(
                "POST",
                path,
                body,
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY,
                "Accept",
                "text/html");
    }

    /** As a browser sends it (RFC 7578, section 4). */
    private static byte[] part(String fileName, byte[] content) {
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(BOUNDARY, fileName);
        var body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private void assertRefused(HttpResponse<String> answer, String why) {
        assertTrue(answer.statusCode() / 100 == 4, answer.statusCode() + answer.body());
        assertSays(answer, why, "enctype=\"multipart/form-data\"");
    }

    private static void assertSays(HttpResponse<String> answer, String... words) {
        for (String each : words) {
            assertTrue(answer.body().contains(each), each + " in " + answer.body());
        }
    }

    private void assertNothingIsLeft() throws Exception {
        try (Stream<Path> files = Files.list(new Bundles(ofBob).incoming())) {
            assertEquals(List.of(), files.toList());
        }
    }
}
