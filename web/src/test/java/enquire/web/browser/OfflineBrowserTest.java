package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The node is off, and what was opened before can be read and written. */
class OfflineBrowserTest extends AlicesNode {

    private static final Pattern COPY =
            Pattern.compile(
                    "Your node is not answering\\. You are reading a copy from \\d?\\d:\\d\\d.*");

    private String wiki;

    @BeforeEach
    void createWiki() throws Exception {
        node.ensureRunning();
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Winter berths", "Boats over nine metres.\n");
        node.write(wiki, "Crane", "Ask the office.\n");
        node.write(wiki, "Slipway", "Eleven tonnes. See [[Winter berths]] and [[Crane]].\n");
    }

    /** The first visit brings the worker, which keeps that page too. */
    private Page openForTheFirstTime(Person person, String title) {
        Page page = person.tab(node.url("/" + wiki + "/" + title));
        awaitCopy(page, title);
        return page;
    }

    private void awaitCopy(Page page, String title) {
        String isThere = "path => caches.match(path).then(copy => copy !== undefined)";
        page.waitForCondition(() -> page.evaluate(isThere, "/" + wiki + "/" + title).equals(true));
    }

    @Test
    void pagesThatWereOpenedAreReadAndOthersWaitForTheNode() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = openForTheFirstTime(alice, "Slipway");
            page.navigate(node.url("/" + wiki + "/Winter_berths?done=gone"));
            awaitCopy(page, "Winter_berths");
            node.kill();

            page.navigate(node.url("/" + wiki + "/Slipway"));
            assertThat(page.locator("article")).containsText("Eleven tonnes.");
            assertThat(page.locator("[data-strip=node]")).hasText(COPY);
            page.locator("article a").getByText("Winter berths").click();
            assertThat(page.locator("article")).containsText("Boats over nine metres.");

            page.navigate(node.url("/" + wiki + "/Crane"));
            assertThat(page.locator("h1")).hasText("Your node is not answering");
            assertThat(page.locator("[data-kept-pages] li"))
                    .hasText(new String[] {"Winter berths", "Slipway"});

            node.restart();
            assertThat(page.locator("article")).containsText("Ask the office.");
            assertThat(page.locator("h1")).hasText("Crane");
        }
    }

    @Test
    void whatChangedMeanwhileReplacesTheCopyWhenTheNodeIsBack() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = openForTheFirstTime(alice, "Slipway");
            node.write(wiki, "Slipway", "Twelve tonnes now.\n");
            node.kill();
            page.navigate(node.url("/" + wiki + "/Slipway"));
            assertThat(page.locator("article")).containsText("Eleven tonnes.");
            assertThat(page.locator("[data-strip=node]")).hasText(COPY);

            node.restart();
            assertThat(page.locator("article")).containsText("Twelve tonnes now.");
            assertThat(page.locator("[data-strip=node]")).hasCount(0);
            page.reload();
            assertThat(page.locator("article")).containsText("Twelve tonnes now.");
        }
    }

    @Test
    void anEditScreenThatIsReloadedWithTheNodeAwayGoesOn() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            openForTheFirstTime(alice, "Slipway").close();
            var tab = EditScreenInBrowser.open(alice, node, wiki, "Crane");
            awaitCopy(tab.page(), "-/edit/Crane");
            tab.typeAtEnd("Before. ");
            tab.awaitSaved();
            node.kill();
            tab.typeAtEnd("Kept. ");
            tab.awaitSavedWords("In this browser only");

            tab.page().reload();
            var again = new EditScreenInBrowser(tab.page());
            again.awaitContains("Before. Kept.");
            again.typeAtEnd("And more.");
            node.restart();
            again.awaitSaved();
            assertEquals("Ask the office.\nBefore. Kept. And more.", node.text(wiki, "Crane"));
        }
    }
}
