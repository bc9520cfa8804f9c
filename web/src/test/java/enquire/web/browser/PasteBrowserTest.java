package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pasting what is more than words, and following the links of the source. */
class PasteBrowserTest extends AlicesNode {

    private static final String PASTE =
            "([text, html, type]) => { const data = new DataTransfer(); data.setData('text/plain', text);"
                    + " if (html) data.setData('text/html', html); if (type) data.setData(type, '{}');"
                    + " document.querySelector('.cm-content').dispatchEvent(new ClipboardEvent("
                    + "'paste', {clipboardData: data, bubbles: true, cancelable: true})) }";

    private static final String ARTICLE =
            "<h2>Order of <em>work</em></h2><p>See <a href='https://example.org/tide'>tides</a>"
                    + " and <a href='javascript:alert(1)'>this</a>.</p><ul><li><b>Bolts</b></li></ul>"
                    + "<table><thead><tr><th>Day</th><th>Low</th></tr></thead>"
                    + "<tbody><tr><td>Mon</td><td>11:42</td></tr></tbody></table>"
                    + "<script>alert(2)</script><img src=x onerror=alert(3) alt='a boat'>";

    private String wiki;

    @BeforeEach
    void createWiki() throws Exception {
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Tide tables", "");
    }

    private static void paste(Page page, String text, String html, String type) {
        page.evaluate(PASTE, new String[] {text, html, type});
    }

    @Test
    void htmlIsPastedAsMarkdownAndAsItsWordsIfOneWantsThose() throws Exception {
        node.write(wiki, "Minutes", "");
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.typeAtEnd("");
            paste(page, "Order of work in words", ARTICLE, "");
            page.locator(".toast").hover(); // Under the mouse it stays.
            editor.awaitContains("## Order of *work*");
            editor.awaitSaved();
            String text = node.text(wiki, "Minutes");
            assertTrue(text.contains("[tides](https://example.org/tide) and this."), text);
            assertTrue(
                    Pattern.compile("^- +\\*\\*Bolts\\*\\*$", Pattern.MULTILINE)
                            .matcher(text)
                            .find(),
                    text);
            assertTrue(text.contains("| Day | Low |\n| --- | --- |\n| Mon | 11:42 |"), text);
            assertTrue(text.endsWith("a boat"), text);
            assertFalse(text.contains("alert"), text);

            page.keyboard().type("\nmore");
            page.locator(".toast").getByText("Paste as plain text instead").click();
            editor.awaitSaved();
            editor.awaitText("Order of work in words\nmore");
            assertEquals("Order of work in words\nmore", node.text(wiki, "Minutes"));
        }
    }

    @Test
    void codeAndHtmlThatSaysNoMoreThanItsWordsAreWords() throws Exception {
        node.write(wiki, "Minutes", "");
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.typeAtEnd("");
            paste(page, "if (a) *b", "<div><b>if</b> (a) *b</div>", "vscode-editor-data");
            paste(page, " plain", "<span style='color:red'> plain</span>", "");
            editor.awaitText("if (a) *b plain");
            assertThat(page.locator(".toast")).hasCount(0);
        }
    }

    @Test
    void anAddressOverASelectionMakesALink() throws Exception {
        node.write(wiki, "Minutes", "see the [old] tables");
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            editor.selectAll();
            paste(editor.page(), "https://example.org/a_(b)\n", "", "");
            editor.awaitSaved();
            assertEquals(
                    "[see the \\[old\\] tables](<https://example.org/a_(b)>)",
                    node.text(wiki, "Minutes"));
        }
    }

    @Test
    void altEnterFollowsALinkHereAndAClickWithControlInANewTab() throws Exception {
        node.write(wiki, "Minutes", "see [[Tide tables|the tides]]");
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            var link = page.locator(".cm-line .md-link").first();
            var withControl =
                    new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL));
            Page opened = page.waitForPopup(() -> link.click(withControl));
            assertThat(opened).hasURL(Pattern.compile(".*/Tide_tables$"));
            opened.close();

            editor.typeAtStart("Now ");
            page.keyboard().press("Control+End");
            page.keyboard().press("ArrowLeft");
            page.keyboard().press("Alt+Enter");
            page.waitForURL(Pattern.compile(".*/Tide_tables$"));
            assertEquals("Now see [[Tide tables|the tides]]", node.text(wiki, "Minutes"));
        }
    }
}
