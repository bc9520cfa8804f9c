package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.protocol.Session;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import enquire.sync.transport.PeerServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many computers that answer a dial with silence, and one that hangs up. */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class DiallerTest {

    /** How long one who does not answer is waited for, at the least. */
    private static final Duration DIAL_TIME = Duration.ofSeconds(8);

    private static final int PEERS = 5 * Dialler.DIALS_MAX;

    @AutoClose private final Meetings meetings;
    @AutoClose private final ServerSocketChannel silent = ServerSocketChannel.open();
    private final ArrayDeque<SocketChannel> dialled = new ArrayDeque<>();
    private final AtomicInteger looks = new AtomicInteger();

    DiallerTest(@TempDir Path folder) throws IOException {
        meetings = new Meetings(folder);
        silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2 * PEERS);
        silent.configureBlocking(false);
    }

    @Test
    void soManyAreDialledAtATimeAndTheOthersWaitUntilOneIsOver() throws Exception {
        Side alice = meetings.side("Alice");
        PeerClient client = meetings.keep(PeerClient.start(meetings.identity("Alice")));
        while (!soManyAreDialled(alice, client)) {
            for (SocketChannel each : dialled) {
                each.close();
            }
            dialled.clear();
            hangUpOnWhoStillDials();
        }

        for (int i = Dialler.DIALS_MAX; i < PEERS; i++) {
            dialled.remove().close();
            dialled.add(accepted());
        }

        assertEquals(Dialler.DIALS_MAX, dialled.size());
        for (SocketChannel each : dialled) {
            each.close();
        }
    }

    /**
     * Whether no more were. A computer that took so long for this that the first dials were over
     * tells nothing.
     */
    private boolean soManyAreDialled(Side alice, PeerClient client) throws IOException {
        var dialler =
                meetings.keep(
                        new Dialler(
                                client,
                                alice.peers,
                                alice.attempts,
                                this::wanted,
                                true,
                                new Random(1)));
        long began = System.nanoTime();
        dialler.start();
        for (int i = 0; i < Dialler.DIALS_MAX; i++) {
            dialled.add(accepted());
        }
        // Whoever is due has been looked at twice more by now, with all the others still waiting.
        for (int look = 0; look < 2; look++) {
            int before = looks.get();
            dialler.wake();
            Meetings.await("it looks again", () -> looks.get() > before);
        }
        SocketChannel oneMore = silent.accept();
        if (oneMore == null) {
            return true;
        }
        oneMore.close();
        dialler.close();
        assertTrue(System.nanoTime() - began >= DIAL_TIME.toNanos(), "one more was dialled");
        return false;
    }

    /** Whom the dialler that was closed had begun to dial. */
    private void hangUpOnWhoStillDials() throws IOException {
        SocketChannel late = silent.accept();
        while (late != null) {
            late.close();
            late = silent.accept();
        }
    }

    /** Alice took Bob out while he was away: she says so and hangs up, whenever he dials. */
    @Test
    void whoHangsUpWithoutSharingAnythingIsDialledEverMoreRarely() throws Exception {
        Side alice = meetings.side("Alice");
        Side bob = meetings.side("Bob");
        Wiki garden = alice.node.create("Garden");
        Wiki ofBob = Wire.join(bob.node, alice.node, garden);
        garden.membership().remove(bob.node.id());
        var answeredNanos = new ConcurrentLinkedQueue<Long>();
        PeerServer server =
                meetings.keep(
                        PeerServer.start(
                                meetings.identity("Alice"),
                                "127.0.0.1",
                                0,
                                Session.GREETING_TIME,
                                link -> {
                                    answeredNanos.add(System.nanoTime());
                                    return alice.peers.accept(link);
                                }));
        var address = List.of(new PeerAddress("127.0.0.1", server.port()));
        PeerClient client = meetings.keep(PeerClient.start(meetings.identity("Bob")));
        var dialler =
                meetings.keep(
                        new Dialler(
                                client,
                                bob.peers,
                                bob.attempts,
                                () -> Map.of(alice.node.id(), address),
                                true,
                                new Random(1)));
        bob.peers.watch(dialler::wake);

        dialler.start();
        Meetings.await("four dials", () -> answeredNanos.size() >= 4);

        Meetings.await("Bob was told", () -> ofBob.ownDeparture().isPresent());
        var four = answeredNanos.stream().limit(4).toList();
        // Half of one, two and four seconds: a slow computer only makes it longer.
        long waited = four.getLast() - four.getFirst();
        assertTrue(waited >= Dialler.RETRY_FIRST.multipliedBy(7).toNanos() / 2, waited + " ns");
    }

    private Map<PeerId, List<PeerAddress>> wanted() {
        looks.incrementAndGet();
        var peers = new LinkedHashMap<PeerId, List<PeerAddress>>();
        for (int i = 1; i <= PEERS; i++) {
            peers.put(
                    new PeerId(Bytes.ofHex("%064x".formatted(i))),
                    List.of(new PeerAddress("127.0.0.1", silent.socket().getLocalPort())));
        }
        return peers;
    }

    private SocketChannel accepted() {
        var next = new AtomicReference<SocketChannel>();
        Meetings.await(
                "a dial",
                () -> {
                    try {
                        next.compareAndSet(null, silent.accept());
                        return next.get() != null;
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
        return next.get();
    }
}
