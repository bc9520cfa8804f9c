package enquire.sync.transport;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import enquire.editor.page.Bytes;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who says no hello, and who comes in crowds, keeps nobody out. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class UngreetedConnectionsTest extends LoopbackTransport {
    /** Long enough to shake hands on a busy machine, short enough to wait for. */
    private static final Duration SHORT = Duration.ofSeconds(15);

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
        atBob.withFirst.set(Link::greeted);
        PeerServer server = listen(bob, SHORT, atBob);
        var stalled = new Inbox();
        PeerClient client = client(alice);

        Link link = client.connect(at(server), bob.key().id(), new Inbox());
        client.connect(at(server), bob.key().id(), stalled);
        stalled.closed();

        link.send(Bytes.ofHex("05"));
        assertEquals(Bytes.ofHex("05"), atBob.frame());
    }

    /** The answer waits for a disk; but nobody is waited for without end. */
    @Test
    void whoShowedAnInviteStaysTwiceAsLongAndNoLonger() throws Exception {
        var atBob = new Inbox();
        atBob.withFirst.set(Link::invited);
        PeerServer server = listen(bob, SHORT, atBob);
        var stalled = new Inbox();
        PeerClient client = client(alice);

        Link link = client.connect(at(server), bob.key().id(), new Inbox());
        client.connect(at(server), bob.key().id(), stalled);
        stalled.closed();

        link.send(Bytes.ofHex("05"));
        assertEquals(Bytes.ofHex("05"), atBob.frame());
        atBob.closed(); // The stalled one.
        atBob.closed();
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

    /**
     * Fewer than may be open, and the deadline is far off: only the rule for one place ends one.
     */
    @Test
    void aCrowdAtOnePlaceLeavesRoomForOtherPlaces() throws Exception {
        PeerServer server = listen(alice, LONG.multipliedBy(10), new Inbox());
        var crowd = new ArrayList<Socket>();
        for (int i = 0; i <= UngreetedConnections.OF_SOURCE_MAX; i++) {
            crowd.add(new Socket(LOOPBACK, server.port()));
            open.add(crowd.getLast());
        }

        await(() -> closed(crowd) > 0);

        assertEquals(1, closed(crowd));
    }

    private static long closed(List<Socket> sockets) {
        return sockets.stream().filter(UngreetedConnectionsTest::isClosed).count();
    }

    /** Whoever is silent is told nothing else. */
    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** No place has more than it may have alone: only the bound for all of them closes one. */
    @Test
    void crowdsAtManyPlacesLeaveRoomForThoseWhoSaidHello() throws Exception {
        PeerServer server = listen(alice, LONG.multipliedBy(10), new Inbox());
        var crowd = new ArrayList<Socket>();
        for (int i = 0; i < UngreetedConnections.ALL_MAX; i++) {
            crowd.add(from("127.0.0." + (2 + i % 4), server));
        }

        Socket oneMore = from("127.0.0.9", server);
        var firstEnd = new CountDownLatch(1);
        var closed = new AtomicInteger();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Socket each : crowd) {
                readers.submit(() -> {
                    closed.addAndGet(isServed(each) ? 0 : 1);
                    firstEnd.countDown();
                    return null;
                });
            }
            // Whoever is answered ends and makes room, so nobody asks before all were counted.
            assertTrue(firstEnd.await(LONG.toSeconds(), TimeUnit.SECONDS));
            assertTrue(isAnswered(oneMore));
            for (Socket each : crowd) {
                ask(each);
            }
        }
        assertEquals(1, closed.get());
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
        ask(socket);
        return isServed(socket);
    }

    private static void ask(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write("no TLS at all".getBytes(StandardCharsets.US_ASCII));
        } catch (SocketException closed) {
            return; // Reading says so.
        }
    }

    private static boolean isServed(Socket socket) throws IOException {
        try {
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
}
