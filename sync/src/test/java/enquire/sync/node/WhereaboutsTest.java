package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PeerId;
import enquire.storage.NodeRecords;
import enquire.sync.identity.SignedAddresses;
import enquire.sync.node.TriedAddress.Result;
import enquire.sync.node.TriedAddress.Source;
import enquire.sync.roster.Invite;
import enquire.sync.roster.Role;
import enquire.sync.transport.PeerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bob looks for Alice, whose computer has moved. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class WhereaboutsTest {

    private final Path folder;

    @AutoClose private final Meetings meetings;

    WhereaboutsTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @Test
    void anAddressThatBobAddsIsDialledAndWhatCameOfEachIsKnownAfterARestart() {
        Node alice = meetings.start("Alice");
        PeerId alices = alice.id();
        Node bob = meetings.open("Bob");
        bob.join(alice.create("Garden").invite(Role.WRITER).text());
        String old = alice.addresses().getFirst();
        meetings.stop(alice);
        bob.listen();
        Meetings.await("he looked for her", () -> result(bob, alices, old) == Result.REFUSED);

        Node moved = meetings.start("Alice");
        String now = moved.addresses().getFirst();
        assertTrue(bob.whereabouts().add(alices, PeerAddress.parse(now).orElseThrow()));

        Meetings.await("they met", () -> result(bob, alices, now) == Result.CONNECTED);
        List<TriedAddress> tried = bob.whereabouts().of(alices);
        // He may have dialled her once more, if she cut him off before they had greeted.
        Meetings.await("they greeted", () -> connected(bob) && connected(moved));
        List<TriedAddress> triedLast = bob.whereabouts().of(alices);
        assertEquals(List.of(now, old), tried.stream().map(TriedAddress::address).toList());
        assertEquals(Source.ADDED, tried.getFirst().source());
        assertEquals(tried.getFirst().triedAt(), tried.getFirst().workedAt());
        meetings.stop(bob);
        Node again = meetings.open("Bob");
        List<TriedAddress> kept = again.whereabouts().of(alices);
        // What only happened once more a moment later need not be on disk.
        assertTrue(List.of(tried, triedLast).contains(kept), () -> kept + ", not " + triedLast);
        assertTrue(again.whereabouts().remove(alices, now));
        assertFalse(again.whereabouts().remove(alices, now));
    }

    @Test
    void whatIsWrongWithAnAddressIsTold() throws IOException {
        Node alice = meetings.open("Alice");
        Node bob = meetings.open("Bob");
        Node carol = meetings.start("Carol");
        Wire.join(bob, alice, alice.create("Garden"));
        try (var web = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAsAWebServer(web));
            String elsewhere = "192.0.2.7:8748";
            String others = carol.addresses().getFirst();
            String site = "127.0.0.1:" + web.getLocalPort();
            for (String each : List.of(elsewhere, others, site)) {
                bob.whereabouts().add(alice.id(), PeerAddress.parse(each).orElseThrow());
            }

            bob.listen();

            var expected =
                    Map.of(
                            elsewhere, Optional.of(Result.NOT_DIALLED),
                            others, Optional.of(Result.OTHER_COMPUTER),
                            site, Optional.of(Result.NOT_ENQUIRE));
            Meetings.await(
                    "all were tried: " + expected,
                    () ->
                            bob.whereabouts().of(alice.id()).stream()
                                    .collect(
                                            Collectors.toMap(
                                                    TriedAddress::address, TriedAddress::result))
                                    .equals(expected));
        }
    }

    @Test
    void oneWhoWasRemovedIsToldSoWhereHeDials() throws IOException {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Node bob = meetings.open("Bob");
        bob.join(garden.invite(Role.WRITER).text());
        garden.membership().remove(bob.id());

        bob.listen();

        String address = alice.addresses().getFirst();
        Meetings.await("he is told", () -> result(bob, alice.id(), address) == Result.REMOVED);
    }

    @Test
    void anAdvertisedAddressStandsInInvitesAndIsSignedButNotByWhoStaysOnOneComputer() {
        var all =
                new NodeSettings(
                        folder.resolve("Alice"),
                        Optional.of("Alice"),
                        "0.0.0.0",
                        8748,
                        InstantSource.system());
        var advertised = List.of(new PeerAddress("wiki.example.org", 4000));
        var said =
                new FindingSettings(
                        Optional.of(advertised),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        try (Node alice = Node.open(all.found(said))) {
            Wiki garden = alice.create("Garden");
            Invite invite = Invite.parse(garden.invite(Role.WRITER).text());
            assertEquals("wiki.example.org:4000", invite.addresses().getFirst());
            assertEquals(
                    "wiki.example.org:4000",
                    SignedAddresses.read(garden.news().addressesToTell().getFirst())
                            .addresses()
                            .getFirst());
        }
        try (Node alice = Node.open(all)) {
            assertEquals(List.of("wiki.example.org:4000"), alice.whereabouts().advertised());
            alice.whereabouts().advertise(List.of());
            assertFalse(alice.addresses().contains("wiki.example.org:4000"));
        }
        Node bob = meetings.start("Bob");
        bob.whereabouts().advertise(advertised);
        assertEquals(1, bob.addresses().size(), bob.addresses().toString());
    }

    @Test
    void attemptsAreBoundedAndLinesOfALaterVersionArePassedOver() {
        try (var database = new NodeDatabase(NodeRecords.open(folder.resolve("node.db")))) {
            PeerId peer = meetings.open("Alice").id();
            Instant at = Instant.parse("2026-11-29T12:00:00Z");
            var attempts = new Attempts(database, () -> at);
            for (int i = 1; i <= Attempts.ADDRESSES_MAX; i++) {
                attempts.tried(peer, "127.0.0.1:" + i, Result.REFUSED);
            }
            new Attempts(database, () -> at.plusSeconds(1)).tried(peer, "h:1", Result.CONNECTED);
            assertEquals(Attempts.ADDRESSES_MAX, database.tried(peer).size());

            database.tried(peer, List.of("h:2 soon REFUSED -", "h:3", "h:4 " + at + " ODD -"));
            var later = new Attempts(database, () -> at);
            for (String each : List.of("h:2", "h:3", "h:4")) {
                assertTrue(later.of(peer, each).isEmpty(), each);
            }
        }
    }

    private static boolean connected(Node node) {
        return node.wikis().getFirst().peers().stream().anyMatch(Wiki.Peer::connected);
    }

    private static Result result(Node node, PeerId peer, String address) {
        return node.whereabouts().of(peer).stream()
                .filter(each -> each.address().equals(address))
                .findFirst()
                .flatMap(TriedAddress::result)
                .orElse(Result.OTHER);
    }

    private static void answerAsAWebServer(ServerSocket web) {
        while (!web.isClosed()) {
            try (Socket each = web.accept()) {
                each.getOutputStream()
                        .write(
                                "HTTP/1.1 400 Bad Request\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                each.shutdownOutput();
                each.getInputStream().readAllBytes();
            } catch (IOException closed) {
                continue;
            }
        }
    }
}
