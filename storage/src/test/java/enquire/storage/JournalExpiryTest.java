package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.database.JournalTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JournalExpiryTest {

    private static final int UNFOLDED = 1_200;
    private static final int FOLDED = 2_300;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir Path folder;

    /** A page that is nowhere in the tables, so that its rows stay as they are. */
    private static final PageId NOWHERE = PageId.derive(Person.WIKI, TitleKey.of("Nowhere"));

    private static void insert(Handle handle, int rows, long at, boolean folded) {
        for (int i = 0; i < rows; i++) {
            handle.execute(
                    "INSERT INTO journal (page, line, version, number, author, at, base, folded,"
                            + " step) VALUES (?, 'line', ?, 0, x'00', ?, x'00', ?, x'00')",
                    NOWHERE.toBytes().toArray(),
                    i,
                    at,
                    folded ? 1 : 0);
        }
    }

    private static int rows(Person person) {
        var rows = new AtomicInteger();
        Commits.await(
                person.repository()
                        .writer()
                        .submit(
                                new Incarnation(),
                                (handle, ledger) -> {
                                    rows.set(
                                            handle.select("SELECT count(*) FROM journal")
                                                    .mapTo(Integer.class)
                                                    .one());
                                    return () -> {};
                                }));
        return rows.get();
    }

    @Test
    @Timeout(120)
    void oldFoldedRowsGoHoweverManyBeforeThemWereNeverFolded() {
        try (var alice = new Person("Alice", folder, 1)) {
            Commits.await(
                    alice.repository()
                            .writer()
                            .submit(
                                    new Incarnation(),
                                    (handle, ledger) -> {
                                        insert(handle, UNFOLDED, 0, false);
                                        insert(handle, FOLDED, 0, true);
                                        insert(handle, 1, Long.MAX_VALUE, true);
                                        return () -> {};
                                    }));
            assertTrue(rows(alice) > UNFOLDED);

            alice.restart();

            long until = System.nanoTime() + DEADLINE.toNanos();
            int kept = UNFOLDED + JournalTable.NEWEST_KEPT;
            while (rows(alice) > kept && System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
            assertEquals(kept, rows(alice));
        }
    }

    /** A clock that was wrong for a while: the newest step of a line says it is the oldest. */
    @Test
    @Timeout(120)
    void aClockThatWasSetBackMakesNoHoleInALine() {
        try (var alice = new Person("Alice", folder, 1)) {
            int kept = JournalTable.NEWEST_KEPT;
            Commits.await(
                    alice.repository()
                            .writer()
                            .submit(
                                    new Incarnation(),
                                    (handle, ledger) -> {
                                        insert(handle, 3, 0, true);
                                        insert(handle, 1, Long.MAX_VALUE, true);
                                        insert(handle, 2 * kept, 0, true);
                                        return () -> {};
                                    }));

            alice.restart();

            long until = System.nanoTime() + DEADLINE.toNanos();
            while (rows(alice) > 1 + 2 * kept && System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
            assertEquals(1 + 2 * kept, rows(alice));
        }
    }
}
