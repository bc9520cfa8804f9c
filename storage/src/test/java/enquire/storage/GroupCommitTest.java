package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.database.RecordTable;
import enquire.storage.database.WikiDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    @TempDir Path folder;

    private static Writer.Work put(String name) {
        return (handle, ledger) -> {
            RecordTable.putValues(handle, Map.of(name, Optional.of(Person.bytes(name))));
            return () -> {};
        };
    }

    private static Writer.Work fail() {
        return (handle, ledger) -> {
            handle.execute("INSERT INTO no_such_table VALUES (1)");
            return () -> {};
        };
    }

    @Test
    void aFailedPieceFailsAloneAndWithItWhatItsPageQueuedLater() {
        try (var database =
                WikiDatabase.open(folder.resolve("wiki.db"), Person.WIKI, Bytes.of(new byte[16]))) {
            var writer = new Writer(database, Surroundings.COMPUTER, "test");
            var failing = new Incarnation();
            var other = new Incarnation();
            // Queued before the writer starts: one group.
            var before = writer.submit(failing, put("before"));
            var failed = writer.submit(failing, fail());
            var after = writer.submit(failing, put("after"));
            var elsewhere = writer.submit(other, put("elsewhere"));
            writer.start();

            before.join();
            elsewhere.join();
            String why = reason(failed);
            assertTrue(reason(after).endsWith(why), "not why: " + reason(after));
            assertTrue(failing.failed());
            assertFalse(other.failed());
            assertEquals(
                    Map.of(
                            "before",
                            Person.bytes("before"),
                            "elsewhere",
                            Person.bytes("elsewhere")),
                    database.read(handle -> RecordTable.values(handle, "")));
            writer.close();
        }
    }

    private static String reason(CompletableFuture<Void> write) {
        Throwable cause = assertThrows(CompletionException.class, write::join).getCause();
        return String.valueOf(assertInstanceOf(StorageException.class, cause).getMessage());
    }

    @Test
    void whatWasQueuedBeforeTheEndIsOnDiskAndWhatComesLaterIsRefused() {
        try (var database =
                WikiDatabase.open(folder.resolve("wiki.db"), Person.WIKI, Bytes.of(new byte[16]))) {
            var writer = new Writer(database, Surroundings.COMPUTER, "test");
            writer.start();
            var writes = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < 3_000; i++) {
                writes.add(writer.submit(new Incarnation(), put("value " + i)));
            }

            writer.close();

            writes.forEach(CompletableFuture::join);
            assertEquals(
                    3_000, database.read(handle -> RecordTable.values(handle, "value")).size());
            var late = writer.submit(new Incarnation(), put("late"));
            assertThrows(CompletionException.class, late::join);
        }
    }

    @Test
    @Timeout(600)
    void beyondWhatMayBeQueuedWhoComesWaitsForRoom() throws InterruptedException {
        try (var database =
                WikiDatabase.open(folder.resolve("wiki.db"), Person.WIKI, Bytes.of(new byte[16]))) {
            // Nothing is taken from the queue before the writer starts.
            var writer = new Writer(database, Surroundings.COMPUTER, "test");
            for (int i = 0; i < Writer.QUEUE_MAX; i++) {
                writer.submit(new Incarnation(), put("value " + i));
            }
            var late = new CompletableFuture<CompletableFuture<Void>>();
            Thread comes =
                    Thread.ofPlatform()
                            .start(() ->
                                    late.complete(writer.submit(new Incarnation(), put("late"))));
            while (comes.getState() != Thread.State.WAITING && comes.isAlive()) {
                Thread.onSpinWait();
            }
            assertFalse(late.isDone(), "it was queued beyond the bound");

            writer.start();

            late.join().join();
            comes.join();
            writer.close();
            assertEquals(
                    Writer.QUEUE_MAX,
                    database.read(handle -> RecordTable.values(handle, "value")).size());
        }
    }

    @Test
    @Timeout(600)
    void afterAFaultOfTheProgramNobodyWaitsForEver() {
        try (var database =
                WikiDatabase.open(folder.resolve("wiki.db"), Person.WIKI, Bytes.of(new byte[16]))) {
            var writer = new Writer(database, Surroundings.COMPUTER, "test");
            var incarnation = new Incarnation();
            var faulty =
                    writer.submit(
                            incarnation,
                            (handle, ledger) -> {
                                throw new StackOverflowError();
                            });
            var sameGroup = writer.submit(new Incarnation(), put("same group"));
            var queued = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < 1_000; i++) {
                queued.add(writer.submit(new Incarnation(), put("queued " + i)));
            }
            writer.start();

            assertThrows(StorageException.class, () -> Commits.await(faulty));
            assertThrows(StorageException.class, () -> Commits.await(sameGroup));
            queued.forEach(
                    write -> assertThrows(StorageException.class, () -> Commits.await(write)));
            var late = writer.submit(new Incarnation(), put("late"));
            assertThrows(StorageException.class, () -> Commits.await(late));
            assertTrue(incarnation.failed());
            writer.close();
            assertEquals(Map.of(), database.read(handle -> RecordTable.values(handle, "")));
        }
    }

    @Test
    @Timeout(600)
    void whatIsQueuedWhileTheWikiClosesIsOnDiskOrRefused() throws InterruptedException {
        try (var database =
                WikiDatabase.open(folder.resolve("wiki.db"), Person.WIKI, Bytes.of(new byte[16]))) {
            for (int round = 0; round < 200; round++) {
                var writer = new Writer(database, Surroundings.COMPUTER, "test");
                writer.start();
                var writes = new ConcurrentLinkedQueue<CompletableFuture<Void>>();
                var threads = new ArrayList<Thread>();
                for (int i = 0; i < 4; i++) {
                    threads.add(
                            Thread.startVirtualThread(() -> submitUntilRefused(writer, writes)));
                }
                while (writes.size() < 20) {
                    Thread.onSpinWait();
                }

                writer.close();

                for (Thread thread : threads) {
                    thread.join();
                }
                for (CompletableFuture<Void> write : writes) {
                    write.handle((done, refused) -> done).join();
                }
            }
        }
    }

    private static void submitUntilRefused(Writer writer, Queue<CompletableFuture<Void>> writes) {
        while (true) {
            var write = writer.submit(new Incarnation(), (handle, ledger) -> () -> {});
            writes.add(write);
            if (write.isCompletedExceptionally()) {
                return;
            }
        }
    }

    @Test
    void writersOfManyPagesAreAllAcknowledgedAndAllOnDisk() throws InterruptedException {
        try (var alice = new Person("Alice", folder, 1)) {
            int writers = 16;
            int rounds = 20;
            var start = new CountDownLatch(1);
            var pages = new ArrayList<PageId>();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < writers; i++) {
                PageId page = alice.create("Page " + i, "").page();
                pages.add(page);
                threads.add(
                        Thread.startVirtualThread(() -> {
                            awaitStart(start);
                            for (int round = 0; round < rounds; round++) {
                                alice.write(page, alice.text(page) + round + "\n");
                            }
                        }));
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }

            alice.restart();

            for (PageId page : pages) {
                assertEquals(rounds, alice.text(page).lines().count());
            }
        }
    }

    private static void awaitStart(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
