package enquire.sync.node;

import static enquire.sync.node.Computers.assertOnce;
import static enquire.sync.node.Computers.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real nodes on {@link Computers} that part and meet. */
@Timeout(value = 1_800, unit = TimeUnit.SECONDS)
class NetworkTest {

    /** Who join in one moment: few in the build, since each is a process. */
    private static final int JOINING = Integer.getInteger("enquire.joining", 4);

    @AutoClose private final Computers net;

    NetworkTest(@TempDir Path folder) {
        net = new Computers(folder);
    }

    @Test
    void twoHalvesThatWriteWhileApartHoldTheSameOnceTheyMeet() throws Exception {
        net.begin(4);
        net.ask(0, "append Home begun");
        await("all have it", () -> net.each("text Home").equals(Set.of("begun|")));
        for (int left : List.of(0, 1)) {
            for (int right : List.of(2, 3)) {
                net.cut(left, right);
            }
        }

        var lines = new ArrayList<>(List.of("begun"));
        for (int round = 0; round < 5; round++) {
            for (int i : List.of(0, 1, 2, 3)) {
                write(i, Computers.name(i) + "-" + round, lines);
            }
        }
        net.ask(0, "append Left only-there");
        net.ask(3, "append Right only-there");
        await("the halves agree", () -> net.ask(1, "text Left").equals("only-there|"));
        await("the halves agree", () -> net.ask(2, "text Right").equals("only-there|"));
        if (net.haveLinks()) {
            assertEquals(-1, net.ask(0, "text Home").indexOf("Carol"));
            assertEquals(-1, net.ask(3, "text Home").indexOf("Alice"));
        }
        for (int left : List.of(0, 1)) {
            for (int right : List.of(2, 3)) {
                net.mend(left, right);
            }
        }

        net.awaitEqual();
        Set<String> texts = net.each("text Home");
        assertEquals(1, texts.size());
        assertOnce(texts.iterator().next(), lines);
        assertEquals(Set.of("only-there|"), net.each("text Left"));
    }

    @Test
    void aChainOfFiveWhoseMiddleIsGoneIsWholeAgainByOneNewLink() throws Exception {
        net.begin(5);
        for (int one = 0; one < 5; one++) {
            for (int other = one + 2; other < 5; other++) {
                net.cut(one, other);
            }
        }
        net.ask(0, "append Home from-Alice");
        await("it went along the chain", () -> net.ask(4, "text Home").equals("from-Alice|"));

        net.kill(2);
        net.ask(0, "append Home meanwhile-Alice");
        net.ask(4, "append Home meanwhile-Erin");
        await("Bob has it", () -> net.ask(1, "text Home").contains("|meanwhile-Alice"));
        await("Dave has it", () -> net.ask(3, "text Home").contains("meanwhile-Erin"));
        if (net.haveLinks()) {
            assertEquals("from-Alice|meanwhile-Alice|", net.ask(0, "text Home"));
            assertEquals("from-Alice|meanwhile-Erin|", net.ask(4, "text Home"));
        }
        net.mend(1, 3);

        net.awaitEqual();
        assertOnce(
                net.ask(0, "text Home"),
                List.of("from-Alice", "meanwhile-Alice", "meanwhile-Erin"));
        net.start(2);
        net.awaitEqual();
        assertEquals(1, net.each("text Home").size());
    }

    /** Three weeks; he meets who is on then. Carol always is. */
    @Test
    void whoIsOnOnlyOnSundaysFindsWhatAllDidAndTheyKnowWhatWaitsForHim() throws Exception {
        int alice = 0;
        int bob = 1;
        int carol = 2;
        int dave = 3;
        int erin = 4;
        var lines = new ArrayList<String>();
        net.begin(4);
        write(alice, "begun", lines);
        net.awaitEqual();
        await("he has it", () -> net.ask(alice, "behind Dave").equals("0"));
        net.stop(dave);

        // The first week, in which a page is new, too.
        for (int i : List.of(alice, bob, carol)) {
            write(i, "first-week-" + i, lines);
        }
        net.ask(bob, "append Tulips from-Bob");
        net.awaitEqual();
        for (int i : List.of(alice, bob, carol)) {
            await("it waits for him", () -> net.ask(i, "behind Dave").equals("2"));
        }
        net.start(dave);
        net.awaitEqual();
        assertOnce(net.ask(dave, "text Home"), lines);
        await("nothing waits for him", () -> net.each("behind Dave").equals(Set.of("0", "?")));
        write(dave, "first-sunday", lines);
        net.awaitEqual();
        net.kill(dave);

        // The second: Bob is removed, and what he wrote stays; Erin joins.
        net.ask(alice, "remove Bob");
        await("he hears of it", () -> net.ask(bob, "writes").equals("false"));
        net.add();
        net.join(erin, net.ask(alice, "invite"));
        await("she is here", () -> net.ask(erin, "text Home").contains("first-sunday"));
        write(erin, "second-week", lines);
        await("Carol has it", () -> net.ask(carol, "text Home").contains("second-week"));
        net.start(dave);
        await("he has it", () -> net.ask(dave, "text Home").contains("second-week"));
        assertEquals("4", net.ask(dave, "members"));
        write(dave, "second-sunday", lines);
        await("Carol has it", () -> net.ask(carol, "text Home").contains("second-sunday"));
        net.stop(dave);

        // The third: Bob is back. On Sunday only Carol is on.
        net.join(bob, net.ask(alice, "invite"));
        await("he may write", () -> net.ask(bob, "writes").equals("true"));
        await("he has all", () -> net.ask(bob, "text Home").contains("second-sunday"));
        write(bob, "third-week", lines);
        net.awaitEqual();
        for (int i : List.of(alice, bob, erin)) {
            net.stop(i);
        }
        net.start(dave);
        net.awaitEqual();
        assertOnce(net.ask(dave, "text Home"), lines);
        write(dave, "third-sunday", lines);
        net.awaitEqual();
        net.stop(dave);

        for (int i : List.of(alice, bob, erin)) {
            net.start(i);
        }
        net.awaitEqual();
        assertOnce(net.ask(alice, "text Home"), lines);
        assertEquals(Set.of("5"), net.each("members"));
        assertEquals(Set.of("from-Bob|"), net.each("text Tulips"));
    }

    @Test
    void whoJoinInOneMomentAreAllMembersAndHoldTheSame() throws Exception {
        net.begin(1);
        net.ask(0, "append Home begun");
        var invites = new ArrayList<String>();
        for (int i = 1; i <= JOINING; i++) {
            net.add();
            invites.add(net.ask(0, "invite"));
        }

        var joining = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= JOINING; i++) {
                int who = i;
                joining.add(threads.submit(() -> net.join(who, invites.get(who - 1))));
            }
        }
        for (Future<?> joined : joining) {
            joined.get();
        }

        await("all know all", () -> net.each("members").equals(Set.of("" + (JOINING + 1))));
        var lines = new ArrayList<>(List.of("begun"));
        for (int i = 1; i <= JOINING; i++) {
            int who = i;
            await("it has the page", () -> net.ask(who, "text Home").startsWith("begun|"));
            write(i, Computers.name(i), lines);
        }
        net.awaitEqual();
        assertOnce(net.ask(0, "text Home"), lines);
    }

    private void write(int i, String line, List<String> lines) {
        net.ask(i, "append Home " + line);
        lines.add(line);
    }
}
