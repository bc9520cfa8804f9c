package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.Repository;
import enquire.storage.RepositorySettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A fault of the program while the index follows its repository. */
@Timeout(240)
class IndexerFaultTest {

    @TempDir Path folder;

    /** Without its thread no page would be found any more, and nobody would hear why. */
    @Test
    void anErrorDoesNotEndIt() throws Exception {
        var failed = new CountDownLatch(1);
        var surveys =
                new Surveys(
                        SmallWiki.WIKI,
                        name -> {
                            failed.countDown();
                            throw new StackOverflowError();
                        });
        try (var repository = Repository.open(folder.resolve("wiki"), SmallWiki.WIKI, settings())) {
            repository.create(new Title("One"), "[[Nowhere]]");
            Indexer indexer = Indexer.start(folder.resolve("index"), repository, surveys);
            try {
                failed.await();
                repository.create(new Title("Two"), "two");
                long last = repository.exchange().lastSequence();
                while (indexer.sequence() < last && !Thread.currentThread().isInterrupted()) {
                    Thread.yield();
                }

                assertEquals(last, indexer.sequence());
            } finally {
                indexer.close();
            }
        }
    }

    private static RepositorySettings settings() {
        return new RepositorySettings(
                new PeerId(Bytes.of(new byte[PeerId.BYTES])),
                (page, candidates, accepted, statements) -> Set.of(),
                InstantSource.system(),
                new Random(1));
    }
}
