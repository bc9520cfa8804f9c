package enquire.sync.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.sync.protocol.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real TLS on loopback. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class TransportTest extends LoopbackTransport {
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

    /** Over a slow line a frame takes minutes, in which its sender is not gone. */
    @Test
    void partsOfAFrameAreSignsOfLifeAndItArrivesWhole() throws Exception {
        var atBob = new Inbox();
        PeerServer server = listen(bob, LONG, atBob);
        Link link = client(alice).connect(at(server), bob.key().id(), new Inbox());
        byte[] content = new byte[Limits.FRAME_BYTES];
        new Random(4).nextBytes(content);

        link.send(Bytes.of(content));
        link.send(Bytes.of(content, 0, 9));

        assertEquals(Bytes.of(content), atBob.frame());
        assertEquals(Bytes.of(content, 0, 9), atBob.frame());
        assertFalse(atBob.pongs.isEmpty());
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

    /** As for a dial that is still under way when the node ends. */
    @Test
    void aClosedClientReachesNobodyAndSaysSo() throws Exception {
        PeerServer server = listen(bob, LONG, new Inbox());
        PeerClient client = client(alice);
        client.close();

        assertThrows(
                DialException.class, () -> client.connect(at(server), bob.key().id(), new Inbox()));
    }

    @Test
    void aLivingPeerAnswersPings() throws Exception {
        var atBob = new Inbox();
        PeerServer server = listen(bob, LONG, atBob);
        var atAlice = new Inbox();
        Link link = client(alice).connect(at(server), bob.key().id(), atAlice);

        link.ping();

        assertTrue(atAlice.pongs.poll(120, TimeUnit.SECONDS) != null);
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

    private static void assertBetween(long least, long most, long actual) {
        assertTrue(least < actual && actual < most, actual + " bytes");
    }
}
