package enquire.web.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.sync.node.Wiki;
import enquire.sync.protocol.Limits;
import enquire.sync.roster.Role;
import enquire.sync.transport.PeerAddress;
import enquire.web.ClosedPort;
import enquire.web.TestNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code enquire doctor} finds, each thing provoked. */
class DoctorTest extends TypedCommands {

    @Test
    void aMistypedFolderIsSaidAndNotMade() {
        Ran ran = run("doctor");

        assertEquals(1, ran.code(), ran.err());
        assertTrue(ran.out().contains("wrong\tThere is no wiki in " + data()), ran.out());
        assertFalse(Files.exists(data()));
    }

    @Test
    void whatAStoppedNodeHasIsLookedAtAndEachHarmIsNamed() throws Exception {
        assertEquals(0, run("create", "Garden").code());
        Ran fine = run("doctor");
        assertEquals(0, fine.code(), fine.out());
        for (String line :
                List.of(
                        "ok\tJava ",
                        "ok\tThe library that merges pages can be used.",
                        "ok\tOnly this user can read what is in it.",
                        "ok\t" + data().resolve("node/node.db") + " can be read",
                        "look\tThe node does not run",
                        "ok\tThe port 0 for peers is free.",
                        "look\t“Garden” is on this computer alone.")) {
            assertTrue(fine.out().contains(line), line + " in " + fine.out());
        }

        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran busy = run("doctor", "--peer-port", "" + taken.getLocalPort());
            assertEquals(1, busy.code());
            assertTrue(busy.out().contains("for peers cannot be used"), busy.out());
        }
        for (Path each : List.of(data(), data().resolve("node"))) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Ran open = run("doctor");
        assertEquals(0, open.code(), open.out());
        String advice = "chmod -R go-rwx " + data().resolve("node");
        assertTrue(open.out().contains(advice), open.out());

        Path wiki = only(data().resolve("wikis"));
        spoil(largest(wiki.resolve("index")));
        Ran index = run("doctor");
        assertEquals(1, index.code(), index.out());
        assertTrue(index.out().contains("wrong\tThe search index " + wiki), index.out());
        spoil(wiki.resolve("wiki.db"));
        Ran pages = run("doctor");
        assertEquals(1, pages.code(), pages.out());
        assertTrue(
                pages.out().contains("wrong\t" + wiki.resolve("wiki.db") + " is damaged"),
                pages.out());
    }

    @Test
    void aRunningNodeIsAskedWhereItsPeersWereLookedFor() throws Exception {
        try (TestNode alice = TestNode.start(data());
                TestNode bob = TestNode.start(folder.resolve("bob"), "Bob")) {
            int port = alice.node().listen();
            Wiki garden = alice.node().create("Garden");
            bob.node().join(garden.invite(Role.WRITER).text());
            alice.node()
                    .whereabouts()
                    .add(bob.node().id(), new PeerAddress("127.0.0.1", ClosedPort.any()));
            alice.until(
                    TestNode.wiki("/peers").replace("/w/", "/garden/"),
                    peers -> peers.toString().contains("refused"));
            alice.node().announce(alice.uri("/").toString());

            Ran ran = run("doctor");

            assertEquals(0, ran.code(), ran.out());
            for (String line :
                    List.of(
                            "ok\tThe node runs, and a browser finds it at " + alice.uri("/"),
                            "ok\tThe node listens for peers at 127.0.0.1:" + port,
                            "look\t“Garden”: Bob is not connected. Bob’s computer does not answer",
                            "look\t“Garden”: Bob’s computer does not answer at 127.0.0.1:",
                            "ok\tNo peer is connected, so no other clock is known.")) {
                assertTrue(ran.out().contains(line), line + " in " + ran.out());
            }
        }
    }

    @Test
    void eachAddressOfAPeerIsDialledAndWhatCameOfItIsSaid() throws Exception {
        try (TestNode alice = TestNode.start(data());
                TestNode bob = TestNode.start(folder.resolve("bob"), "Bob");
                TestNode carol = TestNode.start(folder.resolve("carol"), "Carol");
                var browser = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var mute = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Wiki garden = alice.node().create("Garden");
            alice.node().listen();
            bob.node().join(garden.invite(Role.WRITER).text());
            int here = bob.node().listen();
            int carols = carol.node().listen();
            answerAsABrowserWould(browser);
            for (int port :
                    List.of(
                            ClosedPort.any(),
                            carols,
                            browser.getLocalPort(),
                            mute.getLocalPort())) {
                alice.node().whereabouts().add(bob.node().id(), new PeerAddress("127.0.0.1", port));
            }
            alice.node().whereabouts().add(bob.node().id(), new PeerAddress("198.51.100.7", 8748));
            alice.node().whereabouts().add(bob.node().id(), new PeerAddress("127.0.0.1", here));

            JsonNode looked =
                    new ObjectMapper()
                            .readTree(alice.post("/-/api/v1/wikis/garden/peers/look", "{}").body());

            var results = new ArrayList<String>();
            for (JsonNode each : looked.path("peers").get(0).path("addresses")) {
                results.add(each.path("address").asText() + " " + each.path("result").asText());
            }
            for (String expected :
                    List.of(
                            "127.0.0.1:" + here + " connected",
                            "127.0.0.1:" + carols + " other-computer",
                            "127.0.0.1:" + browser.getLocalPort() + " not-enquire",
                            "127.0.0.1:" + mute.getLocalPort() + " silent",
                            "198.51.100.7:8748 not-dialled")) {
                assertTrue(results.contains(expected), expected + " in " + results);
            }
            assertTrue(results.toString().contains(" refused"), results.toString());
        }
    }

    private static void answerAsABrowserWould(ServerSocket server) {
        Thread.ofVirtual()
                .start(() -> {
                    while (!server.isClosed()) {
                        try (var taken = server.accept()) {
                            taken.getOutputStream()
                                    .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                            taken.getInputStream().read();
                        } catch (IOException over) {
                            return;
                        }
                    }
                });
    }

    @Test
    void aPeerWhoseClockIsOffAndOneOfAnOlderVersionAreNamed() throws Exception {
        Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        Path bobs = folder.resolve("bob");
        var newer = TestNode.settings(data(), "Alice", Clock.systemUTC());
        try (TestNode carol =
                TestNode.start(TestNode.settings(folder.resolve("carol"), "Carol", fast))) {
            carol.node().listen();
            String invite;
            try (TestNode alice = TestNode.start(data());
                    TestNode bob = TestNode.start(bobs, "Bob")) {
                Wiki garden = alice.node().create("Garden");
                alice.node().listen();
                bob.node().listen();
                bob.node().join(garden.invite(Role.WRITER).text());
                carol.node().join(garden.invite(Role.WRITER).text());
                alice.until(
                        "/-/api/v1/wikis/garden/peers",
                        peers -> peers.toString().contains("\"clockAheadSeconds\":3"));
                alice.node().announce(alice.uri("/").toString());
                Ran ran = run("doctor");
                assertTrue(ran.out().contains("look\tThe clock of Carol is 3,"), ran.out());
                assertTrue(ran.out().contains("ok\t“Garden”: Carol is connected."), ran.out());
                invite = garden.slug();
            }
            try (TestNode alice = TestNode.start(newer.speaking(Limits.VERSION + 1));
                    TestNode bob = TestNode.start(bobs, "Bob")) {
                bob.node().listen();
                alice.node().listen();
                alice.until(
                        "/-/api/v1/wikis/" + invite + "/peers",
                        peers -> peers.toString().contains("other-version"));
                alice.node().announce(alice.uri("/").toString());
                Ran ran = run("doctor");
                assertTrue(ran.out().contains("look\t“Garden”: Bob is not connected."), ran.out());
                assertTrue(ran.out().contains("version"), ran.out());
            }
        }
    }

    @Test
    void littleRoomOnTheDiskIsSaidBeforeItIsFull() {
        long megabyte = 1L << 20;
        assertEquals(Finding.Kind.OK, room(1_024 * megabyte).kind());
        assertEquals(Finding.Kind.LOOK, room(1_023 * megabyte).kind());
        assertEquals(Finding.Kind.LOOK, room(50 * megabyte).kind());
        Finding full = room(49 * megabyte);
        assertEquals(
                "wrong\t49 MB are free on the disk of the data folder. Make room: soon nothing can be saved.",
                full.line());
        assertEquals(Finding.Kind.LOOK, FolderFindings.room(Optional.empty()).kind());
    }

    private static Finding room(long freeBytes) {
        return FolderFindings.room(Optional.of(freeBytes));
    }

    @Test
    void ofSeveralClocksTheOneThatIsFurthestOffIsNamed() throws Exception {
        var peers = new ArrayList<JsonNode>();
        assertTrue(NetworkFindings.clock(peers).sentence().contains("no other clock is known"));

        peers.add(peer("{'name': 'Alice', 'connected': true}"));
        assertTrue(NetworkFindings.clock(peers).sentence().contains("has another time"));

        peers.add(peer("{'name': 'Bob', 'clockAheadSeconds': 300}"));
        peers.add(peer("{'name': 'Carol', 'clockAheadSeconds': -900}"));
        String said = NetworkFindings.clock(peers).sentence();
        assertTrue(said.startsWith("The clock of Carol is 900 s behind"), said);
    }

    private static JsonNode peer(String json) throws IOException {
        return new ObjectMapper().readTree(json.replace('\'', '"'));
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static Path largest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.max(java.util.Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    /** In the middle, as a bad disk does. */
    private static void spoil(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int i = bytes.length / 4; i < bytes.length * 3 / 4; i++) {
            bytes[i] ^= 0x5a;
        }
        Files.write(file, bytes);
    }
}
