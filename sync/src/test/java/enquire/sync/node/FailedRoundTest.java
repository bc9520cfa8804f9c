package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.storage.NodeRecords;
import enquire.storage.StorageException;
import enquire.sync.transport.PeerClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What works in the background goes on after a round in which the disk failed. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FailedRoundTest {

    private final Path folder;

    @AutoClose private final Meetings meetings;
    private Node alice;

    FailedRoundTest(@TempDir Path folder) {
        this.folder = folder;
        meetings = new Meetings(folder);
    }

    @BeforeEach
    void begin() {
        alice = meetings.open("Alice");
    }

    /** Fails when it is asked first, and answers from then on. */
    private static final class FailsOnce {

        private final boolean byAnError;
        private final AtomicInteger asked = new AtomicInteger();
        private final CountDownLatch failed = new CountDownLatch(1);
        private final CountDownLatch again = new CountDownLatch(1);

        private FailsOnce() {
            this(false);
        }

        /**
         * @param byAnError of the program, instead of the disk's
         */
        private FailsOnce(boolean byAnError) {
            this.byAnError = byAnError;
        }

        private <T> T answer(T answer) {
            if (asked.incrementAndGet() == 1) {
                failed.countDown();
                if (byAnError) {
                    throw new StackOverflowError();
                }
                throw new StorageException("The disk is full.");
            }
            again.countDown();
            return answer;
        }

        private void awaitNextRound(Runnable wake) throws InterruptedException {
            assertTrue(failed.await(60, TimeUnit.SECONDS), "it was never asked");
            wake.run();
            assertTrue(again.await(60, TimeUnit.SECONDS), "it was not asked again");
        }
    }

    @Test
    void theDiallerDialsAgain() throws InterruptedException, IOException {
        var wanted = new FailsOnce();
        try (var database = new NodeDatabase(NodeRecords.open(folder.resolve("names.db")));
                var client = PeerClient.start(meetings.identity("Alice"));
                var dialler =
                        new Dialler(
                                client,
                                new Peers(
                                        alice.id(),
                                        new Names(alice.id(), "Alice", database),
                                        alice::wikis,
                                        InstantSource.system()),
                                new Attempts(database, InstantSource.system()),
                                () -> wanted.answer(Map.of()),
                                true,
                                new Random(1))) {
            dialler.start();

            wanted.awaitNextRound(dialler::wake);
        }
    }

    @Test
    void attachmentsAreLookedForAgain() throws InterruptedException {
        var connections = new FailsOnce();
        try (var fetcher =
                new BlobFetcher(
                        folder.resolve("incoming"),
                        alice.create("Garden").repository(),
                        () -> connections.answer(List.of()))) {
            fetcher.start();
            fetcher.wake();

            connections.awaitNextRound(fetcher::wake);
        }
    }

    @Test
    void editsAreMadeReadyForPeersAgain() throws InterruptedException {
        makesEditsReadyAfter(new FailsOnce());
    }

    @Test
    void editsAreMadeReadyForPeersAgainAfterAnErrorOfTheProgram() throws InterruptedException {
        makesEditsReadyAfter(new FailsOnce(true));
    }

    private void makesEditsReadyAfter(FailsOnce connected) throws InterruptedException {
        Wiki garden = alice.create("Garden");
        try (var publisher =
                new Publisher(
                        garden.repository().exchange(),
                        garden.signing(),
                        garden.presence(),
                        InstantSource.system(),
                        garden.repository().watch(),
                        () -> connected.answer(false),
                        () -> {},
                        () -> {})) {
            publisher.start();
            garden.repository().create(new Title("Roses"), "red");

            connected.awaitNextRound(
                    () -> garden.repository().create(new Title("Tulips"), "yellow"));
        }
    }
}
