package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.protocol.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five nodes in a chain, and every change that travels between them, counted. */
class OnceAcrossEachLinkTest {

    private static final List<String> NAMES = List.of("Alice", "Bob", "Carol", "Dave", "Erin");

    /** A change on a link, in either direction. */
    private record Crossing(Set<String> link, ChangeHash change) {}

    private final Set<Crossing> crossings = new HashSet<>();
    private final List<String> doubled = new ArrayList<>();
    private int given;

    @Test
    void inAChainEachEditCrossesEachLinkOnceAlsoWhenTheMiddleIsGone(@TempDir Path folder) {
        try (var world = new SimulatedWorld(folder, NAMES.size())) {
            world.watcher = this::count;
            for (int i = 0; i < NAMES.size(); i++) {
                for (int j = i + 2; j < NAMES.size(); j++) {
                    partBoth(world, i, j);
                }
            }
            write(world, 3);
            assertEquals(List.of(), doubled);
            assertEquals(
                    NAMES.size() - 1, crossings.stream().map(Crossing::link).distinct().count());
            assertEquals(4 * edits(world), given);

            // The one in the middle leaves; the two beside it find a way to each other.
            SimulatedNode carol = world.node("Carol");
            world.part(carol);
            List.copyOf(carol.ends()).forEach(SimulatedLink.End::cut);
            world.join(world.node("Bob"), world.node("Dave"));
            PageId page = page(world.node("Alice"));
            append(world.node("Erin"), page, "by another way\n");
            world.run(60_000);
            for (String name : List.of("Alice", "Bob", "Dave")) {
                assertTrue(text(world.node(name), page).contains("by another way"), name);
            }
            assertEquals(List.of(), doubled);

            // She is on again one Sunday, and hears what was written all week.
            world.clearLines();
            world.run(120_000);
            assertTrue(text(carol, page).contains("by another way"));
        }
    }

    /** People write, two at a time, and all of it arrives everywhere. */
    private static void write(SimulatedWorld world, int rounds) {
        SimulatedNode alice = world.node("Alice");
        alice.act(() -> alice.repository().create(new Title("Roses"), "red\n"));
        world.run(60_000);
        PageId page = page(alice);
        for (int round = 0; round < rounds; round++) {
            append(world.node(NAMES.get(round % NAMES.size())), page, "round " + round + "\n");
            append(world.node(NAMES.get((round + 2) % NAMES.size())), page, "too " + round + "\n");
            world.run(20_000);
        }
        world.run(60_000);
        for (String name : NAMES) {
            assertEquals(text(alice, page), text(world.node(name), page), name);
        }
        assertTrue(text(alice, page).contains("too " + (rounds - 1)));
    }

    private void count(SimulatedLink.End end, Message message) {
        if (message instanceof Message.Changes changes) {
            for (Message.PageChanges page : changes.pages()) {
                page.chunks().forEach(chunk -> count(end, page.page(), chunk));
            }
        }
    }

    private void count(SimulatedLink.End end, PageId page, Bytes chunk) {
        ChangeHash hash = Change.parse(chunk).hash();
        given++;
        boolean known = end.node.repository().exchange().holds(page, List.of(hash));
        var crossing = new Crossing(Set.of(end.node.name, end.peer.name), hash);
        if (!crossings.add(crossing) || known) {
            doubled.add("%s from %s: %s".formatted(end.node.name, end.peer.name, hash));
        }
    }

    /** How many changes there are of all pages; the genesis does not travel. */
    private static int edits(SimulatedWorld world) {
        var exchange = world.node("Alice").repository().exchange();
        return exchange.pages().stream().mapToInt(page -> exchange.changes(page).size()).sum();
    }

    private static void partBoth(SimulatedWorld world, int one, int other) {
        world.block(world.node(NAMES.get(one)), world.node(NAMES.get(other)));
        world.block(world.node(NAMES.get(other)), world.node(NAMES.get(one)));
    }

    private static PageId page(SimulatedNode node) {
        return node.repository().resolve("Roses").orElseThrow();
    }

    private static String text(SimulatedNode node, PageId page) {
        return node.repository().page(page).map(PageView::text).orElse("");
    }

    private static void append(SimulatedNode node, PageId page, String line) {
        node.act(() -> {
            PageView now = node.repository().page(page).orElseThrow();
            node.repository().write(page, now.version(), now.text() + line);
        });
    }
}
