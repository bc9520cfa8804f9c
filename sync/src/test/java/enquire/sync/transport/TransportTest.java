package enquire.sync.transport;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import enquire.editor.page.Bytes;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.protocol.Limits;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real TLS on loopback. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TransportTest {

    private static final String LOOPBACK = "127.0.0.1";

    /** Long enough to shake hands on a busy machine, short enough to wait for. */
    private static final Duration SHORT = Duration.ofSeconds(4);

    private static final Duration LONG = Duration.ofSeconds(50);

    private static NodeIdentity alice;
    private static NodeIdentity bob;
    private static NodeIdentity carol;

    @TempDir static Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void makeKeys() {
        alice = NodeIdentity.open(folder.resolve("alice.p12"));
        bob = NodeIdentity.open(folder.resolve("bob.p12"));
        carol = NodeIdentity.open(folder.resolve("carol.p12"));
    }

    @AfterEach
    void closeEverything() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void bothSidesLearnTheOthersKeyAndFramesTravelBothWays() throws Exception {
        var atBob = new Inbox();
        var atAlice = new Inbox();
        PeerServer server = listen(bob, LONG, atBob);

        Link link = client(alice).connect(at(server), bob.key().id(), atAlice);

        Link answered = atBob.link();
        assertEquals(alice.key().id(), answered.peer());
        assertEquals(bob.key().id(), link.peer());
        link.send(Bytes.ofHex("0102"));
        assertEquals(Bytes.ofHex("0102"), atBob.frame());
        answered.send(Bytes.ofHex("03"));
        assertEquals(Bytes.ofHex("03"), atAlice.frame());
    }

    @Test
    void aLinkThatFailsAtItsFirstUseTellsItsOwner() throws Exception {
        PeerServer server = listen(bob, LONG, new Inbox());
        var atAlice = new Inbox();
        atAlice.dropsAtOnce = true;

        client(alice).connect(at(server), bob.key().id(), atAlice);

        assertEquals("at once", atAlice.closed());
    }

    /** As when the network fails while somebody still makes the owner. */
    @Test
    void aLinkThatEndsBeforeItBeginsTellsItsOwner() throws Exception {
        PeerServer server = listen(bob, LONG, new Inbox());
        var atAlice = new Inbox();
        atAlice.dropsUnowned = true;

        client(alice).connect(at(server), bob.key().id(), atAlice);

        assertEquals("too early", atAlice.closed());
        assertEquals(List.of("begun", "closed"), atAlice.calls);
    }

    @Test
    void aFrameOfTheLargestSizeArrivesWholeAndALargerOneEndsTheConnection() throws Exception {
        var atBob = new Inbox();
        PeerServer server = listen(bob, LONG, atBob);
        // Alice's limit is twice the allowed one: her side would not let a larger frame out.
        var careless = PeerClient.start(alice, 2 * Limits.FRAME_BYTES);
        open.add(careless);
        Link link = careless.connect(at(server), bob.key().id(), new Inbox());

        link.send(Bytes.of(new byte[Limits.FRAME_BYTES]));
        assertEquals(Limits.FRAME_BYTES, atBob.frame().size());
        link.send(Bytes.of(new byte[Limits.FRAME_BYTES + 1]));

        atBob.closed();
    }

    @Test
    void whoAnswersWithAnotherKeyIsRefusedBeforeAnythingIsSaid() throws Exception {
        var atCarol = new Inbox();
        PeerServer server = listen(carol, LONG, atCarol);
        var atAlice = new Inbox();

        assertThrows(
                WrongPeerException.class,
                () -> client(alice).connect(at(server), bob.key().id(), atAlice));

        assertTrue(atAlice.links.isEmpty());
    }

    @Test
    void whoSaysNoHelloIsDisconnectedAtTheDeadline() throws Exception {
        var atBob = new Inbox();
        PeerServer server = listen(bob, SHORT, atBob);
        var atAlice = new Inbox();

        client(alice).connect(at(server), bob.key().id(), atAlice);

        atAlice.closed();
        atBob.closed();
    }

    @Test
    void whoStallsTheTlsHandshakeIsDisconnectedAtTheDeadline() throws Exception {
        PeerServer server = listen(bob, SHORT, new Inbox());

        try (var socket = new Socket(InetAddress.getByName(LOOPBACK), server.port())) {
            socket.getOutputStream().write(0x16);

            assertEquals(-1, socket.getInputStream().read());
        }
    }

    @Test
    void whoSaidHelloStaysBeyondTheDeadline() throws Exception {
        var atBob = new Inbox();
        PeerServer server = listen(bob, SHORT, atBob);
        var stalled = new Inbox();
        PeerClient client = client(alice);

        Link link = client.connect(at(server), bob.key().id(), new Inbox());
        atBob.link().greeted();
        client.connect(at(server), bob.key().id(), stalled);
        stalled.closed();

        link.send(Bytes.ofHex("05"));
        assertEquals(Bytes.ofHex("05"), atBob.frame());
    }

    /**
     * The hello of a peer that goes at once is looked at when nothing is left of its connection.
     */
    @Test
    void aHelloMayBeHeardAfterTheConnectionHasEnded() throws Exception {
        var atBob = new Inbox();
        PeerServer server = listen(bob, LONG, atBob);
        client(alice).connect(at(server), bob.key().id(), new Inbox());
        Link answered = atBob.link();

        answered.drop("gone");

        assertDoesNotThrow(answered::greeted);
    }

    @Test
    void aLivingPeerAnswersPings() throws Exception {
        var atBob = new Inbox();
        PeerServer server = listen(bob, LONG, atBob);
        var atAlice = new Inbox();
        Link link = client(alice).connect(at(server), bob.key().id(), atAlice);

        link.ping();

        assertTrue(atAlice.pongs.poll(50, TimeUnit.SECONDS) != null);
    }

    @Test
    void aGoodbyeIsHeardOnBothSides() throws Exception {
        var atBob = new Inbox();
        PeerServer server = listen(bob, LONG, atBob);
        var atAlice = new Inbox();
        Link link = client(alice).connect(at(server), bob.key().id(), atAlice);
        atBob.link();

        link.send(Bytes.ofHex("07"));
        link.close("that is all");

        assertEquals(Bytes.ofHex("07"), atBob.frame());
        assertEquals("that is all", atBob.closed());
        atAlice.closed();
    }

    @Test
    void whoDoesNotReadIsDisconnectedOnceTooMuchWaits() throws Exception {
        var atBob = new Inbox();
        atBob.reads = false;
        PeerServer server = listen(bob, LONG, atBob);
        var atAlice = new Inbox();
        Link link = client(alice).connect(at(server), bob.key().id(), atAlice);
        atBob.link();

        var frame = Bytes.of(new byte[Limits.FRAME_BYTES]);
        for (int sent = 0; sent < 64 && atAlice.ends.isEmpty(); sent++) {
            link.send(frame);
        }

        assertTrue(atAlice.closed().contains("does not read"));
    }

    @Test
    void aPortInUseIsAnError() throws Exception {
        PeerServer server = listen(bob, LONG, new Inbox());

        assertThrows(
                IOException.class,
                () -> PeerServer.start(alice, LOOPBACK, server.port(), LONG, new Inbox()));
    }

    @Test
    void beyondTheCapWhoComesWaitsUntilAnotherConnectionEnds() throws Exception {
        int cap = 3;
        PeerServer server = PeerServer.start(bob, LOOPBACK, 0, LONG, cap, new Inbox());
        open.add(server);
        var holding = new ArrayList<Link>();
        for (int i = 0; i < cap; i++) {
            holding.add(client(alice).connect(at(server), bob.key().id(), new Inbox()));
        }

        try (var late = new Socket(InetAddress.getByName(LOOPBACK), server.port())) {
            // The system has taken it for us; whoever is served gets an answer to what is no TLS.
            late.getOutputStream().write("no TLS at all".getBytes(StandardCharsets.US_ASCII));
            await(() -> !server.accepting());
            assertEquals(0, late.getInputStream().available());

            holding.getFirst().drop("makes room");
            late.setSoTimeout((int) LONG.toMillis());
            assertTrue(late.getInputStream().read() >= 0);
        }
    }

    @Test
    void bothSidesCountTheBytesOnTheWire() throws Exception {
        var atBob = new Inbox();
        PeerServer server = listen(bob, LONG, atBob);
        PeerClient client = client(alice);
        var atAlice = new Inbox();
        Link link = client.connect(at(server), bob.key().id(), atAlice);
        link.send(Bytes.of(new byte[100_000]));
        atBob.frame();
        atBob.link().send(Bytes.of(new byte[50_000]));
        atAlice.frame();
        link.drop("done");
        atBob.closed();

        assertBetween(100_000, 110_000, client.bytesSent());
        assertBetween(50_000, 60_000, client.bytesReceived());
        assertBetween(100_000, 110_000, server.bytesReceived());
        assertBetween(50_000, 60_000, server.bytesSent());
    }

    /** More than may be open in all: without making room, an honest one would wait for them. */
    @Test
    void aCrowdThatSaysNothingKeepsNobodyOut() throws Exception {
        var atAlice = new Inbox();
        PeerServer server = listen(alice, LONG.multipliedBy(10), atAlice);
        for (int i = 0; i < PeerServer.CONNECTIONS_MAX + 50; i++) {
            open.add(new Socket("127.0.0.1", server.port()));
        }

        client(bob).connect(at(server), alice.key().id(), new Inbox());

        assertEquals(bob.key().id(), atAlice.link().peer());
    }

    /** Fewer than may be open, and the deadline is far off: only the rule for one place ends it. */
    @Test
    void aCrowdAtOnePlaceLeavesRoomForOtherPlaces() throws Exception {
        PeerServer server = listen(alice, LONG.multipliedBy(10), new Inbox());
        var first = new Socket("127.0.0.1", server.port());
        open.add(first);
        for (int i = 0; i < UngreetedConnections.OF_SOURCE_MAX; i++) {
            open.add(new Socket("127.0.0.1", server.port()));
        }

        assertEquals(-1, first.getInputStream().read());
    }

    /** No place has more than it may have alone: only the bound for all of them closes one. */
    @Test
    void crowdsAtManyPlacesLeaveRoomForThoseWhoSaidHello() throws Exception {
        PeerServer server = listen(alice, LONG.multipliedBy(10), new Inbox());
        var crowd = new ArrayList<Socket>();
        for (int i = 0; i < UngreetedConnections.ALL_MAX; i++) {
            crowd.add(from("127.0.0." + (2 + i % 4), server));
        }

        // Who is answered has been let in, and somebody was closed for it.
        assertTrue(isAnswered(from("127.0.0.9", server)));

        int closed = 0;
        for (Socket each : crowd) {
            closed += isAnswered(each) ? 0 : 1;
        }
        assertEquals(1, closed);
    }

    private Socket from(String address, PeerServer server) throws IOException {
        var socket = new Socket();
        open.add(socket);
        try {
            socket.bind(new InetSocketAddress(address, 0));
        } catch (BindException e) {
            assumeTrue(false, "this computer has one loopback address only");
        }
        socket.connect(new InetSocketAddress(LOOPBACK, server.port()));
        socket.setSoTimeout((int) LONG.toMillis());
        return socket;
    }

    /** Whoever is served gets an answer to what is no TLS. */
    private static boolean isAnswered(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write("no TLS at all".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0;
        } catch (SocketException closed) {
            return false;
        }
    }

    @Test
    void aPlaceIsAnAddressOrASubnet() throws Exception {
        assertEquals(source("192.0.2.1"), source("192.0.2.1"));
        assertNotEquals(source("192.0.2.1"), source("192.0.2.2"));
        assertEquals(source("2001:db8:0:1::1"), source("2001:db8:0:1:ffff::9"));
        assertNotEquals(source("2001:db8:0:1::1"), source("2001:db8:0:2::1"));
    }

    private static Bytes source(String address) throws IOException {
        return UngreetedConnections.source(InetAddress.getByName(address));
    }

    private static void await(BooleanSupplier holds) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "not in " + LONG);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static void assertBetween(long least, long most, long actual) {
        assertTrue(least < actual && actual < most, actual + " bytes");
    }

    private PeerServer listen(NodeIdentity who, Duration greetingTime, Link.Acceptor acceptor)
            throws IOException {
        var server = PeerServer.start(who, LOOPBACK, 0, greetingTime, acceptor);
        open.add(server);
        return server;
    }

    private PeerClient client(NodeIdentity who) {
        var client = PeerClient.start(who);
        open.add(client);
        return client;
    }

    private static PeerAddress at(PeerServer server) {
        return new PeerAddress(LOOPBACK, server.port());
    }

    /** An owner that keeps what it is told. */
    private static final class Inbox implements Link.Acceptor, Link.Owner {

        private final BlockingQueue<Link> links = new LinkedBlockingQueue<>();
        private final BlockingQueue<Bytes> frames = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        private volatile boolean reads = true;
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private volatile boolean dropsAtOnce;
        private volatile boolean dropsUnowned;
        private volatile Link current;

        @Override
        public Link.Owner accept(Link link) {
            current = link;
            links.add(link);
            if (dropsUnowned) {
                link.drop("too early");
            }
            return this;
        }

        @Override
        public void begun() {
            calls.add("begun");
            if (dropsAtOnce) {
                current.drop("at once");
            }
        }

        @Override
        public void received(Bytes frame) {
            frames.add(frame);
            if (reads) {
                current.demand();
            }
        }

        @Override
        public void heard() {
            pongs.add("pong");
        }

        @Override
        public void closed(String why) {
            calls.add("closed");
            ends.add(why);
        }

        Link link() throws InterruptedException {
            return taken(links);
        }

        Bytes frame() throws InterruptedException {
            return taken(frames);
        }

        String closed() throws InterruptedException {
            return taken(ends);
        }

        private static <T> T taken(BlockingQueue<T> queue) throws InterruptedException {
            T first = queue.poll(50, TimeUnit.SECONDS);
            assertTrue(first != null, "nothing came in 50 s");
            return first;
        }
    }
}
