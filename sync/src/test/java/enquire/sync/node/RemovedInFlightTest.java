package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.sync.protocol.Message;
import enquire.sync.roster.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Alice takes Bob out while he types: some of it is with her, some only with Carol, some only with
 * Dave, who reads and can vouch for nothing, some on its way and some nowhere but with him. On the
 * rig of {@link SimulationTest}, so that the moment is drawn from a seed.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class RemovedInFlightTest {

    private static final int SEEDS = Integer.getInteger("enquire.removals", 8);

    @TempDir Path folder;

    private SimulatedNode alice;
    private SimulatedNode bob;
    private SimulatedNode carol;
    private SimulatedNode dave;
    private PageId home;
    private int written;

    /** Lines of Bob's at Carol's when she heard of it. */
    private int atCarol;

    /** The most that Dave held. */
    private int atDave;

    private int underWay;
    private int unequal;
    private int onlyRead;

    @BeforeEach
    void quietLog() {
        ((Logger) LoggerFactory.getLogger("enquire")).setLevel(Level.ERROR);
    }

    @AfterEach
    void log() {
        ((Logger) LoggerFactory.getLogger("enquire")).setLevel(null);
    }

    @Test
    void whatSomebodyHeldStaysAndNothingElseComesInUntilHeIsBack() throws IOException {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Path there = Files.createDirectory(folder.resolve("seed-" + seed));
            try (var world = new SimulatedWorld(there, 4, seed)) {
                remove(world, new Random(seed), "seed " + seed);
            }
        }
        System.out.printf(
                "%,d removals: edits under way in %,d, Alice and Carol held others in %,d,"
                        + " Dave held more than both in %,d%n",
                SEEDS, underWay, unequal, onlyRead);
        // Otherwise nothing of this was tried.
        assertTrue(underWay >= SEEDS / 2, "edits were under way in " + underWay);
        assertTrue(unequal >= 1, "Alice and Carol held others in " + unequal);
        assertTrue(onlyRead >= 1, "Dave held more than both in " + onlyRead);
    }

    private void remove(SimulatedWorld world, Random random, String seed) {
        alice = world.node("Alice");
        bob = world.node("Bob");
        carol = world.node("Carol");
        dave = world.node("Dave");
        assertTrue(alice.change(dave, Optional.of(Role.READER)));
        home = alice.repository().create(new Title("Home"), "home\n").page();
        world.awaitQuiet();
        written = 0;
        atCarol = -1;
        atDave = 0;
        world.watcher = this::hears;
        type(world, random, 4 + random.nextInt(8));
        // From here on, what Bob writes reaches the others by way of Dave.
        world.lines().block(bob, alice);
        world.lines().block(bob, carol);
        type(world, random, 4);

        int atAlice = lines(alice);
        boolean more = written > atAlice;
        assertTrue(alice.change(bob, Optional.empty()));

        assertEquals(atAlice, lines(alice), seed);
        world.lines().join(bob, alice);
        world.lines().join(bob, carol);
        type(world, random, 40);
        assertFalse(bob.mayWrite(), seed + ": he hears of it, and writes no more");
        world.awaitQuiet();
        int held = Math.max(atAlice, atCarol);
        assertEquals(text(held), text(alice), seed);
        assertEquals(text(held), text(carol), seed);
        assertEquals(text(held), text(dave), seed);
        assertEquals(text(written), text(bob), seed + ": his own computer keeps all");
        assertEquals(Optional.of("Alice"), bob.wiki().ownDeparture().orElseThrow().by(), seed);

        assertTrue(alice.change(bob, Optional.of(Role.WRITER)), seed);
        world.awaitQuiet();
        for (SimulatedNode node : List.of(alice, bob, carol, dave)) {
            assertEquals(text(written), text(node), seed + ": he is back, at " + node.name);
        }
        underWay += more ? 1 : 0;
        unequal += atCarol != atAlice ? 1 : 0;
        onlyRead += atDave > held ? 1 : 0;
    }

    /** So many lines, as long as he may. */
    private void type(SimulatedWorld world, Random random, int lines) {
        for (int i = 0; i < lines && bob.mayWrite(); i++) {
            var view = bob.repository().page(home).orElseThrow();
            String more = text(written + 1);
            assertTrue(bob.act(() -> bob.repository().write(home, view.version(), more)));
            written++;
            world.run(random.nextInt(400));
        }
    }

    private void hears(SimulatedLink.End end, Message message) {
        boolean still = dave.wiki().roster().role(bob.id()).isPresent();
        if (end.node == dave && still) {
            atDave = Math.max(atDave, lines(dave));
        }
        boolean knows = carol.wiki().roster().role(bob.id()).isEmpty();
        if (end.node == carol && message instanceof Message.Roster && !knows) {
            atCarol = lines(carol);
        }
    }

    private int lines(SimulatedNode node) {
        return text(node).split("Bob ", -1).length - 1;
    }

    private String text(SimulatedNode node) {
        return node.repository().page(home).orElseThrow().text();
    }

    private static String text(int lines) {
        var text = new StringBuilder("home\n");
        for (int i = 1; i <= lines; i++) {
            text.append("Bob ").append(i).append('\n');
        }
        return text.toString();
    }
}
