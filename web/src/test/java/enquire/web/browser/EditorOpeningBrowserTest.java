package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The edit screen before the node has sent the text, and before a new page has a title. */
class EditorOpeningBrowserTest extends AlicesNode {

    private final AtomicBoolean blocked = new AtomicBoolean(true);
    private String wiki;

    @BeforeEach
    void createWiki() throws Exception {
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Minutes", "first line\n\nsecond line\n");
    }

    @Test
    void theTextIsThereToBeReadAndTakesNoKeyBeforeTheNodeSentIt() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = alice.tab();
            block(page);
            page.navigate(node.url("/" + wiki + "/-/edit/Minutes"));

            assertThat(page.locator(".cm-content")).containsText("second line");
            assertThat(page.locator("[data-text]")).hasAttribute("aria-busy", "true");
            page.locator(".cm-content").click();
            page.keyboard().type("n/? typed too early ");
            page.getByText("This page opens for writing").first().waitFor();
            assertThat(page.locator(".cm-content")).not().containsText("too early");
            assertThat(page).hasURL(Pattern.compile(".*/-/edit/Minutes$"));

            blocked.set(false);
            var editor = new EditScreenInBrowser(page);
            editor.typeAtEnd("third line");
            editor.awaitSaved();

            assertThat(page.locator("[data-text]")).not().hasAttribute("aria-busy", "true");
            assertThat(page.getByText("This page opens for writing")).hasCount(0);
            assertEquals("first line\n\nsecond line\nthird line", node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aTabWithADraftGoesOnWritingBeforeTheNodeAnswers() throws Exception {
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = alice.tab();
            block(page);
            blocked.set(false);
            page.navigate(node.url("/" + wiki + "/-/edit/Minutes"));
            var editor = new EditScreenInBrowser(page);
            editor.typeAtEnd("third");
            editor.awaitSaved();

            blocked.set(true);
            page.reload();
            var again = new EditScreenInBrowser(page);
            again.typeAtEnd(" line");
            again.awaitStrip("Keep writing");
            blocked.set(false);

            again.awaitSaved();
            assertEquals("first line\n\nsecond line\nthird line", node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aNewPageIsGivenATitleAndStoredWithItsFirstKey() throws Exception {
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Minutes"));
            page.keyboard().press("n");
            page.waitForURL(Pattern.compile(".*/-/edit/$"));
            assertThat(page.locator("[data-title-field]")).isFocused();
            page.keyboard().type("Winter berths");
            page.keyboard().press("Enter");
            var editor = new EditScreenInBrowser(page);
            assertThat(page).hasURL(Pattern.compile(".*/-/edit/Winter_berths$"));
            editor.awaitSaved();
            assertEquals(false, node.has(wiki, "Winter berths"));

            editor.typeAtEnd("Boats over nine metres.");
            editor.awaitSaved();
            page.locator("[data-done]").click();

            page.waitForURL(Pattern.compile(".*/Winter_berths$"));
            assertThat(page.locator("h1")).hasText("Winter berths");
            assertEquals("Boats over nine metres.", node.text(wiki, "Winter berths"));
        }
    }

    @Test
    void whatIsTypedAfterTheTitleGoesIntoTheText() throws Exception {
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Minutes"));
            page.keyboard().press("n");
            page.waitForURL(Pattern.compile(".*/-/edit/$"));
            assertThat(page.locator("[data-title-field]")).isFocused();
            page.locator(".cm-content").waitFor(); // Before that, nobody listens to the keys.
            page.locator("[data-title-field]").fill("Tide tables");
            page.keyboard().press("Enter");
            assertThat(page.locator(".cm-content")).isFocused();
            page.keyboard().type("High water at six.");

            new EditScreenInBrowser(page).awaitSaved();
            assertThat(page.locator("[data-title-field]")).hasValue("Tide tables");
            assertEquals("High water at six.", node.text(wiki, "Tide tables"));
        }
    }

    @Test
    void aTitleThatNoPageCanHaveIsRefusedInPlaceWithASentence() throws Exception {
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Minutes"));
            page.setViewportSize(390, 800);
            page.locator("[data-new]:visible").click();
            page.locator(".cm-content").waitFor(); // Before that, nobody listens to the keys.
            var title = page.locator("[data-title-field]");
            title.fill("a".repeat(300));
            title.press("Enter");
            page.getByText("A title has at most 255 characters; this one has 300.").waitFor();
            title.fill("Works//Crane");
            title.press("Enter");
            page.getByText("Between the slashes of a title there must be a name.").waitFor();
            assertThat(title).hasAttribute("aria-invalid", "true");
            page.locator("[data-done]").click();
            assertThat(title).isFocused();

            title.fill("Works/Crane");
            title.press("Enter");
            new EditScreenInBrowser(page);

            assertThat(page.locator("[data-strip=title]")).hasCount(0);
            assertThat(page).hasURL(Pattern.compile(".*/-/edit/Works/Crane$"));
        }
    }

    /** While blocked, every attempt to connect ends at once. */
    private void block(Page page) {
        page.routeWebSocket(
                Pattern.compile(".*/-/live$"),
                socket -> {
                    if (blocked.get()) {
                        socket.close(new WebSocketRoute.CloseOptions().setCode(1011));
                    } else {
                        socket.connectToServer();
                    }
                });
    }
}
