package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rename is taken back by the node that runs after one that was killed. */
class InterruptedUndoTest {

    private static final int PAGES = 30;

    private static final Pattern UNDO = Pattern.compile("action=\"([^\"]*/-/undo/[^\"]+)\"");

    @Test
    void theOfferToUndoARenameOutlivesTheNode(@TempDir Path data) throws Exception {
        try (var node = RunningNode.start(data, "Alice")) {
            String wiki = node.createEmptyWiki("Harbour");
            node.write(wiki, "Old", "text\n");
            node.write(wiki, "Old/Below", "text\n");
            for (int i = 0; i < PAGES; i++) {
                node.write(wiki, "Page " + i, "See [[Old]] and [[Old/Below]].\n");
            }
            node.awaitAnswer("wikis/" + wiki + "/pages/Old/backlinks?limit=1", ":" + PAGES);
            String shown =
                    node.form("/" + wiki + "/-/rename/Old", "title=New&branch=on&updateLinks=on");
            node.kill();

            node.restart();

            for (int i = 0; i < PAGES; i++) {
                node.awaitText(wiki, "Page " + i, "See [[New]] and [[New/Below]].\n");
            }
            String screen = node.screen(shown);
            assertTrue(screen.contains("Moved 2 pages to New."), screen);
            Matcher undo = UNDO.matcher(screen);
            assertTrue(undo.find(), screen);
            String back = node.screen(node.form(undo.group(1), ""));
            assertTrue(back.contains(">Old</h1>"), back);
            for (int i = 0; i < PAGES; i++) {
                node.awaitText(wiki, "Page " + i, "See [[Old]] and [[Old/Below]].\n");
            }
            String again = shown.replace("/New?", "/Old?");
            assertFalse(UNDO.matcher(node.screen(again)).find(), "it is offered once");

            node.kill();
            node.restart();

            assertFalse(UNDO.matcher(node.screen(again)).find(), "nor after another start");
            assertTrue(node.has(wiki, "Old/Below"));
            assertEquals("text\n", node.text(wiki, "Old"));
        }
    }
}
