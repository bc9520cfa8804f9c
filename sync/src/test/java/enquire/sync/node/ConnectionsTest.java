package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.sync.cbor.CborWriter;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.PeerBudget;
import enquire.sync.roster.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are not as one would wish, over real TLS. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ConnectionsTest {

    private static final String LOOPBACK = "127.0.0.1";

    private final Path folder;

    @AutoClose private final Meetings meetings;

    ConnectionsTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @Test
    void twoWhoDialEachOtherAtOnceKeepOneConnection() throws Exception {
        Wiki garden = meetings.start("Alice").create("Garden");
        meetings.start("Bob").join(garden.invite(Role.WRITER).text());
        meetings.stopAll();
        var alice = meetings.side("Alice");
        var bob = meetings.side("Bob");

        for (int round = 0; round < 5; round++) {
            var together = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var dials =
                        List.of(
                                threads.submit(() -> alice.dial(bob, together)),
                                threads.submit(() -> bob.dial(alice, together)));
                for (var dial : dials) {
                    dial.get(60, TimeUnit.SECONDS);
                }
            }
            Meetings.await("one is left, the same", () -> keptOne(alice, bob));
        }
        alice.peers.close();
        bob.peers.close();
        alice.peers.awaitClosed(Meetings.PATIENCE);
        bob.peers.awaitClosed(Meetings.PATIENCE);
    }

    /** One of both dialled it: otherwise each kept another one. */
    private static boolean keptOne(Side one, Side other) {
        var ofOne = one.peers.connection(other.node.id()).map(PeerConnection::dialled);
        var ofOther = other.peers.connection(one.node.id()).map(PeerConnection::dialled);
        return one.hasOneWith(other)
                && other.hasOneWith(one)
                && ofOne.isPresent()
                && ofOther.isPresent()
                && !ofOne.equals(ofOther);
    }

    /** Each look goes through all members: who only knocks must not make this node do so. */
    @Test
    void aStrangerWakesNobodyWhoDials() throws Exception {
        Wiki garden = meetings.open("Alice").create("Garden");
        meetings.open("Carol");
        meetings.stopAll();
        var alice = meetings.side("Alice");
        var woken = new AtomicInteger();
        alice.peers.watch(woken::incrementAndGet);

        for (int i = 0; i < 3; i++) {
            var carol =
                    new RawPeer(meetings.identity("Carol"), alice.node.id(), alice.server.port());
            meetings.keep(carol).hello(garden).awaitEnd();
        }

        Meetings.await("nothing is left of her", () -> alice.peers.count() == 0);
        assertEquals(0, woken.get());
    }

    @Test
    void aCopyOfADataFolderIsMetWithASentenceAndNotSynced() throws Exception {
        int port = freePort();
        Node alice = meetings.open("Alice", port);
        alice.listen();
        Wiki garden = alice.create("Garden");
        // Bob is told where she is, and tells her so when they meet again: that gets into the copy.
        Node bob = meetings.start("Bob");
        Wiki joined = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("he was told", () -> !joined.addressesOf(alice.id()).isEmpty());
        meetings.stop(bob);
        Node bobAgain = meetings.start("Bob");
        Meetings.await("she was told", () -> !garden.addressesOf(alice.id()).isEmpty());
        meetings.stop(bobAgain);
        meetings.stop(alice);
        copy(folder.resolve("Alice"), folder.resolve("Copy"));

        Node again = meetings.open("Alice", port);
        again.listen();
        Wiki original = again.wikis().getFirst();
        Node copied = meetings.open("Copy");
        Wiki copy = copied.wikis().getFirst();
        original.repository().create(new Title("Roses"), "red");
        copied.listen();

        for (Wiki each : List.of(original, copy)) {
            Meetings.await(
                    "it is said, and when",
                    () ->
                            Meetings.problem(each, again.id())
                                    .startsWith("Another computer uses the same key, last seen "));
        }
        assertTrue(copy.repository().resolve("Roses").isEmpty());
    }

    @Test
    void nothingIsKeptOfAStrangerWhoWasSentAway() throws Exception {
        var alice = meetings.side("Alice");
        var mallory = meetings.side("Mallory");
        alice.node.create("Garden");

        mallory.dial(alice, new CyclicBarrier(1));

        Meetings.await(
                "Mallory is told",
                () -> mallory.peers.acquaintances().problem(alice.node.id()).isPresent());
        alice.peers.awaitClosed(Meetings.PATIENCE);
        assertEquals(0, alice.peers.count());
        assertTrue(alice.peers.acquaintances().problem(mallory.node.id()).isEmpty());
    }

    /** Otherwise a member who has used his up would make keys until it is forgotten. */
    @Test
    void strangersWithoutNumberPushNoMembersBudgetOut() throws Exception {
        var alice = meetings.side("Alice");
        Wiki garden = alice.node.create("Garden");
        Node bob = meetings.open("Bob");
        Wire.join(bob, alice.node, garden);
        PeerBudget bobs = alice.peers.budget(bob.id());

        for (int i = 1; i <= 2 * Conduct.PEERS_MAX; i++) {
            alice.peers.budget(new PeerId(Bytes.ofHex("%064x".formatted(i))));
        }

        assertSame(bobs, alice.peers.budget(bob.id()));
    }

    @Test
    void aMemberThatBreaksRulesAgainAndAgainIsLeftAloneAndTheScreenSaysSo() throws Exception {
        Node alice = meetings.open("Alice");
        int port = alice.listen();
        Wiki garden = alice.create("Garden");
        Node member = meetings.start("Bob");
        member.join(garden.invite(Role.WRITER).text());
        meetings.stop(member);
        PeerId id = meetings.identity("Bob").key().id();

        for (int offences = 0; offences <= Conduct.FORGIVEN; ) {
            var rude = meetings.keep(new RawPeer(meetings.identity("Bob"), alice.id(), port));
            rude.send(Bytes.of(new byte[] {1, 2, 3}));
            rude.awaitEnd();
            // It is none if the computer was so busy that the connection was cut before that.
            offences += rude.messages().stream().anyMatch(Message.Close.class::isInstance) ? 1 : 0;
        }
        Meetings.await(
                "the screen says so",
                () -> Meetings.problem(garden, id).contains("left alone for 1 min"));

        var rude = meetings.keep(new RawPeer(meetings.identity("Bob"), alice.id(), port));
        rude.awaitEnd();
        assertTrue(
                rude.first() instanceof Message.Close close
                        && close.reason() == Message.Reason.BUSY,
                () -> "heard " + rude.first());
    }

    /** Before a hello nobody is known: neither a stranger nor a member is read any further. */
    @Test
    void beforeAHelloOnlyAGreetingIsReadAndNothingLargeIsInflated() throws Exception {
        Node alice = meetings.open("Alice");
        int port = alice.listen();
        Wiki garden = alice.create("Garden");
        Node member = meetings.start("Bob");
        member.join(garden.invite(Role.WRITER).text());
        meetings.stop(member);
        meetings.stop(meetings.open("Mallory"));
        var want = new Message.Want(garden.id(), List.of());
        for (String name : List.of("Mallory", "Bob")) {
            var impolite = meetings.keep(new RawPeer(meetings.identity(name), alice.id(), port));
            impolite.send(want);
            refused(impolite, "before its hello");

            var bomber = meetings.keep(new RawPeer(meetings.identity(name), alice.id(), port));
            bomber.send(largeHello());
            refused(bomber, "too large");
        }
    }

    private static void refused(RawPeer peer, String words) throws Exception {
        Message.Close close = peer.awaitClose();
        assertEquals(Message.Reason.PROTOCOL, close.reason());
        assertTrue(close.explanation().contains(words), close.explanation());
    }

    /** A hello with a field of half a megabyte behind it, in a frame of less than a kilobyte. */
    private static Bytes largeHello() {
        var out = new CborWriter().map(6).key("type").text("hello");
        out.key("version").number(Limits.VERSION).key("name").text("Mallory");
        out.key("capabilities").list(0).end().key("wikis").list(0).end();
        out.key("later").bytes(Bytes.of(new byte[500_000])).end();
        var deflater = new Deflater(9, true);
        deflater.setInput(out.toBytes().toArray());
        deflater.finish();
        byte[] deflated = new byte[1_000];
        int size = deflater.deflate(deflated);
        deflater.end();
        var frame = new CborWriter().map(2).key("type").text("deflated");
        return frame.key("body").bytes(Bytes.of(deflated, 0, size)).end().toBytes();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
