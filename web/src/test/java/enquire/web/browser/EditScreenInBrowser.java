package enquire.web.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.regex.Pattern;

/** The edit screen as a person uses it. */
final class EditScreenInBrowser {

    private final Page page;

    EditScreenInBrowser(Page page) {
        this.page = page;
        page.locator(".cm-content[contenteditable=true]").waitFor();
    }

    static EditScreenInBrowser open(Person person, RunningNode node, String wiki, String title) {
        return new EditScreenInBrowser(
                person.tab(node.url("/" + wiki + "/-/edit/" + title.replace(' ', '_'))));
    }

    Page page() {
        return page;
    }

    void typeAtEnd(String text) {
        page.locator(".cm-content").click();
        page.keyboard().press("Control+End");
        page.keyboard().type(text);
    }

    void typeAtStart(String text) {
        page.locator(".cm-content").click();
        page.keyboard().press("Control+Home");
        page.keyboard().type(text);
    }

    /** The text in the editor, line by line, as far as it is on screen. */
    String text() {
        return (String)
                page.evaluate(
                        "[...document.querySelectorAll('.cm-content .cm-line')].map(line => {"
                                + " const copy = line.cloneNode(true);"
                                + " copy.querySelectorAll('[aria-hidden], .cm-widgetBuffer').forEach(e => e.remove());"
                                + " return copy.textContent }).join('\\n')");
    }

    void awaitSaved() {
        PlaywrightAssertions.assertThat(page.locator("[data-saved]"))
                .hasText(
                        Pattern.compile("Saved on this computer.*", Pattern.DOTALL),
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                                .setTimeout(Chromium.PATIENCE_MILLIS));
    }

    void awaitText(String wanted) {
        page.waitForCondition(
                () -> text().equals(wanted),
                new Page.WaitForConditionOptions().setTimeout(Chromium.PATIENCE_MILLIS));
    }

    void awaitContains(String part) {
        page.waitForCondition(
                () -> text().contains(part),
                new Page.WaitForConditionOptions().setTimeout(Chromium.PATIENCE_MILLIS));
    }

    /** As from the clipboard of another program. */
    void paste(String text) {
        page.locator(".cm-content").click();
        page.evaluate(
                "text => { const data = new DataTransfer(); data.setData('text/plain', text);"
                        + " document.querySelector('.cm-content').dispatchEvent(new ClipboardEvent("
                        + "'paste', {clipboardData: data, bubbles: true, cancelable: true})) }",
                text);
    }

    void selectAll() {
        page.locator(".cm-content").click();
        page.keyboard().press("Control+a");
    }

    /** What the toolbar says of the text, once it says it. */
    void awaitSavedWords(String words) {
        PlaywrightAssertions.assertThat(page.locator("[data-saved]")).hasText(words);
    }

    /** Whether the browser would ask before it lets the tab go. */
    boolean asksBeforeLeaving() {
        return (boolean)
                page.evaluate(
                        "() => { const leaving = new Event('beforeunload', {cancelable: true});"
                                + " window.dispatchEvent(leaving);"
                                + " return leaving.defaultPrevented }");
    }

    void awaitStrip(String words) {
        page.getByText(words).first().waitFor();
    }
}
