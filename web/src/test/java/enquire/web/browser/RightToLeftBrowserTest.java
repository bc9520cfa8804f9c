package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForConditionOptions;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody writes in Hebrew and Arabic in a wiki that others write in English. */
class RightToLeftBrowserTest extends AlicesNode {

    private static final String DIARY = "יומן הנמל";
    private static final String TIDES = "جدول المد";

    private static final String TEXT =
            """
            The winch, in English.

            זוהי פסקה בעברית, ובה [[Slipway]] וגם [[%s]].

            - ראשון
            - שני

            > ציטוט קצר

            ## כותרת

            | תאריך | גובה |
            | --- | --- |
            | 24 | 0.4 |
            """
                    .formatted(TIDES);

    /** The editor draws it anew with the next frame. */
    private static final String CARET =
            """
            () => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() =>
              tell(document.querySelector('.cm-cursor-primary')?.getBoundingClientRect().left ?? -1))))
            """;

    /** A list takes no key in its first moment, for nobody has seen it yet. */
    private static final String SEEN = "since => performance.now() - since > 150";

    private static String wiki;

    @BeforeAll
    static void writePages() throws Exception {
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Slipway", "In English.\n");
        node.write(wiki, TIDES, "المد في السادسة.\n");
        node.write(wiki, DIARY, TEXT);
        node.awaitAnswer("wikis/" + wiki + "/search?q=" + RunningNode.encoded("פסקה"), "Slipway");
    }

    private static String path(String title) {
        return node.url("/" + wiki + "/" + RunningNode.encoded(title.replace(' ', '_')));
    }

    private static void assertRuns(String direction, Locator... elements) {
        for (Locator element : elements) {
            assertThat(element.first()).hasCSS("direction", direction);
        }
    }

    @Test
    void eachBlockOfAPageRunsInTheDirectionOfItsWords() {
        try (var alice = chromium.person()) {
            Page page = alice.tab(path(DIARY));
            Locator text = page.locator("article .text");
            assertRuns("ltr", text.locator("> p").first());
            assertRuns(
                    "rtl",
                    page.locator("article h1"),
                    text.locator("> p").nth(1),
                    text.locator("ul"),
                    text.locator("blockquote"),
                    text.locator("h2"),
                    text.locator("table"),
                    page.locator(".side .toc a").first());
            assertThat(text.locator("ul")).hasCSS("padding-left", "0px");
            assertTrue(style(text.locator("ul"), "paddingRight") > 10, "bullets on the right");
            assertThat(text.locator("blockquote")).hasCSS("border-right-width", "2px");
            assertThat(text.locator("blockquote")).hasCSS("border-left-width", "0px");
            assertThat(text.locator("th").first()).hasCSS("text-align", "start");
        }
    }

    @Test
    void titlesAndWordsRunSoWhereverTheyAreListed() {
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/-/pages"));
            assertRuns("rtl", link(page, ".rows", DIARY), link(page, ".nav", TIDES));
            page.navigate(node.url("/" + wiki + "/-/changes"));
            assertRuns("rtl", link(page, ".events", DIARY));
            page.navigate(node.url("/" + wiki + "/-/search?q=" + RunningNode.encoded("السادسة")));
            assertRuns("rtl", page.locator(".hits .found"), page.locator(".hits p[dir]"));
            assertRuns("rtl", page.getByRole(AriaRole.SEARCHBOX));
            page.navigate(node.url("/" + wiki + "/-/links/Slipway"));
            assertRuns("rtl", link(page, ".backlinks", DIARY), page.locator(".backlinks p"));
            page.navigate(path(DIARY).replace("/" + wiki + "/", "/" + wiki + "/-/history/"));
            assertRuns("rtl", page.locator("h1 a"), page.locator(".changed ul"));
            page.keyboard().press("Control+k");
            page.locator("dialog input").fill("יומן");
            assertRuns(
                    "rtl",
                    page.locator("dialog input"),
                    page.locator("[role=option] b", new Page.LocatorOptions().setHasText(DIARY)));
        }
    }

    private static Locator link(Page page, String list, String title) {
        return page.locator(list + " a", new Page.LocatorOptions().setHasText(title));
    }

    @Test
    void inTheEditorTheCursorGoesWhereTheWordsGoAndCompletionFindsThem() throws Exception {
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Slipway");
            Page page = editor.page();
            editor.typeAtEnd("\nשלום לכולם");
            Locator lines = page.locator(".cm-line");
            assertRuns("ltr", lines.nth(0));
            assertRuns("rtl", lines.nth(2).or(lines.last()));
            page.keyboard().press("Home");
            double begin = caret(page);
            page.keyboard().press("ArrowLeft");
            await(page, () -> caret(page) < begin - 2, "to the left is on, in Hebrew");
            page.keyboard().press("ArrowRight");
            await(page, () -> Math.abs(caret(page) - begin) < 2, "and to the right is back");
            page.keyboard().press("End");
            await(page, () -> caret(page) < begin - 30, "the end is on the left");

            page.keyboard().type(" [[יומ");
            page.locator(".cm-tooltip-autocomplete li[aria-selected]").waitFor();
            page.waitForFunction(SEEN, page.evaluate("performance.now()"));
            page.keyboard().press("Enter");
            editor.awaitContains("שלום לכולם [[" + DIARY + "]]");
            editor.awaitSaved();
            assertTrue(node.text(wiki, "Slipway").endsWith("שלום לכולם [[" + DIARY + "]]"));
            assertRuns("rtl", page.locator("[data-preview] p").last());
            assertEquals(List.of(), Accessibility.violations(page, "editor in two directions"));
        }
    }

    private static double caret(Page page) {
        return ((Number) page.evaluate(CARET)).doubleValue();
    }

    private static void await(Page page, BooleanSupplier holds, String what) {
        try {
            page.waitForCondition(
                    holds, new WaitForConditionOptions().setTimeout(Chromium.PATIENCE_MILLIS));
        } catch (TimeoutError e) {
            throw new AssertionError(what, e);
        }
    }

    private static double style(Locator element, String property) {
        Object value = element.evaluate("(e, p) => parseFloat(getComputedStyle(e)[p])", property);
        return ((Number) value).doubleValue();
    }
}
