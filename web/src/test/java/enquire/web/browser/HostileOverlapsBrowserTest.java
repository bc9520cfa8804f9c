package enquire.web.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import enquire.editor.page.PageId;
import enquire.web.PageChangedApart;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile sentences by somebody with a hostile name run nothing where two people changed them. */
class HostileOverlapsBrowserTest {

    /** As many as one change can insert, and a little less. */
    private static final int PACK_CHARS = 15_000;

    private static final String BOB = "<img src=x onerror='canary(1)'>\"><b x='";

    private static final List<String> PAYLOADS = HostilePayloads.tried();

    @AutoClose private PageChangedApart apart;
    @AutoClose private ExecutionWatch watch;

    @Test
    void hostileSentencesRunNothing(@TempDir Path folder) {
        apart = new PageChangedApart(folder, BOB);
        TestNode alice = apart.alice();
        String root = alice.uri("/").toString();
        watch = new ExecutionWatch(Chromium.shared().profile(), root.replaceFirst("/$", ""));
        int number = 0;
        for (List<String> pack : HostilePayloads.packed(PAYLOADS, PACK_CHARS)) {
            // In one line, so that all of it is one sentence or a few.
            String hostile = String.join(" ", pack).replaceAll("[\\r\\n]", " ");
            String title = "Pack " + ++number;
            PageId page =
                    apart.make(
                            title,
                            "old words\n",
                            "old " + hostile + " words\n",
                            "old words " + hostile + "\n");
            assertEquals(1, apart.wiki().overlaps().read(page).overlaps().size(), title);
            watch.look(alice.uri("/w/-/overlaps/Pack_" + number).toString());
            lookAtHistory(alice, "Pack_" + number);
        }
        watch.look(alice.uri("/w/-/edit/Pack_1").toString());
        watch.page().locator("[data-strip=overlaps] button").click();
        watch.page().locator(".overlap-popover").waitFor();
        watch.look();
        for (String screen : List.of("overlaps", "changes")) {
            watch.look(alice.uri("/w/-/" + screen).toString());
        }
        watch.exceptTheEditorsOwn();
        watch.assertNothingRan("sentences that two people changed", PAYLOADS.size());
    }

    /** What each wrote, in the page as it reads, in its source, and for each character. */
    private void lookAtHistory(TestNode alice, String page) {
        String history = alice.uri("/w/-/history/" + page).toString();
        assertTrue(watch.look(history).locator("[data-shown] ins.added").count() > 0, page);
        watch.look(history + "?view=source");
        Page shown = watch.look(history + "?view=writers");
        assertEquals(
                Set.of("Alice", BOB),
                Set.copyOf(shown.locator("#Writers b").allTextContents()),
                page);
        assertTrue(shown.locator(".by").count() > 0, page);
        assertTrue(
                shown.locator(".written .names").allTextContents().contains("Alice, " + BOB)
                        || shown.locator(".written .names")
                                .allTextContents()
                                .contains(BOB + ", Alice"),
                page);
    }
}
