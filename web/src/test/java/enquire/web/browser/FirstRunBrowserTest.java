package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who has no wiki yet. */
class FirstRunBrowserTest {

    @TempDir Path data;

    @Test
    void theFirstVisitStartsAWikiAndWritesItsFirstPage() throws Exception {
        try (var node = RunningNode.start(data, "Alice");
                var alice = Chromium.shared().person()) {
            Page page = alice.tab(node.url("/"));
            assertThat(page.locator("main")).containsText("Start a wiki");
            assertEquals(List.of(), Accessibility.violations(page, "first run"));
            page.locator("input[name='wiki']").fill("Harbour");
            page.keyboard().press("Enter");

            page.waitForURL(Pattern.compile(".*/harbour/.*"));
            var editor = new EditScreenInBrowser(page);
            editor.typeAtEnd("Hello harbour");
            editor.awaitSaved();
            page.locator("[data-done]").click();

            assertThat(page.locator("main article")).containsText("Hello harbour");
        }
    }
}
