package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.TitleKey;
import enquire.storage.database.RecordTable;
import enquire.storage.database.WikiDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page's life in memory ends while a write of it is on its way to disk. */
class FailedLifeTest {

    private static final PageId PAGE = PageId.derive(Person.WIKI, TitleKey.of("Home"));

    private static final PeerId ALICE = new PeerId(Person.bytes("Alice").sha256());

    @TempDir Path folder;

    private static void load(WikiDatabase database, PageState state) {
        Map<String, Bytes> values = database.read(handle -> RecordTable.values(handle, "text"));
        String text = values.isEmpty() ? "" : "typed";
        PageNow now = PageNow.unknown(PAGE, ALICE).typed(text, Instant.EPOCH, ALICE);
        state.load(now, Optional.empty(), Optional.empty());
    }

    private static CompletableFuture<Void> type(Writer writer, PageState state) {
        CompletableFuture<Void> row =
                writer.submit(
                        state.incarnation,
                        (handle, ledger) -> {
                            RecordTable.putValues(
                                    handle, Map.of("text", Optional.of(Person.bytes("typed"))));
                            return () -> {};
                        });
        state.lastWrite(row);
        return row;
    }

    /** Begun by the writer, and going on when the latch opens. */
    private static CountDownLatch blocked(Writer writer, CountDownLatch goesOn) {
        var begun = new CountDownLatch(1);
        writer.submit(
                new Incarnation(),
                (handle, ledger) -> {
                    begun.countDown();
                    awaited(goesOn);
                    return () -> {};
                });
        return begun;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Timeout(300)
    void whatIsAcknowledgedAfterwardsIsInTheNextLife() throws Exception {
        try (var database =
                WikiDatabase.open(folder.resolve("wiki.db"), Person.WIKI, Bytes.of(new byte[16]))) {
            var writer = new Writer(database, Surroundings.COMPUTER, "test");
            var pages = new Pages(state -> load(database, state), new Actors(ALICE, new Random(1)));
            var first = new CountDownLatch(1);
            var second = new CountDownLatch(1);
            CountDownLatch firstBegun = blocked(writer, first);
            writer.start();
            firstBegun.await();
            // One group: the row has passed for alive when the piece before it begins.
            CountDownLatch secondBegun = blocked(writer, second);
            CompletableFuture<Void> row = pages.lend(PAGE, state -> type(writer, state));
            first.countDown();
            secondBegun.await();
            pages.lend(
                    PAGE,
                    state -> {
                        state.incarnation.fail("a reason");
                        return state;
                    });

            var next = new FutureTask<>(() -> pages.lend(PAGE, state -> state.now().text()));
            var thread = Thread.ofPlatform().start(next);
            while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
                Thread.onSpinWait();
            }
            second.countDown();

            row.join();
            assertEquals("typed", next.get());
            writer.close();
        }
    }
}
