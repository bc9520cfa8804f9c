package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import enquire.sync.node.Crowding.Guest;
import enquire.sync.protocol.Message;
import enquire.sync.roster.Role;
import enquire.sync.roster.RosterRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bob, whom Alice made a writer, brings a crowd of relays; Carol is a writer by Alice, too. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class CrowdingTest {

    private static final PeerId BOB = TestKeys.of("Bob").id();
    private static final PeerId CAROL = TestKeys.of("Carol").id();

    @AutoClose private final Meetings meetings;

    CrowdingTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @Test
    void theLowestOfTheLargestCrowdGoesAndOfTheseTheOldest() {
        var guests = new ArrayList<Guest>();
        guests.add(guest("Bob", BOB, Role.WRITER, 900));
        guests.add(guest("Carol's only relay", CAROL, Role.RELAY, 800));
        guests.add(guest("a reader", BOB, Role.READER, 700));
        guests.add(guest("a relay", BOB, Role.RELAY, 5));
        guests.add(guest("an older relay", BOB, Role.RELAY, 6));

        var left = new ArrayList<PeerId>();
        for (int i = 0; i < 4; i++) {
            PeerId next = Crowding.makesRoom(guests).orElseThrow();
            left.add(next);
            guests.removeIf(guest -> guest.peer().equals(next));
        }

        assertEquals(
                List.of(
                        id("an older relay"),
                        id("a relay"),
                        id("Carol's only relay"),
                        id("a reader")),
                left);
        assertEquals(Optional.empty(), Crowding.makesRoom(guests));
    }

    private static Guest guest(String name, PeerId sponsor, Role role, int seconds) {
        return new Guest(id(name), sponsor, role, Duration.ofSeconds(seconds));
    }

    private static PeerId id(String name) {
        return TestKeys.of(name).id();
    }

    @Test
    void aCrowdKeepsNobodyOutAndCostsWhatOneMemberMay() throws Exception {
        List<String> relays = List.of("first relay", "second relay", "third relay");
        openWithRelays(relays);
        Side alice = meetings.side("Alice", 3);
        Wiki garden = alice.node.wikis().getFirst();
        var connected = new ArrayList<RawPeer>();
        for (String relay : relays) {
            connected.add(connect(alice, relay).hello(garden));
            awaitOpen(alice, relay);
        }
        assertTrue(alice.peers.full(peer("fourth relay")), "she would dial more of them");
        assertTrue(!alice.peers.full(peer("Bob")), "she would not dial Bob");

        connect(alice, "Carol").hello(garden);
        awaitOpen(alice, "Carol");
        assertEquals(Message.Reason.BUSY, connected.get(0).awaitClose().reason());
        connect(alice, "Bob").hello(garden);
        awaitOpen(alice, "Bob");
        assertEquals(Message.Reason.BUSY, connected.get(1).awaitClose().reason());

        assertEquals(3, alice.peers.connections().size());
        assertTrue(alice.peers.connection(peer("third relay")).isPresent());
        assertSame(
                alice.peers.budget(peer("first relay")), alice.peers.budget(peer("third relay")));
        assertNotSame(alice.peers.budget(peer("Bob")), alice.peers.budget(peer("third relay")));
        assertNotSame(alice.peers.budget(peer("Bob")), alice.peers.budget(peer("Carol")));
    }

    /** All of them have keys afterwards, and one relay more than is named. */
    private void openWithRelays(List<String> relays) {
        Node alice = meetings.open("Alice");
        Wiki garden = alice.create("Garden");
        for (String writer : List.of("Bob", "Carol")) {
            Wire.join(meetings.open(writer), alice, garden);
        }
        NodeKey bob = meetings.identity("Bob").key();
        var all = new ArrayList<>(relays);
        all.add("fourth relay");
        for (String relay : all) {
            PeerId peer = meetings.open(relay).id();
            Bytes added =
                    RosterRecords.add(
                            bob,
                            garden.roster().roster(),
                            peer,
                            relay,
                            Role.RELAY,
                            Optional.empty(),
                            Instant.EPOCH);
            garden.addRoster(List.of(added));
        }
        meetings.stopAll();
    }

    private RawPeer connect(Side to, String name) throws Exception {
        return meetings.keep(new RawPeer(meetings.identity(name), to.node.id(), to.server.port()));
    }

    private PeerId peer(String name) {
        return meetings.identity(name).key().id();
    }

    private void awaitOpen(Side side, String name) {
        Meetings.await(name + " is connected", () -> side.peers.connection(peer(name)).isPresent());
    }
}
