package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Exchange;
import enquire.storage.PageView;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Output;
import enquire.sync.protocol.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The protocol between Alice and Bob over a network in memory, with real repositories. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SessionTest {

    private static final int TICKS_A_SECOND = (int) (1_000 / Session.TICK.toMillis());

    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Wiki garden;

    SessionTest(@TempDir Path folder) {
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        garden = alice.create("Garden");
    }

    @Test
    void whoJoinsGetsEveryPageAndBothKnowThatTheOtherHasIt() {
        write(garden, "Roses", "red");
        Wiki joined = join();

        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();

        assertEquals("red", Meetings.text(joined, "Roses"));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(joined));
        assertEquals(
                garden.repository().exchange().lastSequence(),
                garden.repository().records().receipt(bob.id()).orElseThrow().sequence());
    }

    @Test
    void twoWhoAreInSyncFindThatOutInFourKilobytes() {
        for (int i = 0; i < 100; i++) {
            write(garden, "Page " + i, "text " + i);
        }
        join();
        new Wire(bob, alice).runUntilQuiet();

        var again = new Wire(bob, alice);
        again.runUntilQuiet();

        assertTrue(again.dialler.received(Message.Index.class).isEmpty());
        assertTrue(again.acceptor.received(Message.Index.class).isEmpty());
        long bytes = again.dialler.bytesSent + again.acceptor.bytesSent;
        assertTrue(bytes < 4_096, bytes + " bytes");
    }

    @Test
    void aMemberWhoIsAddedBetweenTheTwoHellosIsHeardOf() {
        Wiki joined = join();
        var wire = new Wire(alice, bob); // Alice has said hello, and heard none.
        Wire.join(meetings.open("Carol"), alice, garden);

        wire.runUntilQuiet();

        assertEquals(3, joined.members().size());
    }

    @Test
    void anEditCrossesTheLinkOnceAndIsNotOfferedBack() {
        Wiki joined = join();
        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();

        write(garden, "Roses", "red");
        wire.pagesChanged(garden.id());
        wire.pagesChanged(garden.id());

        assertEquals("red", Meetings.text(joined, "Roses"));
        assertEquals(1, wire.dialler.received(Message.Changes.class).size());
        assertTrue(wire.acceptor.received(Message.Changes.class).isEmpty());
        assertTrue(
                wire.acceptor.received(Message.Index.class).stream()
                        .allMatch(index -> index.entries().isEmpty()));
    }

    @Test
    void aConnectionThatBreaksInTheMiddleIsGoneOnWithLater() {
        for (int i = 0; i < 100; i++) {
            write(garden, "Page " + i, "text " + i);
        }
        Wiki joined = join();
        var broken = new Wire(bob, alice);
        for (int i = 0; i < 4; i++) {
            broken.carryOne();
        }

        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();

        assertEquals(100, joined.repository().pageCount());
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(joined));
    }

    @Test
    void aNodeThatRestartsInTheMiddleOfCatchingUpAsksOnlyForTheRest() {
        int pages = 80;
        for (int i = 0; i < pages; i++) {
            write(garden, "Page " + i, Meetings.randomText(i, 5_000));
        }
        Wiki joined = join();
        var broken = new Wire(bob, alice);
        while (joined.repository().pageCount() == 0) {
            broken.carryOne();
        }
        int held = joined.repository().pageCount();
        assertTrue(held < pages, "all of it fitted one message");
        meetings.stop(bob);
        bob = meetings.open("Bob");

        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();

        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(bob.wikis().getFirst()));
        assertEquals(pages - held, chunks(wire.dialler));
    }

    @Test
    void bothHearOnceThatTheyHoldTheSame() {
        write(garden, "Roses", "red");
        join();

        var first = new Wire(bob, alice);
        first.runUntilQuiet();
        assertEquals(0, inSync(first.dialler), "Bob has not heard that Alice knows");
        first.pagesChanged(garden.id());
        first.pagesChanged(garden.id());
        var second = new Wire(bob, alice);
        second.runUntilQuiet();

        for (var end : List.of(first.dialler, first.acceptor, second.dialler, second.acceptor)) {
            assertEquals(1, inSync(end));
        }
    }

    private static long inSync(Wire.End end) {
        return end.outputs.stream().filter(Output.InSync.class::isInstance).count();
    }

    @Test
    void editsMadeApartMergeWithoutSendingWhatBothHold() {
        PageId page = write(garden, "Roses", "one\ntwo\n");
        Wiki joined = join();
        new Wire(bob, alice).runUntilQuiet();
        append(garden, page, "from Alice\n");
        append(joined, page, "from Bob\n");
        garden.settle();
        joined.settle();

        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();

        assertEquals(Meetings.text(garden, "Roses"), Meetings.text(joined, "Roses"));
        assertTrue(Meetings.text(garden, "Roses").contains("from Alice"));
        assertTrue(Meetings.text(garden, "Roses").contains("from Bob"));
        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(joined));
        // Bob names the first revision, which he holds, and is given only what came after it.
        assertEquals(1, chunks(wire.dialler));
    }

    @Test
    void aLostStatementIsFoundByTheFingerprintAndComesBack() {
        PageId page = write(garden, "Roses", "red");
        Wiki joined = join();
        new Wire(bob, alice).runUntilQuiet();
        Exchange atBob = joined.repository().exchange();
        atBob.sign(page, List.of(), Set.of(atBob.statements(page).getFirst().id()));
        assertNotEquals(Meetings.fingerprint(garden), Meetings.fingerprint(joined));

        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();
        write(garden, "Tulips", "yellow");
        wire.pagesChanged(garden.id());
        wire.tick(5 * TICKS_A_SECOND);

        assertEquals(Meetings.fingerprint(garden), Meetings.fingerprint(joined));
    }

    @Test
    void aStrangerIsSentAwayAndMaySayNothingButJoin() {
        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();

        assertEquals(List.of(Message.Reason.STRANGER), wire.acceptor.closed());
        var rude = new Wire(bob, alice);
        rude.acceptor.step(new Input.Received(new Message.Want(garden.id(), List.of())));
        assertEquals(List.of(Message.Reason.PROTOCOL), rude.acceptor.closed());
        assertTrue(rude.acceptor.received(Message.Changes.class).isEmpty());
    }

    @Test
    void aPeerThatSaysNoHelloIsClosedAfterTenSeconds() {
        var wire = new Wire(bob, alice);

        tickAlone(wire.acceptor, 10 * TICKS_A_SECOND);
        assertTrue(wire.acceptor.closed().isEmpty());
        tickAlone(wire.acceptor, 1);

        assertEquals(List.of(Message.Reason.PROTOCOL), wire.acceptor.closed());
    }

    @Test
    void aSilentPeerIsAskedForASignOfLifeAndThenGivenUp() {
        join();
        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();

        tickAlone(wire.acceptor, 20 * TICKS_A_SECOND);
        assertTrue(wire.acceptor.outputs.stream().anyMatch(Output.Ping.class::isInstance));
        wire.acceptor.step(new Input.Heard());
        tickAlone(wire.acceptor, 20 * TICKS_A_SECOND);
        assertTrue(wire.acceptor.closed().isEmpty());
        tickAlone(wire.acceptor, 11 * TICKS_A_SECOND);

        assertEquals(List.of(Message.Reason.OTHER), wire.acceptor.closed());
    }

    /** A frame of 1 MiB takes 131 s over 64 kbit/s, and it lives meanwhile. */
    @Test
    void aPeerWithASlowLineMayTakeItsTimeToAnswerAndOneThatNeverAnswersIsGivenUp() {
        Wiki joined = join();
        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();
        Exchange exchange = joined.repository().exchange();
        long last = exchange.lastSequence();
        var page = PageId.of(Bytes.ofHex("00112233445546778899aabbccddeeff"));
        var heads = Heads.ofBytes(Bytes.ofHex("ab".repeat(32)));
        var entry = new Message.Entry(page, heads, last + 1);
        wire.acceptor.step(
                new Input.Received(
                        new Message.Index(
                                garden.id(),
                                exchange.indexId(),
                                last,
                                List.of(entry),
                                last + 1,
                                true)));

        tickAlive(wire.acceptor, 3 * 60);
        assertEquals(List.of(), wire.acceptor.closed());
        tickAlive(wire.acceptor, 2 * 60);

        assertEquals(List.of(Message.Reason.PROTOCOL), wire.acceptor.closed());
    }

    private static void tickAlive(Wire.End end, int seconds) {
        for (int i = 0; i < seconds; i++) {
            end.step(new Input.Heard());
            tickAlone(end, TICKS_A_SECOND);
        }
    }

    @Test
    void oneWhoHasOurOwnKeyIsNotSyncedWith() {
        var wire = new Wire(alice, alice);

        assertEquals(List.of(Message.Reason.SAME_KEY), wire.dialler.closed());
        assertFalse(wire.dialler.session.open());
    }

    @Test
    void aPeerThatClaimsToHaveSeenMoreThanItWasSentIsClosed() {
        join();
        var wire = new Wire(bob, alice);
        wire.runUntilQuiet();
        Exchange exchange = garden.repository().exchange();

        wire.acceptor.step(
                new Input.Received(
                        new Message.Seen(
                                garden.id(),
                                new Message.Position(
                                        exchange.indexId(), exchange.lastSequence() + 1_000),
                                Optional.empty())));

        assertEquals(List.of(Message.Reason.PROTOCOL), wire.acceptor.closed());
    }

    private Wiki join() {
        return Wire.join(bob, alice, garden);
    }

    private static PageId write(Wiki wiki, String title, String text) {
        return wiki.repository().create(new Title(title), text).page();
    }

    private static void append(Wiki wiki, PageId page, String line) {
        PageView now = wiki.repository().page(page).orElseThrow();
        wiki.repository().write(page, now.version(), now.text() + line);
    }

    private static int chunks(Wire.End end) {
        return end.received(Message.Changes.class).stream()
                .flatMap(changes -> changes.pages().stream())
                .mapToInt(page -> page.chunks().size())
                .sum();
    }

    private static void tickAlone(Wire.End end, int ticks) {
        for (int i = 0; i < ticks; i++) {
            end.step(new Input.Tick());
        }
    }
}
