package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page is taken apart, and the power goes out while links to its headings are written. */
class InterruptedSplitTest {

    private static final int PAGES = 120;

    @Test
    void linksToTheHeadingsAreWrittenWhenTheNodeRunsAgain(@TempDir Path data) throws Exception {
        try (var node = RunningNode.start(data, "Alice")) {
            String wiki = node.createEmptyWiki("Harbour");
            node.write(wiki, "Manual", "Intro.\n\n## Hoist\n\nOil.\n\n### Chain\n\nSlack.\n");
            for (int i = 0; i < PAGES; i++) {
                node.write(wiki, "Page " + i, "See [[Manual#Chain]].\n");
            }
            node.awaitAnswer("wikis/" + wiki + "/pages/Manual/backlinks?limit=1", ":" + PAGES);
            String form = "level=2&place=below&version=" + node.version(wiki, "Manual");
            var answer = new CompletableFuture<String>();
            Thread.ofVirtual().start(() -> split(node, wiki, form, answer));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (node.text(wiki, "Page 0").contains("[[Manual#Chain]]")
                    && node.text(wiki, "Page " + (PAGES - 1)).contains("[[Manual#Chain]]")) {
                // Links may be written after the answer.
                assertTrue(System.nanoTime() < end, () -> "none written: " + answer.getNow(""));
            }
            node.kill();
            answer.get(60, TimeUnit.SECONDS);

            node.restart();

            for (int i = 0; i < PAGES; i++) {
                node.awaitText(wiki, "Page " + i, "See [[Manual/Hoist#Chain]].\n");
            }
            node.awaitText(wiki, "Manual", "Intro.\n\n## [[Manual/Hoist|Hoist]]\n");
            node.awaitText(wiki, "Manual/Hoist", "Oil.\n\n### Chain\n\nSlack.\n");
        }
    }

    /** The answer hardly ever comes, which is what this test is about. */
    private static void split(
            RunningNode node, String wiki, String form, CompletableFuture<String> answer) {
        try {
            answer.complete(node.form("/" + wiki + "/-/split/Manual", form));
        } catch (IOException | InterruptedException killed) {
            answer.complete(killed.toString());
        }
    }
}
