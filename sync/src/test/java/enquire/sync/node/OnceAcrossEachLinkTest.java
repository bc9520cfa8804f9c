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
import enquire.sync.protocol.MessageCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nodes in a chain, a triangle and a mesh in which each knows each, and every change that travels
 * between them, counted. {@code -Denquire.traffic=apart} lets each connection ask for itself, as
 * was done before {@code PagesUnderWay}: then the meshes fail, and print what that cost.
 */
class OnceAcrossEachLinkTest {

    private static final List<String> NAMES = List.of("Alice", "Bob", "Carol", "Dave", "Erin");

    /** A change on a link, in either direction. */
    private record Crossing(Set<String> link, ChangeHash change) {}

    private final Set<Crossing> crossings = new HashSet<>();
    private final List<String> doubled = new ArrayList<>();
    private final Map<Class<?>, Long> bytes = new HashMap<>();
    private int given;

    /**
     * Each change reaches each of the others once, over as many links as a tree has. Where two
     * write, what somebody lacks cannot always be named: one of ten may come once more.
     */
    @ParameterizedTest
    @CsvSource({"3, 1", "3, 2", "5, 1", "5, 2"})
    void whereEachIsConnectedWithEachHardlyAnyEditReachesANodeTwice(
            int nodes, int typing, @TempDir Path folder) {
        try (var world = new SimulatedWorld(folder, nodes)) {
            world.watcher = this::count;
            world.run(30_000);
            List<SimulatedNode> all = NAMES.subList(0, nodes).stream().map(world::node).toList();
            SimulatedNode alice = all.getFirst();
            alice.act(() -> alice.repository().create(new Title("Roses"), "red\n"));
            world.run(10_000);
            long linkFrames = world.frames;
            bytes.clear();
            for (int key = 0; key < 40; key++) {
                append(all.get(key % typing), page(alice), key + "\n");
                world.run(200);
            }
            world.run(20_000);

            for (SimulatedNode node : all) {
                assertEquals(text(alice, page(alice)), text(node, page(alice)), node.name);
            }
            int edits = edits(world);
            int links = nodes * (nodes - 1) / 2;
            System.out.printf(
                    "%d nodes, %d links, %d typing: %d edits given %d times, %d would do; in vain"
                            + " %d; %d frames, %s bytes%n",
                    nodes,
                    links,
                    typing,
                    edits,
                    given,
                    (nodes - 1) * edits,
                    doubled.size(),
                    world.frames - linkFrames,
                    new TreeMap<>(
                            bytes.entrySet().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    each -> each.getKey().getSimpleName(),
                                                    Map.Entry::getValue))));
            int inVainMax = typing == 1 ? 0 : (nodes - 1) * edits / 10;
            assertTrue(doubled.size() <= inVainMax, doubled.toString());
            assertEquals((nodes - 1) * edits, given - doubled.size());
        }
    }

    /** Carol hears of it from Alice, who falls silent then; Bob has it, too. */
    @Test
    void whoWasAskedAndFallsSilentIsNotWaitedForLong(@TempDir Path folder) {
        try (var world = new SimulatedWorld(folder, 3)) {
            SimulatedNode alice = world.node("Alice");
            SimulatedNode carol = world.node("Carol");
            world.run(30_000);
            alice.act(() -> alice.repository().create(new Title("Roses"), "red\n"));
            world.run(30_000);
            var asked = new AtomicInteger();
            world.watcher =
                    (end, message) -> {
                        if (end.node == alice
                                && end.peer == carol
                                && message instanceof Message.Want) {
                            world.lines().block(alice, carol);
                            asked.incrementAndGet();
                        }
                    };

            append(alice, page(alice), "and white\n");
            // A silence is noticed after 30 s.
            world.run(8_000);

            assertEquals(1, asked.get(), "Alice was asked first, or this says nothing");
            assertEquals("red\nand white\n", text(carol, page(alice)));
        }
    }

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
            world.lines().part(carol);
            List.copyOf(carol.ends()).forEach(SimulatedLink.End::cut);
            world.lines().join(world.node("Bob"), world.node("Dave"));
            PageId page = page(world.node("Alice"));
            append(world.node("Erin"), page, "by another way\n");
            world.run(60_000);
            for (String name : List.of("Alice", "Bob", "Dave")) {
                assertTrue(text(world.node(name), page).contains("by another way"), name);
            }
            assertEquals(List.of(), doubled);

            // She is on again one Sunday, and hears what was written all week.
            world.lines().clear();
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
        bytes.merge(message.getClass(), (long) MessageCodec.encode(message).size(), Long::sum);
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
        world.lines().block(world.node(NAMES.get(one)), world.node(NAMES.get(other)));
        world.lines().block(world.node(NAMES.get(other)), world.node(NAMES.get(one)));
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
