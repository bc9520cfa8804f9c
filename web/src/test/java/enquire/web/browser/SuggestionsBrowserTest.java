package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import enquire.editor.page.PageId;
import enquire.storage.Suggestion;
import enquire.web.ForkedPage;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody finds edits that a page does not hold, takes one in, dismisses one and regrets it. */
class SuggestionsBrowserTest {

    private static final String BERTHS =
            "The pontoon takes boats up to nine metres.\n\n"
                    + "Lines are doubled from October.\n\n"
                    + "Keys are at the office.\n";

    @AutoClose private static ForkedPage forked;

    @BeforeAll
    static void start(@TempDir Path folder) {
        forked = new ForkedPage(folder, "Bob");
    }

    private static Suggestion made(String title) {
        return forked.make(
                title,
                BERTHS,
                BERTHS.replace("nine metres", "nine metres, or eleven in summer"),
                BERTHS.replace("nine metres", "twelve metres at high water"));
    }

    private static Page tab(Person person, String path) {
        return person.tab(forked.alice().uri(path).toString());
    }

    /** What the node says; the others are about the exchange with peers. */
    private static Locator notice(Page tab) {
        return tab.locator(".strip:not([data-strip])");
    }

    @Test
    void oneIsTakenInAndAnotherDismissedAndOfferedAgain() {
        PageId page = made("Berths").page().page();
        String now = forked.text(page);
        forked.fork(
                page,
                now.replace("the office", "the office, or with the crane"),
                now.replace("the office", "the slipway hut"));
        try (var person = Chromium.shared().person()) {
            Page tab = tab(person, "/w/Berths");
            assertThat(notice(tab)).containsText("2 edits by Bob are not part of");
            tab.getByText("Look at them").click();
            assertThat(tab.locator(".offered .diff")).hasCount(2);
            String wanted = tab.locator(".offered .diff ins").first().textContent();

            tab.getByText("Take it in").first().click();
            assertThat(notice(tab)).containsText("it is an edit of yours now");
            assertThat(tab.locator(".offered .diff")).hasCount(1);
            assertEquals(1, forked.suggestions().of(page).size());
            String taken = forked.text(page);
            assertTrue(taken.contains(wanted.replaceFirst("^Added: ", "")), taken);

            tab.locator(".offered").getByText("Dismiss").click();
            assertThat(notice(tab)).containsText("kept below");
            assertThat(tab.locator("details.fold .offered")).hasCount(1);
            assertEquals(taken, forked.text(page));
            tab.getByText("Undo").click();
            assertThat(tab.locator("main > .wide > .offered")).hasCount(1);
            assertThat(tab.locator("details.fold")).hasCount(0);

            tab.getByText("Berths").and(tab.locator("h1 a")).click();
            tab.waitForURL(Pattern.compile(".*/w/Berths$"));
            assertThat(notice(tab)).containsText("1 edit by Bob is not part of");
        }
    }

    @Test
    void theScreenWithAllItCanShowBreaksNoRuleOfAxe() {
        PageId page = made("Shown").page().page();
        Suggestion dismissed =
                forked.fork(
                        page,
                        forked.text(page) + "\nNo lifts.\n",
                        forked.text(page) + "\nAsk first.\n");
        forked.suggestions().dismiss(page, dismissed.id());
        var repository = forked.alice().node().wiki("w").orElseThrow().repository();
        Suggestion offered = forked.suggestions().of(page).getFirst();
        // So that it says that its words are there already.
        repository.write(page, offered.page().version(), forked.text(page) + "\n" + offered.text());
        String path = "/w/-/suggestions/Shown?dismissed=" + dismissed.id();
        try (var person = Chromium.shared().person()) {
            Page tab = tab(person, path);
            assertThat(tab.locator(".strip.wait")).isVisible();
            tab.locator(".wide > details.fold summary").click();

            assertEquals("", String.join("\n", Accessibility.violations(tab, path)));
        }
    }
}
