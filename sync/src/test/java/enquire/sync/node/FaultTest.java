package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.sync.roster.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** One fault each, at the moment that is worst, on the rig of {@link SimulationTest}. */
class FaultTest {

    /** More than the transactions of anything that is done here. */
    private static final int TRANSACTIONS_MAX = 8;

    @TempDir Path folder;

    private SimulatedWorld world;
    private SimulatedNode alice;
    private SimulatedNode bob;
    private SimulatedNode carol;
    private PageId home;

    @BeforeEach
    void begin() {
        ((Logger) LoggerFactory.getLogger("enquire")).setLevel(Level.ERROR);
        world = new SimulatedWorld(folder, 3);
        alice = world.node("Alice");
        bob = world.node("Bob");
        carol = world.node("Carol");
        home = alice.repository().create(new Title("Home"), "home").page();
        world.awaitQuiet();
    }

    @AfterEach
    void end() {
        world.close();
        ((Logger) LoggerFactory.getLogger("enquire")).setLevel(null);
    }

    private SimulatedTab open(SimulatedNode node) {
        var version = node.repository().page(home).orElseThrow().version();
        var tab = new SimulatedTab("tab", node, home, version);
        tab.settle();
        return tab;
    }

    private static void append(SimulatedTab tab, String text) {
        int end = tab.text().length();
        tab.type(TextChange.replace(end, end, end, text));
    }

    private void append(SimulatedNode node, String text) {
        var view = node.repository().page(home).orElseThrow();
        node.act(() -> node.repository().write(home, view.version(), view.text() + text));
    }

    private String text(SimulatedNode node) {
        return node.repository().page(home).orElseThrow().text();
    }

    private void assertEverybodyShows(String text) {
        world.awaitQuiet();
        assertEquals(text, text(alice), "at Alice's");
        assertEquals(text, text(bob), "at Bob's");
        assertEquals(text, text(carol), "at Carol's");
    }

    @Test
    void anEditThatWasNotForcedIsNeitherShownAsSavedNorKept() {
        SimulatedTab tab = open(alice);
        append(tab, ", lost?");

        alice.disk.crashAt(1, SimulatedDisk.Left.NOTHING);
        assertFalse(alice.act(tab::settle));
        assertTrue(tab.hasPending());
        world.awaitQuiet();

        assertEquals("home", text(alice));
        assertEquals("home", text(bob));
    }

    @Test
    void anEditThatIsOnDiskAndWasNotAnsweredIsTakenOnce() {
        SimulatedTab tab = open(alice);
        append(tab, ", once");

        alice.disk.crashAt(1, SimulatedDisk.Left.ALL);
        assertFalse(alice.act(tab::settle));
        world.awaitQuiet();
        tab.disconnected();
        assertTrue(alice.act(tab::settle));

        assertFalse(tab.hasPending());
        assertEverybodyShows("home, once");
    }

    @Test
    void whatIsLostInOneDirectionForAWhileComesWhenTheLineIsWhole() {
        world.lines().block(alice, bob);
        world.lines().block(carol, bob);
        append(alice, ", Alice");
        append(bob, ", Bob");
        world.run(30_000);
        assertEquals("home, Bob", text(bob));

        world.heal();

        world.awaitQuiet();
        assertEquals(text(alice), text(bob));
        assertTrue(text(bob).contains(", Alice") && text(bob).contains(", Bob"), text(bob));
    }

    @Test
    void whereverTheOneFallsWhoTakesAnEditInItIsTakenInAgain() {
        int fell = 0;
        for (int k = 1; k <= TRANSACTIONS_MAX; k++) {
            for (var left : SimulatedDisk.Left.values()) {
                long before = world.crashes;
                bob.disk.crashAt(k, left);
                append(alice, "!");
                world.run(5_000);
                bob.disk.heal();
                world.awaitQuiet();
                fell += world.crashes > before ? 1 : 0;
                assertEquals(text(alice), text(bob));
            }
        }

        // Noted, taken, what was seen: each is a transaction of its own.
        assertTrue(fell >= 9, "Bob fell %d times".formatted(fell));
        assertEquals("home" + "!".repeat(3 * TRANSACTIONS_MAX), text(bob));
        assertEquals(List.of(), bob.wiki().heldBack());
    }

    @Test
    void typingIsFoldedLaterIfTheTransactionOfItsFoldFails() {
        SimulatedTab tab = open(alice);
        append(tab, ", folded");
        assertTrue(alice.act(tab::settle));

        // Once for the peers who look, and a second after the typing: in its group, and alone.
        alice.disk.failAt(1, 3);
        world.run(1_500);

        assertEquals("home", text(bob));
        assertEverybodyShows("home, folded");
    }

    @Test
    void aClockThatGoesBackByYearsBetweenTwoEditsChangesNothing() {
        append(alice, ", first");
        alice.jumpClock(Duration.ofDays(-4_000));
        append(alice, ", second");
        world.awaitQuiet();
        append(bob, ", third");

        assertEverybodyShows("home, first, second, third");
    }

    @Test
    void anOldCopyThatMeetsNewerPeersGetsBackWhatTheyHoldAndGoesOn() {
        alice.act(alice::keepCopy);
        append(alice, ", kept by others");
        world.awaitQuiet();

        alice.act(alice::putCopyBack);
        assertEverybodyShows("home, kept by others");
        append(alice, ", new");

        assertEverybodyShows("home, kept by others, new");
    }

    @Test
    void anOldCopyThatIsWrittenInBeforeItMeetsAnybodyLosesNeither() {
        alice.act(alice::keepCopy);
        append(alice, ", kept by others");
        world.awaitQuiet();
        world.lines().part(alice);
        alice.act(alice::putCopyBack);
        world.run(10_000); // Until it is on again.
        append(alice, ", new");

        world.heal();

        world.awaitQuiet();
        assertEquals(text(alice), text(bob));
        assertEquals("home, kept by others, new".length(), text(bob).length());
        assertTrue(text(bob).contains(", kept by others"), text(bob));
        assertTrue(text(bob).contains(", new"), text(bob));
    }

    @Test
    void whatARemovedMemberWritesComesOnlyIfHeIsAMemberAgain() {
        append(bob, ", before");
        world.awaitQuiet();
        world.lines().part(bob);
        alice.change(bob, Optional.empty());
        append(bob, ", meanwhile");
        world.run(5_000); // Carol hears of it.
        world.heal();
        world.run(30_000);
        assertEquals("home, before", text(alice));
        assertEquals("home, before", text(carol));

        alice.change(bob, Optional.of(Role.WRITER));

        assertEverybodyShows("home, before, meanwhile");
    }

    @Test
    void whereverTheOneFallsWhoRemovesAMemberHisTextStays() {
        for (int k = 1; k <= TRANSACTIONS_MAX; k++) {
            append(bob, "!");
            world.awaitQuiet();
            alice.disk.crashAt(k, SimulatedDisk.Left.NOTHING);
            alice.act(() -> alice.change(bob, Optional.empty()));
            world.run(20_000);
            alice.disk.heal();
            if (alice.wiki().roster().role(bob.id()).isPresent()) {
                alice.change(bob, Optional.empty());
            }
            world.awaitQuiet();
            assertEquals("home" + "!".repeat(k), text(alice));
            assertEquals("home" + "!".repeat(k), text(carol));

            alice.change(bob, Optional.of(Role.WRITER));
            world.awaitQuiet();
        }
        assertTrue(world.crashes >= 2, "Alice fell %d times".formatted(world.crashes));
    }

    @Test
    void whoMayOnlyReadForAWhileFindsAllHisWordsAgain() {
        world.lines().part(bob);
        SimulatedTab tab = open(bob);
        append(tab, ", before he heard");
        assertTrue(bob.act(tab::settle));
        alice.change(bob, Optional.of(Role.READER));
        world.heal();
        world.awaitQuiet();
        assertEquals("home", text(bob));

        alice.change(bob, Optional.of(Role.WRITER));

        assertEverybodyShows("home, before he heard");
    }

    /** Carol writes, and then hears that the admin had been removed by whose word she might. */
    private void writeByAVoidWord() {
        alice.change(bob, Optional.of(Role.ADMIN));
        alice.change(carol, Optional.of(Role.READER));
        world.awaitQuiet();
        world.lines().part(alice);
        bob.change(carol, Optional.of(Role.WRITER));
        world.run(5_000);
        append(carol, ", by Bob's leave");
        world.run(5_000);
        alice.change(bob, Optional.empty());
        world.heal();
        world.awaitQuiet();
        assertEquals("home", text(carol));
    }

    @Test
    void whatSheDismissedMeanwhileDoesNotComeBack() {
        writeByAVoidWord();
        var suggestions = carol.repository().suggestions();
        suggestions.dismiss(home, suggestions.of(home).getFirst().id());

        alice.change(carol, Optional.of(Role.WRITER));
        world.awaitQuiet();

        assertEquals("home", text(carol));
        assertEquals("home", text(alice));
    }

    /** Who may write is the same before and after; what came in between was taken by neither. */
    @Test
    void whatIsWrittenBetweenTwoChangesThatComeBeforeAnythingIsJudgedIsTakenOutAgain() {
        alice.change(bob, Optional.of(Role.READER));
        world.awaitQuiet();
        world.lines().part(bob);
        var before = alice.wiki().roster().roster().records();
        alice.change(bob, Optional.of(Role.WRITER));
        var writer = alice.wiki().roster().roster().records();
        alice.change(bob, Optional.of(Role.READER));
        var reader = alice.wiki().roster().roster().records();
        assertTrue(before.size() < writer.size() && writer.size() < reader.size());

        bob.act(() -> bob.wiki().addRoster(List.copyOf(writer)));
        append(bob, ", in between");
        bob.act(() -> bob.wiki().addRoster(List.copyOf(reader)));
        world.run(5_000);

        assertEquals("home, in between", text(bob), "until a writer was asked");
        world.heal();
        assertEverybodyShows("home");
        assertEquals(1, bob.repository().suggestions().of(home).size());
    }

    @Test
    void wordsOfWhomARemovedAdminMadeAWriterComeBackOnceHeIsOne() {
        writeByAVoidWord();

        alice.change(carol, Optional.of(Role.WRITER));
        world.awaitQuiet();

        assertEquals("home, by Bob's leave", text(carol));
        assertEquals("home, by Bob's leave", text(alice));
    }

    @Test
    void whatComesOverTwoConnectionsAtOnceStandsOnce() {
        new SimulatedLink(world, alice, bob);
        new SimulatedLink(world, bob, alice);
        append(alice, ", once");
        append(bob, ", too");

        world.awaitQuiet();
        assertEquals(text(alice), text(bob));
        assertEquals("home, once, too".length(), text(bob).length());
    }

    @Test
    void aConnectionThatIsCutAgainAndAgainStillCatchesUp() {
        world.lines().part(bob);
        for (int i = 0; i < 30; i++) {
            append(alice, "!");
        }
        world.heal();
        for (int i = 0; i < 10; i++) {
            world.run(700);
            List.copyOf(bob.ends()).forEach(SimulatedLink.End::cut);
        }

        assertEverybodyShows("home" + "!".repeat(30));
    }

    /** A crash, or a disk that is full for once, at each step of it. */
    @Test
    void whereverTheOneFallsWhoTakesWordsOutNothingIsHalfDoneAndItIsDoneInTheEnd() {
        long hit = 0;
        String left = "home";
        for (int k = 1; k <= TRANSACTIONS_MAX; k++) {
            for (boolean falls : new boolean[] {true, false}) {
                String secret = "secret" + k + falls;
                append(alice, secret + ".");
                left += ".";
                assertEverybodyShows(left.substring(0, left.length() - 1) + secret + ".");
                long before = world.crashes + world.failures;
                if (falls) {
                    alice.disk.crashAt(k, SimulatedDisk.Left.NOTHING);
                } else {
                    alice.disk.failAt(k, 1);
                }
                alice.act(() -> alice.wiki().redacting().redact(home, secret));
                world.run(5_000);
                alice.disk.heal();
                world.awaitQuiet();
                hit += world.crashes + world.failures - before;

                assertEquals(text(alice), text(bob));
                assertFalse(text(alice).contains("█"), text(alice));
                if (holds(alice, secret)) {
                    // She was told that it failed, and does it again.
                    assertTrue(
                            alice.act(() -> alice.wiki().redacting().redact(home, secret)), secret);
                }
                assertEverybodyShows(left);
                for (SimulatedNode node : List.of(alice, bob, carol)) {
                    assertFalse(holds(node, secret), node.name + " has " + secret);
                }
            }
        }
        assertTrue(hit >= 6, "of the steps only " + hit + " were hit");
    }

    private boolean holds(SimulatedNode node, String words) {
        return node.repository().exchange().changes(home).stream()
                .map(change -> new String(change.chunk().toArray(), StandardCharsets.ISO_8859_1))
                .anyMatch(bytes -> bytes.contains(words));
    }
}
