package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real nodes on computers of their own, between which links are cut and mended: {@link Namespaces}.
 * Where these cannot be made, the same nodes run on loopback, where every link holds: then it is
 * the computers that are switched off and on.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class NetworkTest {

    private static final List<String> NAMES = List.of("Alice", "Bob", "Carol", "Dave", "Erin");

    @TempDir Path folder;

    private final Optional<Namespaces> network = Namespaces.open();
    private final List<Integer> computers = new ArrayList<>();
    private final List<ChildNode> nodes = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        nodes.forEach(ChildNode::close);
        if (network.isPresent()) {
            network.get().close();
        }
    }

    /** So many, the first of whom founds the wiki and invites the others. */
    private void begin(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            network.ifPresent(net -> computers.add(net.computer()));
            nodes.add(start(i));
            if (i == 0) {
                ask(0, "create Garden");
            } else {
                ask(i, "join " + ask(0, "invite"));
            }
        }
        await("all know all", () -> each("members").equals(Set.of("" + count)));
        await("all meet all", () -> each("connections").equals(Set.of("" + (count - 1))));
    }

    private ChildNode start(int i) throws IOException {
        Path data = folder.resolve(NAMES.get(i));
        return network.isPresent()
                ? ChildNode.start(
                        network.get().on(computers.get(i)),
                        data,
                        Namespaces.address(computers.get(i)))
                : ChildNode.start(List.of(), data, "127.0.0.1");
    }

    private String ask(int i, String question) {
        return nodes.get(i).ask(question);
    }

    private Set<String> each(String question) {
        return nodes.stream().map(node -> node.ask(question)).collect(Collectors.toSet());
    }

    private static void await(String what, BooleanSupplier holds) {
        Meetings.await(what, holds);
    }

    private void awaitEqual() {
        await(
                "all hold the same, and no typing waits",
                () -> {
                    Set<String> held = each("fingerprint");
                    return held.size() == 1 && held.iterator().next().startsWith("[] ");
                });
    }

    private void cut(int one, int other) {
        network.ifPresent(net -> net.cut(computers.get(one), computers.get(other)));
    }

    private void mend(int one, int other) {
        network.ifPresent(net -> net.mend(computers.get(one), computers.get(other)));
    }

    private static void assertOnce(String text, List<String> lines) {
        for (String line : lines) {
            assertEquals(1, text.split(line + "\\|", -1).length - 1, line + " in " + text);
        }
        assertEquals(lines.size(), text.chars().filter(sign -> sign == '|').count(), text);
    }

    @Test
    void twoHalvesThatWriteWhileApartHoldTheSameOnceTheyMeet() throws Exception {
        begin(4);
        ask(0, "append Home begun");
        await("all have it", () -> each("text Home").equals(Set.of("begun|")));
        for (int left : List.of(0, 1)) {
            for (int right : List.of(2, 3)) {
                cut(left, right);
            }
        }

        var lines = new ArrayList<>(List.of("begun"));
        for (int round = 0; round < 5; round++) {
            for (int i : List.of(0, 1, 2, 3)) {
                String line = NAMES.get(i) + "-" + round;
                ask(i, "append Home " + line);
                lines.add(line);
            }
        }
        ask(0, "append Left only-there");
        ask(3, "append Right only-there");
        await("the halves agree", () -> ask(1, "text Left").equals("only-there|"));
        await("the halves agree", () -> ask(2, "text Right").equals("only-there|"));
        if (network.isPresent()) {
            assertEquals(-1, ask(0, "text Home").indexOf("Carol"));
            assertEquals(-1, ask(3, "text Home").indexOf("Alice"));
        }
        for (int left : List.of(0, 1)) {
            for (int right : List.of(2, 3)) {
                mend(left, right);
            }
        }

        awaitEqual();
        Set<String> texts = each("text Home");
        assertEquals(1, texts.size());
        assertOnce(texts.iterator().next(), lines);
        assertEquals(Set.of("only-there|"), each("text Left"));
    }

    @Test
    void aChainOfFiveWhoseMiddleIsGoneIsWholeAgainByOneNewLink() throws Exception {
        begin(5);
        for (int one = 0; one < 5; one++) {
            for (int other = one + 2; other < 5; other++) {
                cut(one, other);
            }
        }
        ask(0, "append Home from-Alice");
        await("it went along the chain", () -> ask(4, "text Home").equals("from-Alice|"));

        nodes.get(2).kill();
        nodes.remove(2);
        int erin = 3;
        ask(0, "append Home meanwhile-Alice");
        ask(erin, "append Home meanwhile-Erin");
        await("Bob has it", () -> ask(1, "text Home").contains("|meanwhile-Alice"));
        await("Dave has it", () -> ask(2, "text Home").contains("meanwhile-Erin"));
        if (network.isPresent()) {
            assertEquals("from-Alice|meanwhile-Alice|", ask(0, "text Home"));
            assertEquals("from-Alice|meanwhile-Erin|", ask(erin, "text Home"));
        }
        mend(1, 3);

        awaitEqual();
        assertOnce(ask(0, "text Home"), List.of("from-Alice", "meanwhile-Alice", "meanwhile-Erin"));
        nodes.add(start(2));
        awaitEqual();
        assertEquals(1, each("text Home").size());
    }
}
