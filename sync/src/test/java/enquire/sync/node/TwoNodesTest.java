package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two real nodes in processes of their own, over real TLS; one is killed and comes back. */
@Timeout(value = 1_200, unit = TimeUnit.SECONDS)
@Execution(ExecutionMode.CONCURRENT) // Each waits most of its time for a clock.
class TwoNodesTest {

    @TempDir Path folder;

    private final List<ChildNode> children = new ArrayList<>();

    @AfterEach
    void stopAll() {
        children.forEach(ChildNode::close);
    }

    @Test
    void whatEachWroteIsOnBothAfterOneWasKilled() throws Exception {
        ChildNode alice = start("Alice");
        ChildNode bob = start("Bob");
        alice.ask("create Garden");
        alice.ask("append Roses first");
        join(bob, alice.ask("invite"));
        await(() -> bob.ask("text Roses").equals("first|"));
        bob.ask("append Roses from-Bob");
        await(() -> alice.ask("text Roses").equals("first|from-Bob|"));

        alice.ask("append Roses before-the-kill");
        alice.kill();
        bob.ask("append Tulips while-Alice-is-away");
        bob.ask("append Roses also-while-away");
        ChildNode again = start("Alice");

        await(() -> again.ask("fingerprint").equals(bob.ask("fingerprint")));
        String roses = bob.ask("text Roses");
        assertEquals(roses, again.ask("text Roses"));
        for (String line : List.of("first", "from-Bob", "before-the-kill", "also-while-away")) {
            assertEquals(1, roses.split(line + "\\|", -1).length - 1, line + " in " + roses);
        }
        assertEquals("while-Alice-is-away|", again.ask("text Tulips"));
        again.stop();
        bob.stop();
    }

    @Test
    void aFrozenPeerIsNoticedAndForgottenUntilItWakes() throws Exception {
        ChildNode alice = start("Alice");
        ChildNode bob = start("Bob");
        alice.ask("create Garden");
        join(bob, alice.ask("invite"));
        await(() -> alice.ask("connected").equals("true"));

        bob.signal("STOP");
        await(() -> alice.ask("connected").equals("false"));
        alice.ask("append Roses while-Bob-is-frozen");
        bob.signal("CONT");

        await(() -> bob.ask("text Roses").equals("while-Bob-is-frozen|"));
        alice.stop();
        bob.stop();
    }

    private ChildNode start(String name) throws IOException {
        ChildNode child = ChildNode.start(List.of(), folder.resolve(name), "127.0.0.1");
        children.add(child);
        return child;
    }

    /** Tries again, as people do who are asked to: the other computer may be busy. */
    private static void join(ChildNode child, String invite) {
        await(() -> !child.ask("join " + invite).startsWith("not joined"));
    }

    private static void await(BooleanSupplier holds) {
        Meetings.awaitLong("the children agree", holds);
    }
}
