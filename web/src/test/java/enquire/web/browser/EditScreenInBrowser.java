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

    void awaitStrip(String words) {
        page.getByText(words).first().waitFor();
    }
}
