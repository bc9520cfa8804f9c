package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rename in the middle of which the power goes out. */
class InterruptedRenameTest {

    private static final int PAGES = 120;

    @Test
    void everyLinkWorksAfterwardsAndTheRestIsWrittenWhenTheNodeRunsAgain(@TempDir Path data)
            throws Exception {
        try (var node = RunningNode.start(data, "Alice")) {
            String wiki = node.createWiki("Harbour");
            node.write(wiki, "Old", "text\n");
            for (int i = 0; i < PAGES; i++) {
                node.write(wiki, "Page " + i, "See [[Old]].\n");
            }
            node.awaitAnswer("wikis/" + wiki + "/pages/Old/backlinks?limit=1", ":" + PAGES);
            var answer = new CompletableFuture<String>();
            Thread.ofVirtual().start(() -> rename(node, wiki, answer));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (node.text(wiki, "Page 0").contains("Old")
                    && node.text(wiki, "Page " + (PAGES - 1)).contains("Old")) {
                // Links may be written after the answer.
                assertTrue(System.nanoTime() < end, () -> "none written: " + answer.getNow(""));
            }
            node.kill();
            answer.get(60, TimeUnit.SECONDS);

            node.restart();

            String backlinks = "wikis/" + wiki + "/pages/New/backlinks?limit=1";
            node.awaitAnswer(backlinks, ":" + PAGES);
            assertTrue(written(node, wiki) >= 1);
            for (int i = 0; i < PAGES; i++) {
                node.awaitAnswer("wikis/" + wiki + "/pages/Page%20" + i, "See [[New]].");
            }
        }
    }

    /** The answer hardly ever comes, which is what this test is about. */
    private static void rename(RunningNode node, String wiki, CompletableFuture<String> answer) {
        try {
            node.renameWithLinks(wiki, "Old", "New");
            answer.complete("renamed");
        } catch (IOException | InterruptedException killed) {
            answer.complete(killed.toString());
        }
    }

    /** Pages that name the new title; each has one of the two. */
    private static int written(RunningNode node, String wiki) throws Exception {
        int written = 0;
        for (int i = 0; i < PAGES; i++) {
            String text = node.text(wiki, "Page " + i);
            assertTrue(text.equals("See [[New]].\n") || text.equals("See [[Old]].\n"), text);
            written += text.contains("New") ? 1 : 0;
        }
        return written;
    }
}
