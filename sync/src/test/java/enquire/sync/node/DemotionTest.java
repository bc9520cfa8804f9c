package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.NoSuchSuggestionException;
import enquire.storage.SuggestedEdit;
import enquire.storage.Suggestion;
import enquire.sync.roster.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * What a writer sees of his own words who becomes a reader, on the rig of {@link SimulationTest}:
 * time goes in steps, so nothing that is gone for a moment is missed.
 */
class DemotionTest {

    private static final String WORDS = "home\n\nBob says so.\n";

    @TempDir Path folder;

    private SimulatedWorld world;
    private SimulatedNode alice;
    private SimulatedNode bob;
    private SimulatedNode carol;
    private PageId home;

    @BeforeEach
    void quietLog() {
        ((Logger) LoggerFactory.getLogger("enquire")).setLevel(Level.ERROR);
    }

    @AfterEach
    void end() {
        world.close();
        ((Logger) LoggerFactory.getLogger("enquire")).setLevel(null);
    }

    private void begin(long seed) {
        world = new SimulatedWorld(folder, 3, seed);
        alice = world.node("Alice");
        bob = world.node("Bob");
        carol = world.node("Carol");
        home = alice.repository().create(new Title("Home"), "home\n").page();
        world.awaitQuiet();
        write(bob, WORDS);
        world.awaitQuiet();
        assertEquals(WORDS, text(alice));
    }

    private void write(SimulatedNode node, String text) {
        var view = node.repository().page(home).orElseThrow();
        assertTrue(node.act(() -> node.repository().write(home, view.version(), text)));
    }

    private String text(SimulatedNode node) {
        return node.repository().page(home).orElseThrow().text();
    }

    private SuggestedEdit suggest(SimulatedNode node, String text) {
        var view = node.repository().page(home).orElseThrow();
        return node.wiki().suggesting().suggest(home, view.version(), text);
    }

    /** For so many seconds, looked at each 5 ms. */
    private void always(String words, SimulatedNode node, int seconds) {
        for (int step = 0; step < seconds * 200; step++) {
            world.run(5);
            assertEquals(1, text(node).split(words, -1).length - 1, text(node));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void hisWordsStayWhileTheirAdoptionIsOnItsWay(long seed) {
        begin(seed);
        alice.change(carol, Optional.of(Role.READER));
        alice.change(bob, Optional.of(Role.READER));
        if (seed % 2 == 0) {
            write(alice, WORDS + "Alice, too.\n");
        }

        always("Bob says so.", bob, 5);

        world.awaitQuiet();
        String now = seed % 2 == 0 ? WORDS + "Alice, too.\n" : WORDS;
        for (SimulatedNode node : List.of(alice, bob, carol)) {
            assertEquals(now, text(node), node.name);
        }
    }

    /** He hears of it from Carol, who reads and cannot adopt; Alice comes much later. */
    private void hearFromAReader() {
        begin(7);
        alice.change(carol, Optional.of(Role.READER));
        world.awaitQuiet();
        world.lines().part(bob);
        alice.change(bob, Optional.of(Role.READER));
        world.run(5_000);
        assertEquals(Optional.of(Role.READER), carol.wiki().roster().role(bob.id()));
    }

    private void meetCarolAlone() {
        world.lines().part(alice);
        world.lines().join(bob, carol);
        always("Bob says so.", bob, 60); // The broken lines are noticed by their silence.
        assertFalse(bob.mayWrite());
    }

    @Test
    void whatHeSuggestsInBetweenComesInOnce() {
        hearFromAReader();
        meetCarolAlone();
        SuggestedEdit between = suggest(bob, WORDS + "In between.\n");

        world.heal();
        always("Bob says so.", bob, 5);
        world.awaitQuiet();
        SuggestedEdit after = suggest(bob, "Afterwards.\n" + WORDS);
        world.run(5_000);

        List<Suggestion> offered = alice.repository().suggestions().of(home);
        assertEquals(
                List.of(after.id(), between.id()), offered.stream().map(Suggestion::id).toList());
        for (SuggestedEdit edit : List.of(between, after)) {
            assertTrue(alice.act(() -> alice.wiki().suggesting().accept(home, edit.id())));
        }
        world.awaitQuiet();
        for (SimulatedNode node : List.of(alice, bob, carol)) {
            assertEquals("Afterwards.\n" + WORDS + "In between.\n", text(node), node.name);
        }
    }

    @Test
    void whatNoWriterHadTakenInGoesWhenOneWasAskedAndIsOfferedToHim() {
        hearFromAReader();
        write(bob, WORDS + "Too late.\n");
        meetCarolAlone();
        assertEquals(WORDS + "Too late.\n", text(bob), "no writer was asked yet");

        world.heal();
        world.awaitQuiet();

        assertEquals(WORDS, text(bob));
        List<Suggestion> left = bob.repository().suggestions().of(home);
        assertEquals(List.of(WORDS + "Too late.\n"), left.stream().map(Suggestion::text).toList());
    }

    /** What no page holds of Bob's. */
    private Suggestion leftOut() {
        hearFromAReader();
        write(bob, WORDS + "Too late.\n");
        meetCarolAlone();
        world.heal();
        world.awaitQuiet();
        List<Suggestion> left = bob.repository().suggestions().of(home);
        assertEquals(1, left.size());
        assertTrue(bob.repository().suggestions().isOwn(left.getFirst()));
        return left.getFirst();
    }

    private ChangeHash suggestLeftOut(Suggestion left) {
        ChangeHash made = bob.wiki().suggesting().suggestLeftOut(home, left.id());
        assertEquals(List.of(), bob.repository().suggestions().of(home), "shown once");
        assertEquals(List.of(), bob.repository().suggestions().dismissed(home));
        assertEquals(
                List.of(made),
                bob.wiki().suggesting().own(home).stream().map(own -> own.edit().id()).toList());
        world.run(5_000);
        assertEquals(
                List.of(made),
                alice.repository().suggestions().of(home).stream().map(Suggestion::id).toList());
        return made;
    }

    private void promoteAndRead(String text) {
        alice.change(bob, Optional.of(Role.WRITER));
        world.awaitQuiet();
        bob.wiki().suggesting().takeOwn();
        world.awaitQuiet();
        for (SimulatedNode node : List.of(alice, bob, carol)) {
            assertEquals(text, text(node), node.name);
            assertEquals(List.of(), node.repository().suggestions().of(home), node.name);
        }
        assertEquals(0, bob.repository().suggestions().ofReaders().ownWaiting().size());
        assertTrue(bob.repository().suggestions().instead().isEmpty(), "it is not taken out again");
    }

    @Test
    void whatWasLeftOutIsSuggestedOnceAndIsBackWhenThatIsWithdrawn() {
        Suggestion left = leftOut();
        ChangeHash made = suggestLeftOut(left);

        bob.wiki().suggesting().withdraw(home, made);

        assertEquals(List.of(left), bob.repository().suggestions().of(home));
        assertThrows(
                NoSuchSuggestionException.class,
                () -> alice.wiki().suggesting().suggestLeftOut(home, made));
    }

    @Test
    void itStandsInThePageOnceWhenItIsTakenInAndHeWritesAgain() {
        ChangeHash made = suggestLeftOut(leftOut());
        assertTrue(alice.act(() -> alice.wiki().suggesting().accept(home, made)));
        world.awaitQuiet();
        assertEquals(WORDS + "Too late.\n", text(carol));

        promoteAndRead(WORDS + "Too late.\n");
    }

    @Test
    void itStandsInThePageOnceWhenHeWritesAgainBeforeAnybodyTookItIn() {
        suggestLeftOut(leftOut());

        promoteAndRead(WORDS + "Too late.\n");
    }

    /** Whichever of the two somebody takes out by hand: what is left is his words, and stays. */
    @ParameterizedTest
    @ValueSource(strings = {"Alice.\nToo late.\n", "Too late.\nAlice.\n"})
    void whatIsLeftOfWordsThatSomebodyTookOutOnceByHandStays(String left) {
        ChangeHash made = suggestLeftOut(leftOut());
        assertTrue(alice.act(() -> alice.wiki().suggesting().accept(home, made)));
        world.awaitQuiet();
        alice.change(bob, Optional.of(Role.WRITER));
        world.awaitQuiet();
        assertEquals(WORDS + "Too late.\nToo late.\n", text(alice), "before Bob's node looks");
        write(alice, WORDS + "Too late.\nAlice.\nToo late.\n");
        world.awaitQuiet();
        write(alice, WORDS + left);
        world.awaitQuiet();

        bob.wiki().suggesting().takeOwn();
        world.awaitQuiet();

        for (SimulatedNode node : List.of(alice, bob, carol)) {
            assertEquals(WORDS + left, text(node), node.name);
        }
    }
}
