package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.roster.Role;
import enquire.sync.transport.PeerAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What two computers tell each other in their hellos, and what people learn of it. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class OtherVersionTest {

    private final Path folder;

    @AutoClose private final Meetings meetings;

    OtherVersionTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    private NodeSettings settings(String name, InstantSource clock) {
        return new NodeSettings(folder.resolve(name), Optional.of(name), "127.0.0.1", 0, clock);
    }

    private Node start(NodeSettings settings) {
        Node node = meetings.keep(Node.open(settings));
        node.listen();
        return node;
    }

    private static Wiki.Peer other(Wiki wiki) {
        return wiki.peers().getFirst();
    }

    @Test
    void bothKnowWhichOfThemIsOlderAndGoOnOnceItIsUpdated() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Node bob = meetings.start("Bob");
        Wiki ofBob = bob.join(garden.invite(Role.WRITER).text());
        Meetings.await("they meet", () -> other(garden).connected());
        meetings.stop(bob);

        var newer = settings("Bob", InstantSource.system()).speaking(Limits.VERSION + 1);
        Node updated = start(newer);

        Wiki there = updated.wikis().getFirst();
        Meetings.await("Alice knows", () -> other(garden).release().isPresent());
        Meetings.await("Bob knows", () -> other(there).release().isPresent());
        assertEquals(Optional.of(Wiki.Release.NEWER), other(garden).release());
        assertEquals(Optional.of(Wiki.Release.OLDER), other(there).release());
        Meetings.await(
                "it is said", () -> Meetings.problem(garden, updated.id()).contains("version"));
        meetings.stop(updated);

        Wiki again = meetings.start("Bob").wikis().getFirst();
        Meetings.await("they meet again", () -> other(again).connected());
        Meetings.await("Alice, too", () -> other(garden).connected());
        assertEquals(Optional.empty(), other(garden).release());
        assertEquals(Optional.empty(), other(again).problem());
    }

    @Test
    void aClockThatIsOffIsKnownOnBothSidesAndOneThatIsNearlyRightIsNot() {
        Node alice = meetings.start("Alice");
        Wiki garden = alice.create("Garden");
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(12));
        Node bob = start(settings("Bob", ahead));
        Wiki ofBob = bob.join(garden.invite(Role.WRITER).text());
        Clock nearly = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(4));
        Node carol = start(settings("Carol", nearly));
        carol.join(garden.invite(Role.WRITER).text());

        Meetings.await("both", () -> garden.peers().stream().allMatch(Wiki.Peer::connected));
        Meetings.await("Bob, too", () -> ofBob.isClockOff(alice.id()));

        assertTrue(garden.isClockOff(bob.id()));
        Duration known =
                garden.peers().stream()
                        .filter(peer -> peer.peer().equals(bob.id()))
                        .findFirst()
                        .flatMap(Wiki.Peer::clockAhead)
                        .orElseThrow();
        // Less than twelve by as long as the hello was under way.
        assertTrue(known.compareTo(Duration.ofMinutes(11)) > 0, known::toString);
        assertTrue(known.compareTo(Duration.ofMinutes(12)) <= 0, known::toString);
        assertFalse(garden.isClockOff(carol.id()));
        assertTrue(ofBob.peers().getFirst().clockAhead().orElseThrow().isNegative());
    }

    @Test
    void aStrangerWhoSpeaksAnotherVersionHearsNoNameAndNoClock() throws Exception {
        Node alice = meetings.start("Alice");
        alice.create("Garden");
        meetings.stop(meetings.open("Carol")); // Has a key from then on, and is in no wiki.
        int port = PeerAddress.parse(alice.addresses().getFirst()).orElseThrow().port();
        var carol = meetings.keep(new RawPeer(meetings.identity("Carol"), alice.id(), port));

        carol.send(new Message.Hello(Limits.VERSION + 1, "Carol", List.of(), List.of()));

        assertEquals(Message.Reason.VERSION, carol.awaitClose().reason());
        var hello = assertInstanceOf(Message.Hello.class, carol.messages().getFirst());
        assertEquals("", hello.name());
        assertEquals(List.of(), hello.wikis());
        assertEquals(Optional.empty(), hello.at());
    }
}
