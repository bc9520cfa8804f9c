package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Starting a wiki, following links, finding pages, making new ones, as a person does it. */
class ReadingBrowserTest extends AlicesNode {

    @Test
    void aMissingLinkLeadsToItsCreationAndIsALinkAfterwards() throws Exception {
        String wiki = node.createWiki("Harbour");
        node.write(wiki, "Slipway", "See [[Winter berths]].\n");
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = alice.tab(node.url("/" + wiki + "/Slipway"));
            assertThat(page.locator("article a.missing")).hasText("Winter berths");
            page.locator("article a.missing").click();
            page.getByText("Create it").first().click();

            var editor = new EditScreenInBrowser(page);
            editor.typeAtEnd("Boats over nine metres.");
            editor.awaitSaved();
            page.locator("[data-done]").click();

            assertThat(page.locator("main article")).containsText("Boats over nine metres.");
            page.navigate(node.url("/" + wiki + "/Slipway"));
            assertThat(page.locator("article a.missing")).hasCount(0);
            page.navigate(node.url("/" + wiki + "/Winter_berths"));
            assertThat(page.locator("body")).containsText("See Winter berths.");
        }
    }

    @Test
    void thePaletteFindsPagesByNameAndByText() throws Exception {
        String wiki = node.createWiki("Harbour");
        node.write(wiki, "Tide tables", "Predicted heights for the basin gate.\n");
        node.write(wiki, "Crane booking", "Ask the office before a lift.\n");
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Crane_booking"));
            page.keyboard().press("Control+k");
            page.locator("dialog[open] input").fill("tide");
            assertThat(page.locator("dialog[open] [role=option]").first())
                    .containsText("Tide tables");
            page.locator("dialog[open] input").fill("basin gate");
            assertThat(page.locator("dialog[open] [role=option]").first())
                    .containsText("Tide tables");
            page.keyboard().press("Enter");

            page.waitForURL(Pattern.compile(".*/Tide_tables$"));
            assertThat(page.locator("h1")).hasText("Tide tables");
        }
    }

    @Test
    void twoBracketsCompleteToAPageThatIsThere() throws Exception {
        String wiki = node.createWiki("Harbour");
        node.write(wiki, "Winch survey", "The plate says 8 tonnes.\n");
        node.write(wiki, "Log", "Today: ");
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Log");
            editor.typeAtEnd("[[Winc");
            editor.page()
                    .locator(".cm-tooltip-autocomplete")
                    .getByText("Winch survey")
                    .first()
                    .click();
            editor.awaitContains("Today: [[Winch survey]]");
            editor.awaitSaved();
            assertThat(editor.page().locator("[data-preview] a").first()).hasText("Winch survey");
            assertEquals("Today: [[Winch survey]]", node.text(wiki, "Log"));
        }
    }

    @Test
    void whatIsPrintedIsTheTextAloneBlackOnWhite() throws Exception {
        String wiki = node.createWiki("Harbour");
        node.write(wiki, "Paper", "# Plan\n\nSee [the yard](https://yard.example/).\n");
        try (var alice = chromium.person(1280, 800, ColorScheme.DARK)) {
            Page page = alice.tab(node.url("/" + wiki + "/Paper"));
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator("article")).isVisible();
            for (String screenOnly : List.of(".top", ".nav", ".side", ".acts-on-page")) {
                assertThat(page.locator(screenOnly)).isHidden();
            }
            assertThat(page.locator("article")).hasCSS("color", "rgb(33, 31, 27)");
            Object after =
                    page.evaluate(
                            "getComputedStyle(document.querySelector('.text a[rel]'), '::after').content");
            assertTrue(after.toString().contains("https://yard.example/"), after.toString());
        }
    }

    @Test
    void readingAndWritingNeedNoScript() throws Exception {
        String wiki = node.createWiki("Harbour");
        node.write(wiki, "Plain", "as it was\n");
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/-/edit/Plain?plain=1"));
            page.locator("textarea").fill("as it is now\n");
            page.locator("main form button.primary").first().click();
            page.waitForURL(Pattern.compile(".*/Plain$"));
            assertThat(page.locator("main article")).containsText("as it is now");
        }
    }
}
