package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
                var alice = Chromium.shared().person().whoseNodeMayFail()) {
            Page page = alice.tab(node.url("/"));
            assertThat(page.locator("main")).containsText("Start a wiki");
            assertEquals(List.of(), Accessibility.violations(page, "first run"));
            page.locator("input[name='wiki']").fill("Harbour");
            page.keyboard().press("Enter");

            assertThat(page.locator("h1")).hasText("Recovery key of Harbour");
            assertEquals(List.of(), Accessibility.violations(page, "recovery key"));
            page.getByText("I have written it down").click();
            page.waitForURL(Pattern.compile(".*/harbour/.*"));
            var editor = new EditScreenInBrowser(page);
            editor.typeAtEnd("Hello harbour");
            editor.awaitSaved();
            page.locator("[data-done]").click();

            assertThat(page.locator("main article")).containsText("Hello harbour");

            walkTheTour(page);
            deleteTheTour(page);
        }
    }

    /** One step leads to the next. */
    private static void walkTheTour(Page page) {
        page.locator("article a[href$=Tour]").click();
        assertThat(page.locator("article h1")).hasText("Tour");
        page.locator("article a").first().click();
        page.locator("article .box").last().click();
        int steps = 1;
        var next = page.locator("article .text > p:has-text('Next: ') a");
        page.waitForLoadState();
        while (next.isVisible()) {
            String title = next.textContent();
            next.click();
            assertThat(page.locator("article h1")).hasText(title);
            page.waitForLoadState();
            steps++;
        }
        assertEquals(6, steps);
        assertThat(page.locator("article")).containsText("That was the tour");
    }

    /** It is nothing but pages, which go together and come back together. */
    private static void deleteTheTour(Page page) {
        page.locator(".crumbs a").last().click();
        assertThat(page.locator("article h1")).hasText("Tour");
        page.locator("[data-menu] summary").click();
        page.locator("[data-do=delete]").click();
        page.getByLabel("Also delete 6 pages below it").check();
        page.getByText("Delete page").click();
        page.locator(".toast").hover(); // Under the mouse it stays.
        assertThat(page.locator(".toast")).hasText("Deleted Tour and 6 pages below it.Undo");
        Page list = page.context().newPage();
        list.navigate(page.url().replaceFirst("/harbour/.*", "/harbour/-/deleted"));
        assertThat(list.locator(".rows li")).hasCount(7);
        list.close();
        page.locator(".toast button").click();
        assertThat(page.locator("article h1")).hasText("Tour");
        page.locator("article[data-page] ol a").last().click();
        assertThat(page.locator("article")).containsText("That was the tour");
    }

    @Test
    void anInviteThatIsNoneIsSaidAndWhatWasTypedStays() throws Exception {
        try (var node = RunningNode.start(data, "Alice");
                var bob = Chromium.shared().person().whoseNodeMayFail()) {
            Page page = bob.tab(node.url("/"));
            page.getByLabel("Invite").fill("something else");
            page.getByText("Join the wiki").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("invite");
            assertThat(page.getByLabel("Invite")).hasValue("something else");
            assertThat(page.getByLabel("Your name")).hasValue("Alice");
        }
    }

    /** Each says what would stand there and how it comes there. */
    @Test
    void emptyScreensSayWhatToDoNext() throws Exception {
        try (var node = RunningNode.start(data, "Alice");
                var alice = Chromium.shared().person()) {
            String wiki = node.createEmptyWiki("Harbour");
            Page page = alice.tab(node.url("/harbour/-/pages"));
            var expected = new LinkedHashMap<String, String>();
            expected.put("pages", "There are no pages yet.");
            expected.put("changes", "What anybody writes stands here");
            expected.put("wanted", "Type [[ and a title");
            expected.put("tags", "Write a word such as #idea");
            expected.put("tags/works", "Write it into one");
            expected.put("deleted", "can be restored");
            expected.put("templates", "There is no template yet");
            expected.put("map?whole=on", "Link two pages to draw the first line");
            expected.put("search?q=winch", "No page contains “winch”");
            expected.put("sync", "Only you so far");
            for (var each : expected.entrySet()) {
                page.navigate(node.url("/harbour/-/" + each.getKey()));
                assertThat(page.locator("main")).containsText(each.getValue());
                assertEquals(List.of(), Accessibility.violations(page, "empty " + each.getKey()));
            }
            page.navigate(node.url("/harbour/-/search?q=winch"));
            assertThat(page.getByText("Create page “winch”")).isVisible();
            page.navigate(node.url("/harbour/-/pages"));
            page.getByText("Write the first page").click();
            var editor = new EditScreenInBrowser(page);
            editor.typeAtEnd("Hello");
            editor.awaitSaved();
            assertEquals("Hello", node.text(wiki, "Home"));
            page.navigate(node.url("/harbour/-/links/Home"));
            assertThat(page.locator("main")).containsText("Type [[ and this title");
        }
    }

    @Test
    void aNewPageOffersTheTemplatesThatThereAre() throws Exception {
        try (var node = RunningNode.start(data, "Alice");
                var alice = Chromium.shared().person()) {
            String wiki = node.createWiki("Harbour");
            Page page = alice.tab(node.url("/harbour/-/edit/"));
            assertThat(page.locator("[data-begin-from]")).hasCount(0);
            node.write(wiki, "Template/Minutes", "Present on {{date}} for {{title}}:\n");
            page.reload();
            page.locator("[data-title-field]").fill("Minutes of May");
            page.getByText("Begin from a template:").getByText("Minutes").click();
            assertThat(page.getByLabel("Title of the new page")).hasValue("Minutes of May");
            page.getByText("Make the page").click();
            var editor = new EditScreenInBrowser(page);
            editor.awaitContains("for Minutes of May:");
            assertThat(page.locator("[data-begin-from]")).hasCount(0);

            page.navigate(node.url("/harbour/-/edit/Another"));
            assertThat(page.locator("[data-begin-from]")).isVisible();
            new EditScreenInBrowser(page).typeAtEnd("By hand");
            assertThat(page.locator("[data-begin-from]")).isHidden();
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

            page.locator("main")
                    .getByRole(
                            AriaRole.LINK, new Locator.GetByRoleOptions().setName("Peers and sync"))
                    .click();
            page.getByText("Start or join another wiki").click();
            assertThat(page.locator("main")).containsText("The words or the link that somebody");
        }
    }
}
