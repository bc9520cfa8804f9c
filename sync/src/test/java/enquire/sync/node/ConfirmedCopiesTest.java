package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.Exchange;
import enquire.storage.PageView;
import enquire.sync.protocol.Input;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On which computers edits are, as two nodes over a network in memory tell each other. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ConfirmedCopiesTest {

    private final Path folder;
    @AutoClose private final Meetings meetings;
    private Node alice;
    private Node bob;
    private Wiki garden;
    private Wiki ofBob;
    private PageId roses;

    ConfirmedCopiesTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
        bob = meetings.open("Bob");
        garden = alice.create("Garden");
        roses = garden.repository().create(new Title("Roses"), "red\n").page();
        ofBob = Wire.join(bob, alice, garden);
    }

    @Test
    void whatIsWrittenAloneWaitsUntilHeHasConfirmedItAndThatSurvivesARestart() {
        assertEquals(0, garden.copies());
        assertEquals(Optional.empty(), behind(garden, bob));
        new Wire(bob, alice).runUntilQuiet();
        assertEquals(1, garden.copies());
        assertEquals(Optional.of(0L), behind(garden, bob));
        assertEquals(List.of("Bob"), on(garden));

        PageView now = garden.repository().page(roses).orElseThrow();
        garden.repository().write(roses, now.version(), "red\nwhite\n");
        for (int turn = 0; turn < 3; turn++) {
            assertEquals(0, garden.copies());
            assertEquals(Optional.of(1L), behind(garden, bob));
            assertEquals(List.of(), on(garden));
            assertEquals("Roses", garden.waitingFor(bob.id(), 3).getFirst().displayTitle());
            if (turn == 0) {
                garden.settle(); // First it is typing that is pending, then a change.
            } else if (turn == 1) {
                restartAlice();
            }
        }

        new Wire(bob, alice).runUntilQuiet();
        restartAlice();
        assertEquals(1, garden.copies());
        assertEquals(Optional.of(0L), behind(garden, bob));
    }

    @Test
    void howManyOwnEditsWaitIsSaidWhereItIsKnownExactly() {
        assertEquals(Optional.empty(), edits(garden, bob));
        new Wire(bob, alice).runUntilQuiet();
        assertEquals(Optional.of(0), edits(garden, bob));

        append(garden, roses, "white\n");
        Optional<Integer> whileTyped = edits(garden, bob);
        // A second later it is in a change.
        if (garden.repository().exchange().pending().contains(roses)) {
            assertEquals(Optional.empty(), whileTyped);
        }
        garden.settle();
        append(garden, roses, "blue\n");
        garden.settle();
        PageId tulips = garden.repository().create(new Title("Tulips"), "yellow\n").page();
        garden.settle();
        assertEquals(Optional.of(2), edits(garden, bob)); // The one of the roses had no pause.
        assertEquals(Optional.of(2L), behind(garden, bob));
        restartAlice();
        assertEquals(Optional.of(2), edits(garden, bob));

        // What comes from Carol waits for him as well, and is no edit of hers.
        Node carol = meetings.open("Carol");
        Wiki ofCarol = Wire.join(carol, alice, garden);
        ofCarol.repository().create(new Title("Lilies"), "white\n");
        new Wire(carol, alice).runUntilQuiet();
        assertEquals(Optional.of(2), edits(garden, bob));
        assertEquals(Optional.of(3L), behind(garden, bob));

        new Wire(bob, alice).runUntilQuiet();
        assertEquals(Optional.of(0), edits(garden, bob));
        append(ofBob, tulips, "!\n");
        ofBob.settle();
        assertEquals(Optional.of(1), edits(ofBob, alice));
    }

    private static void append(Wiki wiki, PageId page, String more) {
        PageView now = wiki.repository().page(page).orElseThrow();
        wiki.repository().write(page, now.version(), now.text() + more);
    }

    private static Optional<Integer> edits(Wiki wiki, Node peer) {
        return wiki.peers().stream()
                .filter(row -> row.peer().equals(peer.id()))
                .findFirst()
                .flatMap(Wiki.Peer::editsBehind);
    }

    @Test
    void whatCameToCarolByWayOfBobCountsForHerWhenSheIsHeard() {
        Node carol = meetings.open("Carol");
        new Wire(bob, alice).runUntilQuiet();
        Wire.join(carol, alice, garden);
        new Wire(bob, alice).runUntilQuiet();

        new Wire(carol, bob).runUntilQuiet();
        assertEquals(1, garden.copies());
        assertEquals(List.of("Bob"), on(garden));
        assertEquals(Optional.empty(), behind(garden, carol));

        new Wire(carol, alice).runUntilQuiet();
        assertEquals(2, garden.copies());
        assertEquals(List.of("Bob", "Carol"), on(garden));

        garden.membership().remove(carol.id());
        assertEquals(1, garden.copies());
        assertEquals(List.of("Bob"), on(garden));
    }

    @Test
    void ofOneWhoWasPutBackFromAnOldCopyOnlyThatIsClaimedWhichHeStillHas() throws IOException {
        new Wire(bob, alice).runUntilQuiet();
        meetings.stop(bob);
        Meetings.copy(folder.resolve("Bob"), folder.resolve("Bob-before"));
        bob = meetings.open("Bob");
        garden.repository().create(new Title("Tulips"), "yellow\n");
        new Wire(bob, alice).runUntilQuiet();
        assertEquals(1, garden.copies());

        meetings.stop(bob);
        Meetings.copy(folder.resolve("Bob-before"), folder.resolve("Bob"));
        bob = meetings.open("Bob");
        var wire = new Wire(bob, alice);
        for (int i = 0; i < 2; i++) {
            wire.carryOne(); // No more than the two hellos.
        }
        assertEquals(0, garden.copies());
        assertEquals(List.of("Bob"), on(garden));
        wire.runUntilQuiet();
        assertEquals(1, garden.copies());
    }

    @Test
    void whoeverWasPutBackHerselfClaimsNothingOfWhatSheGaveOutBefore() throws IOException {
        new Wire(bob, alice).runUntilQuiet();
        meetings.stop(alice);
        Meetings.copy(folder.resolve("Alice"), folder.resolve("Alice-before"));
        restartAlice("Alice");
        garden.repository().create(new Title("Tulips"), "yellow\n");
        new Wire(bob, alice).runUntilQuiet();
        meetings.stop(alice);
        Meetings.copy(folder.resolve("Alice-before"), folder.resolve("Alice"));
        restartAlice("Alice");
        // Of another page, with the very sequence that Bob has seen.
        PageId other = garden.repository().create(new Title("Lilies"), "white\n").page();
        garden.settle();

        var wire = new Wire(bob, alice);
        wire.carryOne();
        wire.carryOne();
        assertTrue(garden.copies(other).on().isEmpty());
        wire.runUntilQuiet();
        wire.tick(10 * 4);
        assertEquals("white\n", Meetings.text(ofBob, "Lilies"));
        assertEquals(1, garden.copies());
    }

    @Test
    void aPageThatHeOwesIsNotOnHisComputerAndOfOneWhoHoldsPartNothingIsClaimed() {
        new Wire(bob, alice).runUntilQuiet();
        PageId tulips = garden.repository().create(new Title("Tulips"), "yellow\n").page();
        garden.settle();
        Exchange exchange = garden.repository().exchange();
        var seen = new Message.Position(exchange.indexId(), exchange.lastSequence());

        Session session = greetedByBob(true);
        session.step(
                new Input.Received(
                        new Message.Seen(garden.id(), seen, Optional.empty(), Set.of(tulips))));
        assertEquals(List.of("Bob"), on(garden));
        assertTrue(garden.copies(tulips).on().isEmpty());
        assertEquals(0, garden.copies());
        assertEquals(Optional.of(1L), behind(garden, bob));

        session = greetedByBob(false);
        session.step(new Input.Received(new Message.Seen(garden.id(), seen, Optional.empty())));
        assertEquals(List.of(), on(garden));
        assertEquals(Optional.empty(), behind(garden, bob));
        assertEquals(List.of(), garden.copies(roses).waiting());
    }

    /** Alice's side, after Bob said hello and she told him everything. */
    private Session greetedByBob(boolean whole) {
        var library =
                new NodeLibrary(
                        Limits.VERSION,
                        InstantSource.system(),
                        alice::name,
                        alice::wikis,
                        bob.id());
        var session = new Session(alice.id(), bob.id(), false, library);
        var greeting =
                new Message.Greeting(
                        garden.id(),
                        ofBob.repository().exchange().indexId(),
                        ofBob.repository().exchange().lastSequence(),
                        whole
                                ? Optional.of(new WikiShelf(ofBob, alice.id()).fingerprint())
                                : Optional.empty(),
                        ofBob.repository()
                                .records()
                                .progress(alice.id())
                                .map(held -> new Message.Position(held.index(), held.sequence())));
        session.step(
                new Input.Received(
                        new Message.Hello(Limits.VERSION, "Bob", List.of(), List.of(greeting))));
        session.step(new Input.Ready());
        return session;
    }

    private void restartAlice() {
        meetings.stop(alice);
        restartAlice("Alice");
    }

    private void restartAlice(String name) {
        alice = meetings.open(name);
        garden = alice.wikis().getFirst();
    }

    private List<String> on(Wiki wiki) {
        return wiki.copies(roses).on().stream().map(Wiki.Member::name).sorted().toList();
    }

    private static Optional<Long> behind(Wiki wiki, Node peer) {
        return wiki.peers().stream()
                .filter(row -> row.peer().equals(peer.id()))
                .findFirst()
                .orElseThrow()
                .pagesBehind();
    }
}
