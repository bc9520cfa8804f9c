package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Real nodes on computers of their own, between which links are cut and mended: {@link Namespaces}.
 * Where these cannot be made, the same nodes run on loopback, where every link holds: then it is
 * the computers that are switched off and on. One thread, but for asking different ones.
 */
final class Computers implements AutoCloseable {

    private static final List<String> NAMES = List.of("Alice", "Bob", "Carol", "Dave", "Erin");

    private final Path folder;
    private final Optional<Namespaces> network = Namespaces.open();
    private final List<Integer> computers = new ArrayList<>();
    private final TreeMap<Integer, ChildNode> on = new TreeMap<>();

    Computers(Path folder) {
        this.folder = folder;
    }

    /** Whether links can be cut. */
    boolean haveLinks() {
        return network.isPresent();
    }

    static String name(int i) {
        return i < NAMES.size() ? NAMES.get(i) : "Person" + i;
    }

    /** So many, the first of whom founds the wiki and invites the others. */
    void begin(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            add();
            if (i == 0) {
                ask(0, "create Garden");
            } else {
                join(i, ask(0, "invite"));
            }
        }
        await("all know all", () -> each("members").equals(Set.of("" + count)));
        await("all meet all", () -> each("connections").equals(Set.of("" + (count - 1))));
    }

    /** One more computer, which is on. */
    void add() throws IOException {
        network.ifPresent(net -> computers.add(net.computer()));
        start(computers.isEmpty() ? on.size() : computers.size() - 1);
    }

    /** Switches one on that was off. */
    void start(int i) throws IOException {
        Path data = folder.resolve(name(i));
        String address = network.isPresent() ? Namespaces.address(computers.get(i)) : "127.0.0.1";
        on.put(
                i,
                ChildNode.start(
                        before(i), NodeProcess.class, List.of("" + data, name(i), address)));
    }

    private List<String> before(int i) {
        return network.isPresent() ? network.get().on(computers.get(i)) : List.of();
    }

    /** A program on a computer of nobody. */
    ChildNode startElsewhere(Class<?> main, List<String> arguments) throws IOException {
        List<String> before =
                network.isPresent() ? network.get().on(network.get().computer()) : List.of();
        return ChildNode.start(before, main, arguments);
    }

    void stop(int i) throws Exception {
        ChildNode node = on.remove(i);
        node.stop();
    }

    void kill(int i) throws InterruptedException {
        on.remove(i).kill();
    }

    String ask(int i, String question) {
        return on.get(i).ask(question);
    }

    /** Tries again, as people do who are asked to: the other computer may be busy. */
    void join(int i, String invite) {
        await("it joined", () -> !ask(i, "join " + invite).startsWith("not joined"));
    }

    /** What all that are on answer. */
    Set<String> each(String question) {
        return on.values().stream().map(node -> node.ask(question)).collect(Collectors.toSet());
    }

    /** All that are on. */
    void awaitEqual() {
        await(
                "all hold the same, and no typing waits",
                () -> {
                    Set<String> held = each("fingerprint");
                    return held.size() == 1 && held.iterator().next().startsWith("[] ");
                });
    }

    void cut(int one, int other) {
        network.ifPresent(net -> net.cut(computers.get(one), computers.get(other)));
    }

    void mend(int one, int other) {
        network.ifPresent(net -> net.mend(computers.get(one), computers.get(other)));
    }

    /** Far longer than the longest wait between two dials. */
    static void await(String what, BooleanSupplier holds) {
        Meetings.awaitLong(what, holds);
    }

    /** Each of these lines stands in the text once, and nothing else does. */
    static void assertOnce(String text, List<String> lines) {
        for (String line : lines) {
            assertEquals(1, text.split(line + "\\|", -1).length - 1, line + " in " + text);
        }
        assertEquals(lines.size(), text.chars().filter(sign -> sign == '|').count(), text);
    }

    @Override
    public void close() throws IOException {
        on.values().forEach(ChildNode::close);
        if (network.isPresent()) {
            network.get().close();
        }
    }
}
