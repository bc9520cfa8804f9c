package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.storage.Exchange.Received;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bob takes only what a statement vouches for. */
class StatementsTest {

    @TempDir Path folder;
    private Person alice;
    private Person bob;
    private PageId page;
    private Change change;

    @BeforeEach
    void open() {
        alice = new Person("Alice", folder, 1);
        bob = new Person("Bob", folder, 2, StatementsTest::vouched);
        page = alice.create("Home", "one").page();
        change = alice.repository().exchange().changes(page).getFirst();
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    private static Set<ChangeHash> vouched(
            PageId page,
            Collection<Change> candidates,
            Predicate<ChangeHash> accepted,
            Collection<Statement> statements) {
        return Person.acceptedOf(
                candidates,
                accepted,
                change ->
                        statements.stream()
                                .anyMatch(
                                        statement -> statement.vouched().contains(change.hash())));
    }

    private static Statement statement(String name, ChangeHash vouched) {
        return new Statement(Person.bytes(name), List.of(vouched));
    }

    private Received receive(List<Change> changes, List<Statement> statements) {
        return bob.repository()
                .exchange()
                .receive(page, changes, statements, Instant.EPOCH, Optional.of(alice.peer));
    }

    @Test
    void aPageFullOfStatementsForNothingTakesThoseForItsChanges() {
        var nothing = new ChangeHash(Person.bytes("no change").sha256());
        List<Statement> flood =
                IntStream.range(0, StatementRoom.STATEMENTS_MAX + 10)
                        .mapToObj(i -> statement("flood " + i, nothing))
                        .toList();
        receive(List.of(), flood);
        assertEquals(
                StatementRoom.STATEMENTS_MAX, bob.repository().exchange().statements(page).size());

        Statement honest = statement("honest", change.hash());
        receive(List.of(change), List.of(honest));

        assertEquals("one", bob.text(page));
        assertTrue(bob.repository().exchange().statements(page).contains(honest));
    }

    /** Two peers give one half each; the first half is still on its way to disk. */
    @Test
    @Timeout(300)
    void aChangeAndItsStatementFromTwoPeersAtOnceMeet() throws Exception {
        var opens = new CountDownLatch(1);
        bob.repository()
                .writer()
                .submit(
                        new Incarnation(),
                        (handle, ledger) -> {
                            awaited(opens);
                            return () -> {};
                        });
        var first = waiting(() -> receive(List.of(), List.of(statement("honest", change.hash()))));
        var second = waiting(() -> receive(List.of(change), List.of()));
        opens.countDown();

        first.get();
        assertTrue(second.get().changedPage());
        assertEquals("one", bob.text(page));
    }

    private static FutureTask<Received> waiting(Callable<Received> action) {
        var task = new FutureTask<>(action);
        var thread = Thread.ofPlatform().start(task);
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return task;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
