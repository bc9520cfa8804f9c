package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForConditionOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The edit screen by keys alone, its layouts, and where one comes from and goes to. */
class EditorKeysBrowserTest extends AlicesNode {

    /** Three sections, each longer than a window. */
    private static final String LONG =
            "## One\n\n"
                    + "a\n\n".repeat(60)
                    + "## Two\n\n"
                    + "b\n\n".repeat(60)
                    + "## Three\n\nend";

    /** Whether the line of the cursor stands clear of the toolbar. */
    private static final String CLEAR =
            "document.querySelector('.cm-activeLine').getBoundingClientRect().top"
                    + " >= document.querySelector('.toolbar').getBoundingClientRect().bottom";

    private String wiki;

    @BeforeEach
    void createWiki() throws Exception {
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Minutes", "first\nsecond");
    }

    @Test
    void linesMoveWordsAreMarkedAndOneLeavesByKeys() throws Exception {
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.typeAtEnd("");
            page.keyboard().press("Alt+ArrowUp");
            page.keyboard().press("Shift+Home");
            page.keyboard().press("Control+b");
            editor.awaitText("**second**\nfirst");
            page.keyboard().press("Control+i");
            editor.awaitText("***second***\nfirst");
            page.keyboard().press("Control+z");
            page.keyboard().press("Control+z");
            page.keyboard().press("Control+Shift+Z");
            editor.awaitText("**second**\nfirst");
            page.keyboard().press("Control+s");
            page.getByText("Saved on your node. Edits are saved as you type.").waitFor();

            page.keyboard().press("Control+Home");
            page.keyboard().press("Control+End");
            page.keyboard().press("Tab");
            editor.awaitSaved();
            assertTrue(node.text(wiki, "Minutes").contains("  first"));
            page.keyboard().press("Escape");
            page.keyboard().press("Tab");
            assertThat(page.locator(".cm-content")).not().isFocused();
            page.locator(".cm-content").focus();
            page.keyboard().press("Escape");
            page.keyboard().press("Escape");
            page.waitForURL(Pattern.compile(".*/Minutes(#.*)?$"));
        }
    }

    @Test
    void controlFullStopGoesThroughTheLayoutsAndAWideWindowBeginsWithBoth() throws Exception {
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            var preview = page.locator("[data-preview-pane]");
            assertThat(preview).containsText("second");
            editor.typeAtEnd("");
            page.keyboard().press("Control+.");
            assertThat(page.locator("[data-layout=focus][data-editor]")).isVisible();
            assertThat(preview).isHidden();
            assertThat(page.locator("[data-do=bold]")).isHidden();
            page.keyboard().press("Control+.");
            assertThat(preview).isHidden();
            assertThat(page.locator("[data-do=bold]")).isVisible();
            page.keyboard().press("Control+.");
            assertThat(preview).isVisible();

            page.setViewportSize(900, 700);
            page.reload();
            new EditScreenInBrowser(page);
            assertThat(preview).isHidden();
        }
    }

    @Test
    void editingBeginsAtTheHeadingOnScreenAndDoneReturnsToIt() throws Exception {
        node.write(wiki, "Minutes", LONG);
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Minutes#two"));
            assertThat(page.locator("[data-key=edit]"))
                    .hasAttribute("href", Pattern.compile(".*#two$"));
            page.keyboard().press("e");
            var editor = new EditScreenInBrowser(page);
            assertThat(page.locator(".cm-line.cm-activeLine")).hasText("## Two");
            assertThat(page.locator(".cm-line.cm-activeLine")).isInViewport();
            page.keyboard().press("End");
            page.keyboard().type(" and a half");
            editor.awaitSaved();
            page.keyboard().press("Control+Enter");
            page.waitForURL(Pattern.compile(".*/Minutes#two-and-a-half$"));
            assertThat(page.locator("#two-and-a-half")).isInViewport();
        }
    }

    @Test
    void thePreviewGoesWhereTheEditorIsAndStaysThereWhileTheTextChanges() throws Exception {
        node.write(wiki, "Minutes", LONG);
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            var three = page.locator("[data-preview] h2").last();
            assertThat(three).hasText("Three");
            assertThat(three).not().isInViewport();
            editor.typeAtEnd("");
            assertThat(three).isInViewport();
            page.keyboard().press("Control+Home");
            page.waitForCondition(
                    () -> (boolean) page.evaluate(CLEAR),
                    new WaitForConditionOptions().setTimeout(Chromium.PATIENCE_MILLIS));
            page.keyboard().press("Control+End");
            assertThat(three).isInViewport();
            var pane = "document.querySelector('[data-preview-pane]').scrollTop";
            double before = ((Number) page.evaluate(pane)).doubleValue();
            page.evaluate("document.querySelector('[data-preview] h2').known = true");
            page.keyboard().type(" of it");
            assertThat(page.locator("[data-preview] p").last()).hasText("end of it");
            assertTrue(before > 500);
            page.waitForCondition(
                    () -> Math.abs(((Number) page.evaluate(pane)).doubleValue() - before) < 60,
                    new WaitForConditionOptions().setTimeout(Chromium.PATIENCE_MILLIS));
            assertEquals(
                    true,
                    page.evaluate("document.querySelector('[data-preview] h2').known"),
                    "what did not change was made anew");
        }
    }

    @Test
    void aTitleThatAnotherPageHasIsSaidAndTheOldOneStays() throws Exception {
        node.write(wiki, "Tide tables", "High water at six.");
        try (var alice = chromium.person().whoseNodeMayFail()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            page.locator("[data-title-field]").fill("Tide tables");
            page.locator("[data-done]").click();
            page.locator("dialog[open] button[value=rename]").click();
            assertThat(page.locator("[data-strip=problem]"))
                    .containsText("The page keeps its old title");
            assertThat(page).hasURL(Pattern.compile(".*/-/edit/Minutes$"));
            assertEquals("High water at six.", node.text(wiki, "Tide tables"));
            assertEquals("first\nsecond", node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aLongPageIsSaidToBeLongAndIsSplitFromThere() throws Exception {
        node.write(
                wiki,
                "Minutes",
                "\n# March\n\n" + "word ".repeat(19_994) + "\n\n# April\n\nnone\n");
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            var hint = editor.page().getByText("Long page: consider splitting it");
            assertThat(hint).isHidden();
            editor.typeAtStart("Minutes!");
            assertThat(hint).isVisible();
            Page page = editor.page();
            page.locator("[data-split]").click();
            assertThat(page.locator(".rows li")).hasCount(2);
            page.getByText("Split page", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("[data-receipt]"))
                    .containsText("2 sections are pages of their own now.");
            assertThat(page.locator("article")).containsText("Minutes!");
            assertEquals("none\n", node.text(wiki, "Minutes/April"));
        }
    }
}
