package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.node.BundleBounds;
import enquire.sync.node.Bundles;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.BetweenLooks;
import enquire.web.TestNode;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
        assertTrue(peers.contains("action=\"/w/-/bundle/make\""), peers);
        assertTrue(peers.contains("enctype=\"multipart/form-data\""), peers);
        assertTrue(peers.contains("take 0 bytes"), peers);
        byte[] bundle = madeByForm();

        HttpResponse<String> first = read(bundle);
        assertEquals(200, first.statusCode(), first.body());
        assertSays(first, "1 page in the bundle; 1 changed here.", "1 file in it; 1 is new here.");
        long sequence = ofBob.repository().exchange().lastSequence();
        assertSays(read(bundle), "none changed here.", "none is new here.");
        assertEquals(sequence, ofBob.repository().exchange().lastSequence());
        assertEquals(300_000, ofBob.repository().blobs().usedBytes());
        assertNothingIsLeft();
    }

    /** Its hour is not over, and it holds what is to go. */
    @Test
    void aBundleThatWasMadeGoesWhenSomethingIsTakenOutOfTheWiki() throws Exception {
        madeByForm();
        assertEquals(1, inFolderOf(garden).size());

        garden.redacting()
                .redact(garden.repository().resolve("Roses").orElseThrow(), "red")
                .clean()
                .join();

        Instant end = Instant.now().plus(TestNode.DEADLINE);
        while (ended(alice).body().contains("\"/w/-/bundle/made\"")) {
            assertTrue(Instant.now().isBefore(end), "it is there still");
            BetweenLooks.pause();
        }
        assertEquals(List.of(), inFolderOf(garden));
        assertEquals(302, alice.bytes("/w/-/bundle/made").statusCode()); // To the form.
    }

    /** What a browser does: makes one, looks until it is there, and saves it, twice. */
    private byte[] madeByForm() throws Exception {
        assertEquals(303, make(alice, "since=").statusCode());
        HttpResponse<String> screen = ended(alice);
        assertSays(
                screen, "The bundle is made.", "href=\"/w/-/bundle/made\"", "Save the bundle (30");
        assertEquals(1, inFolderOf(garden).size());
        HttpResponse<byte[]> saved = alice.bytes("/w/-/bundle/made");
        assertEquals(200, saved.statusCode());
        assertEquals(
                Optional.of("attachment; filename=\"w.bundle\""),
                saved.headers().firstValue("Content-Disposition"));
        assertEquals(
                saved.body().length,
                saved.headers().firstValueAsLong("Content-Length").orElseThrow());
        // Any page may have led the browser there, and one that breaks off asks again.
        assertArrayEquals(saved.body(), alice.bytes("/w/-/bundle/made").body());
        assertEquals(1, inFolderOf(garden).size());
        return saved.body();
    }

    /** The screen once nothing goes on any more. */
    private static HttpResponse<String> ended(TestNode node) throws Exception {
        Instant end = Instant.now().plus(TestNode.DEADLINE);
        HttpResponse<String> screen = node.get("/w/-/bundle", "Accept", "text/html");
        while (screen.headers().firstValue("Refresh").isPresent()) {
            assertTrue(Instant.now().isBefore(end), screen.body());
            Thread.onSpinWait();
            screen = node.get("/w/-/bundle", "Accept", "text/html");
        }
        return screen;
    }

    @Test
    void whileOneIsReadTheScreenSaysSoAndNoOtherBegins() throws Exception {
        byte[] bundle = bundle();
        var bundles = new Bundles(ofBob);
        Path other = Files.write(bundles.incoming().resolve("other.part"), bundle);
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // By the API, say: only one is read at a time, so that of the form waits.
            Future<Bundles.Report> first =
                    threads.submit(() ->
                            bundles.take(
                                    other,
                                    (step, done, of) -> {
                                        begun.countDown();
                                        awaited(goOn);
                                    }));
            awaited(begun);
            assertEquals(303, post(part("w.bundle", bundle)).statusCode());
            HttpResponse<String> waiting = browse("/w/-/bundle");
            assertSays(waiting, "The bundle is being checked", "It goes on when");
            assertEquals(Optional.of("2"), waiting.headers().firstValue("Refresh"));
            assertFalse(waiting.body().contains("<form class=\"form\""), waiting.body());
            HttpResponse<String> second = post(part("w.bundle", bundle));
            assertEquals(409, second.statusCode());
            assertSays(second, "Nothing was begun");
            goOn.countDown();
            assertEquals(1, first.get().stored());
        }
        assertSays(ended(bob), "none changed here.", "none is new here.");
        assertNothingIsLeft();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertTrue(latch.await(TestNode.DEADLINE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void howFarItIsStandsInWords() {
        assertEquals(
                "The bundle is being made: 12.0 MB of 40.0 MB.",
                words(new BundleWork.State.Making(12_000_000, 40_000_000)));
        assertEquals(
                "The bundle is being checked: 3.0 MB of 12.0 MB. Nothing of it is taken before.",
                words(new BundleWork.State.Reading(Bundles.Step.CHECKED, 3, 12)));
        assertEquals(
                "The bundle is being read: 1 page of 1,200.",
                words(new BundleWork.State.Reading(Bundles.Step.PAGES, 1, 1_200)));
        assertEquals(
                "The bundle is being read: 7 files of 12.",
                words(new BundleWork.State.Reading(Bundles.Step.FILES, 7, 12)));
    }

    private String words(BundleWork.State state) {
        return BundleWords.of(garden, Optional.of(state)).waiting();
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
        assertEquals(
                303,
                bob.send(
                                "POST",
                                "/w/-/bundle",
                                part("w.bundle", new byte[] {1}),
                                "Content-Type",
                                "multipart/form-data; boundary=" + BOUNDARY,
                                "Accept",
                                "text/html",
                                "Accept-Language",
                                "de")
                        .statusCode());
        ended(bob);
        var german = bob.get("/w/-/bundle", "Accept", "text/html", "Accept-Language", "de");
        assertSays(german, "Das ist kein Bündel von Enquire.");
        Wiki other = bob.node().create("Kitchen");
        post("/" + other.slug() + "/-/bundle", part("w", bundle));
        Instant end = Instant.now().plus(TestNode.DEADLINE);
        String screen = browse("/" + other.slug() + "/-/bundle").body();
        while (!screen.contains("another wiki")) {
            assertTrue(Instant.now().isBefore(end), screen);
            screen = browse("/" + other.slug() + "/-/bundle").body();
        }
        assertEquals(0, ofBob.repository().pageCount());
        assertNothingIsLeft();
    }

    @Test
    void aMistypedDayComesBackWithTheReason() throws Exception {
        HttpResponse<String> answer = make(bob, "since=soon&files=false");

        assertEquals(422, answer.statusCode());
        assertSays(answer, "“soon” is no day", "value=\"soon\"", "value=\"false\" checked");
        HttpResponse<String> later = make(bob, "since=2999-01-01");
        assertEquals(422, later.statusCode());
        assertSays(later, "nothing is new since then", "value=\"2999-01-01\"");
        assertEquals(
                400, bob.get(TestNode.wiki("/bundle?since=2999-01-01T00:00:00Z")).statusCode());
        assertEquals(303, make(bob, "since=2026-11-01").statusCode());
        assertSays(ended(bob), "The bundle is made.");
        // Nobody saves it, and the node stops.
        Path folder = new Bundles(ofBob).incoming();
        bob.close();
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void whatWouldBeTooMuchIsSaidWithWhatToDo(@TempDir Path carols) throws Exception {
        var settings = TestNode.settings(carols, "Carol", InstantSource.system());
        try (var carol = TestNode.start(settings.bundling(new BundleBounds(2, 1, 100_000)))) {
            carol.node().create("w");
            carol.put(TestNode.wiki("/pages/Roses"), "red");
            carol.send("POST", TestNode.wiki("/files?name=rose.png&page=Roses"), new byte[100_000]);

            var answer = make(carol, "since=");
            assertEquals(422, answer.statusCode());
            assertSays(
                    answer,
                    "1 page and 1 file with 10",
                    "2 pages, 1 file and 100 kB",
                    "Leave files out, or");
            var api = carol.get(TestNode.wiki("/bundle"), "Accept-Language", "de");
            assertEquals(422, api.statusCode());
            assertSays(api, "files=false", "zu viel");
            assertEquals(303, make(carol, "since=&files=false").statusCode());
            assertSays(ended(carol), "The bundle is made.");
        }
    }

    private byte[] bundle() throws Exception {
        var out = new ByteArrayOutputStream();
        new Bundles(garden).write(out, Optional.empty(), true);
        return out.toByteArray();
    }

    private static HttpResponse<String> make(TestNode node, String fields) throws Exception {
        return node.post(
                "/w/-/bundle/make",
                fields,
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Accept",
                "text/html");
    }

    private HttpResponse<String> browse(String path) throws Exception {
        return bob.get(path, "Accept", "text/html");
    }

    private HttpResponse<String> read(byte[] bundle) throws Exception {
        HttpResponse<String> answer = post(part("w.bundle", bundle));
        return answer.statusCode() == 303 ? ended(bob) : answer;
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
        assertSays(answer, why, "enctype=\"multipart/form-data\"");
    }

    private static void assertSays(HttpResponse<String> answer, String... words) {
        for (String each : words) {
            assertTrue(answer.body().contains(each), each + " in " + answer.body());
        }
    }

    private void assertNothingIsLeft() throws Exception {
        assertEquals(List.of(), inFolderOf(ofBob));
    }

    private static List<Path> inFolderOf(Wiki wiki) throws Exception {
        try (Stream<Path> files = Files.list(new Bundles(wiki).incoming())) {
            return files.toList();
        }
    }
}
