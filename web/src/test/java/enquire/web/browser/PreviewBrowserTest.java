package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a link leads to is shown beside it, as a person asks for it with a mouse or with keys. */
class PreviewBrowserTest extends WatchedNode {

    private static final String CARD = ".peek";
    private static String wiki;

    @BeforeAll
    static void writePages() throws Exception {
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Tide tables", "Heights for the *basin gate*.\n\n## Springs\n\nIn May.\n");
        node.write(
                wiki,
                "Slipway",
                "See [[Tide tables]], [[Tide tables#Springs|springs]] and [[Nowhere]].\n");
    }

    @Test
    void aMouseThatRestsOnALinkSeesHowThePageBegins() {
        try (var alice = Chromium.shared().person().whoseNodeMayFail()) {
            Page page = alice.tab(node.url("/" + wiki + "/Slipway"));
            Locator link = page.locator("article a.link").first();
            link.hover();
            assertThat(page.locator(CARD)).containsText("Heights for the basin gate.");
            assertThat(page.locator(CARD + " em")).hasText("basin gate");
            assertThat(page.locator(CARD)).containsText("Edited just now by");
            BoundingBox over = link.boundingBox();
            BoundingBox card = page.locator(CARD).boundingBox();
            assertTrue(card.y >= over.y + over.height, "it covers the link");
            String violations = String.join("\n", Accessibility.violations(page, "preview"));
            assertEquals("", violations);

            page.locator(CARD).hover();
            page.locator(CARD + " em").click();
            assertThat(page.locator(CARD)).isVisible();
            page.locator("h1").hover();
            assertThat(page.locator(CARD)).hasCount(0);

            page.locator("article a.link").nth(1).hover();
            assertThat(page.locator(CARD)).containsText("In May.");
            page.keyboard().press("Escape");
            assertThat(page.locator(CARD)).hasCount(0);
        }
    }

    @Test
    void altPShowsItToWhoHasNoMouseAndEscapeLeadsBack() {
        try (var alice = Chromium.shared().person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Slipway"));
            page.locator("article a.link").first().focus();
            page.keyboard().press("Alt+p");
            assertThat(page.locator(CARD)).isFocused();
            assertThat(page.locator(CARD)).hasAttribute("aria-label", "Preview of Tide tables");
            page.keyboard().press("Escape");
            assertThat(page.locator(CARD)).hasCount(0);
            assertThat(page.locator("article a.link").first()).isFocused();
        }
    }

    /** Four times as long as the mouse must rest. */
    private static final int LOOKED_FOR_MILLIS = 2_000;

    @Test
    void noScriptOfItIsLoadedBeforeAndNothingIsShownToWhoWantsNone() {
        try (var alice = Chromium.shared().person()) {
            Page page = alice.tab();
            List<String> asked = new ArrayList<>();
            page.onRequest(request -> asked.add(request.url().toLowerCase(Locale.ROOT)));
            page.navigate(node.url("/-/settings"));
            page.locator("[data-previews]").uncheck();
            page.navigate(node.url("/" + wiki + "/Slipway"));
            page.locator("article a.link").first().hover();
            page.locator("article a.link").nth(1).hover();
            page.waitForTimeout(LOOKED_FOR_MILLIS); // What must not come cannot be waited for.
            assertTrue(asked.stream().noneMatch(url -> url.contains("preview")), asked.toString());
            // Asked for with the keys it comes all the same: nobody presses them by chance.
            page.locator("article a.link").first().focus();
            page.keyboard().press("Alt+p");
            assertThat(page.locator(CARD)).hasCount(1);
            assertEquals(1, asked.stream().filter(url -> url.contains("/-/excerpt/")).count());
        }
    }

    @Test
    void hostilePagesRunNothingInIt() throws Exception {
        List<String> payloads = HostilePayloads.tried();
        int tried = 0;
        for (List<String> pack : HostilePayloads.packed(payloads, 600)) {
            String title = "Hostile " + tried;
            node.write(wiki, title, String.join("\n\n", pack) + "\n");
            tried++;
            if (tried > 20) {
                break;
            }
        }
        var links = new StringBuilder();
        for (int i = 0; i < tried; i++) {
            links.append("[[Hostile ").append(i).append("]]\n\n");
        }
        node.write(wiki, "Links", links.toString());
        Page page = watch.look(node.url("/" + wiki + "/Links"));
        for (int i = 0; i < tried; i++) {
            page.locator("article a.link").nth(i).focus();
            page.keyboard().press("Alt+p");
            assertThat(page.locator(CARD + " .peek-title")).hasText("Hostile " + i);
            watch.look();
            page.keyboard().press("Escape");
        }
        // The card is put in its place by the script.
        watch.executions().removeIf(found -> found.matches("armed section style=(left|top).*"));
        watch.assertNothingRan("previews", tried);
    }
}
