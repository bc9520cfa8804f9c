package enquire.editor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Actors;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.PageDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several nodes with one page, each with several tabs, in random order: typing, pushing, pulling,
 * folding what was typed into the document, and exchanging changes. The rebase keeps the tabs of a
 * node together, the merge the nodes; without either this fails.
 */
class EditLineConvergenceTest {

    private static final int STEPS = 600;

    /** A node as far as one page goes: the authority for its tabs, a replica among nodes. */
    private static final class Node implements AutoCloseable {

        private final PageDocument page;
        private final List<SimulatedTab> tabs = new ArrayList<>();
        private EditLine line = EditLine.start("");
        private long folded;
        private final List<Change> held = new ArrayList<>();
        private final Set<Change> received = new LinkedHashSet<>();

        Node(int number) {
            page = PageDocument.create(Actors.actor(number));
            for (int i = 0; i < 3; i++) {
                tabs.add(new SimulatedTab("tab" + i, line));
            }
        }

        /** Sends what waits, until nothing does; sometimes it was accepted before. */
        void push(SimulatedTab tab) {
            switch (tab.push(line)) {
                case PushResult.Accepted accepted -> line = accepted.line();
                case PushResult.Stale stale -> {
                    tab.pull(line);
                    if (tab.waits()) {
                        push(tab);
                    }
                }
                case PushResult.Repeated repeated -> tab.pull(line);
                case PushResult other -> throw new AssertionError(other.toString());
            }
        }

        /** What was typed becomes part of the document. */
        void fold() {
            var typed =
                    line.updatesSince(folded).orElseThrow().stream()
                            .map(Update::change)
                            .reduce(
                                    TextChange.unchanged(page.text().length()),
                                    TextChange::compose);
            held.addAll(page.edit(new Edit.Text(typed)));
            folded = line.version();
        }

        /** Takes in everything received whose dependencies are here. */
        void applyReceived() {
            fold();
            var ready = new ArrayList<Change>();
            for (Change change : received) {
                if (change.dependencies().stream().allMatch(hash -> has(hash, ready))) {
                    ready.add(change);
                }
            }
            ready.forEach(received::remove);
            var applied = page.apply(ready);
            held.addAll(ready);
            line = line.append(new Update.Arrived(applied.textChange()));
            folded = line.version();
            assertEquals(page.text(), line.text());
        }

        private boolean has(ChangeHash hash, List<Change> ready) {
            return page.knows(hash)
                    || ready.stream().anyMatch(change -> change.hash().equals(hash));
        }

        @Override
        public void close() {
            page.close();
        }
    }

    private static void send(List<Node> nodes, Node from) {
        for (Node to : nodes) {
            for (Change change : from.held) {
                if (!to.page.knows(change.hash())) {
                    to.received.add(change);
                }
            }
        }
    }

    private interface Typing {
        TextChange next(String text);
    }

    private static List<Node> run(Random random, Typing typing) {
        var nodes = List.of(new Node(1), new Node(2), new Node(3));
        for (int step = 0; step < STEPS; step++) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            SimulatedTab tab = node.tabs.get(random.nextInt(node.tabs.size()));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> tab.type(typing.next(tab.text()));
                case 3 -> {
                    if (tab.waits()) {
                        node.push(tab);
                    }
                }
                case 4 -> tab.pull(node.line);
                case 5 -> node.fold();
                case 6 -> send(nodes, node);
                default -> node.applyReceived();
            }
        }
        settle(nodes);
        return nodes;
    }

    private static void settle(List<Node> nodes) {
        for (Node node : nodes) {
            for (SimulatedTab tab : node.tabs) {
                if (tab.waits()) {
                    node.push(tab);
                }
            }
            node.fold();
        }
        nodes.forEach(node -> send(nodes, node));
        for (Node node : nodes) {
            node.applyReceived();
            node.tabs.forEach(tab -> tab.pull(node.line));
        }
    }

    private static void assertTogether(List<Node> nodes) {
        Node first = nodes.getFirst();
        for (Node node : nodes) {
            assertEquals(first.page.heads(), node.page.heads());
            assertEquals(first.page.text(), node.page.text());
            assertEquals(first.page.text(), node.line.text());
            for (SimulatedTab tab : node.tabs) {
                assertEquals(first.page.text(), tab.text());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void tabsAndNodesEndWithOneText(long seed) {
        var random = new Random(seed);
        var draw = new RandomText(random);
        var nodes = run(random, text -> draw.change(text, 3));
        assertTogether(nodes);
        nodes.forEach(Node::close);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void whileNobodyDeletesEverythingTypedIsThere(long seed) {
        var random = new Random(seed);
        var draw = new RandomText(random);
        int[] typed = {0};
        var nodes =
                run(
                        random,
                        text -> {
                            String insert = draw.text(1 + random.nextInt(3));
                            typed[0] += insert.length();
                            int at = random.nextInt(text.length() + 1);
                            at = Surrogates.splits(text, at) ? at - 1 : at;
                            return TextChange.replace(text.length(), at, at, insert);
                        });
        assertTogether(nodes);
        assertEquals(typed[0], nodes.getFirst().page.text().length());
        nodes.forEach(Node::close);
    }
}
