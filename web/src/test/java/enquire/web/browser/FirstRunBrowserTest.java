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

    @Test
    void anOwnerInvitesAnAdminAndFindsWhereAnotherWikiIsStartedOrJoined() throws Exception {
        try (var node = RunningNode.start(data, "Alice");
                var alice = Chromium.shared().person()) {
            node.createWiki("Harbour");
            Page page = alice.tab(node.url("/harbour/-/sync"));
            assertThat(page.getByLabel("(writer)")).isChecked();
            page.getByLabel("(admin)").check();
            assertEquals(List.of(), Accessibility.violations(page, "inviting"));
            page.getByText("Make an invite").click();
            assertThat(page.locator("main")).containsText("Whoever uses it is an admin");
            assertThat(page.locator("#words")).hasValue(Pattern.compile("enquire:.+"));

            page.locator("main").getByText("Peers and sync").click();
            page.getByText("Start or join another wiki").click();
            assertThat(page.locator("main")).containsText("The words or the link that somebody");
        }
    }
}
