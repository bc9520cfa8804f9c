package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.storage.Suggestion;
import enquire.web.ForkedPage;
import enquire.web.TestNode;
import enquire.web.wiki.WikiPaths;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile edits that no page holds, by somebody with a hostile name, run nothing where shown. */
class HostileSuggestionsBrowserTest {

    /** As many as one change can insert, and a little less. */
    private static final int PACK_CHARS = 15_000;

    private static final List<String> PAYLOADS = HostilePayloads.tried();

    @AutoClose private ForkedPage forked;
    @AutoClose private ExecutionWatch watch;

    @Test
    void hostileEditsThatWereLeftOutRunNothing(@TempDir Path folder) {
        forked = new ForkedPage(folder, "<img src=x onerror='canary(1)'>\"><b x='");
        TestNode alice = forked.alice();
        String root = alice.uri("/").toString();
        watch = new ExecutionWatch(Chromium.shared().profile(), root.replaceFirst("/$", ""));
        int page = 0;
        for (List<String> pack : HostilePayloads.packed(PAYLOADS, PACK_CHARS)) {
            String title = page++ + " " + HostilePages.title(pack.getFirst());
            title = title.substring(0, Math.min(title.length(), 60)).strip();
            String hostile = String.join("\n\n", pack).replace("\r", "") + "\n";
            Suggestion edit = forked.make(title, "old\n", hostile + "old\n", "old\n" + hostile);
            assertTrue(edit.change().lengthAfter() > hostile.length());
            String path = WikiPaths.titlePath(title);
            watch.look(alice.uri("/w/-/suggestions/" + path).toString());
        }
        watch.page().locator("main button").first().click();
        watch.look();
        watch.look(watch.page().locator("h1 a").evaluate("link => link.href").toString());
        for (String screen : List.of("suggestions", "sync", "changes")) {
            watch.look(alice.uri("/w/-/" + screen).toString());
        }
        watch.assertNothingRan("edits left out of pages", PAYLOADS.size());
    }
}
