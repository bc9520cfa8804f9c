package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import enquire.editor.page.PageId;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people change the same sentence while their computers are out of touch, and meet again. */
class OverlapBrowserTest {

    private static final String TEXT = "The winch holds 9 tonnes\n\nKeys are at the office.\n";

    @AutoClose private static TwoPeopleApart people;

    @BeforeAll
    static void start(@TempDir Path folder) {
        people = new TwoPeopleApart(folder);
    }

    private static EditScreenInBrowser editor(Person person, TestNode node, String title) {
        return new EditScreenInBrowser(person.tab(node.uri("/w/-/edit/" + title).toString()));
    }

    private static void typeBehind(EditScreenInBrowser editor, String words, String typed) {
        Page page = editor.page();
        page.locator(".cm-line", new Page.LocatorOptions().setHasText(words)).click();
        page.keyboard().press("End");
        page.keyboard().type(typed);
        editor.awaitSaved();
    }

    /** Notes what is there for a moment only: it may be gone when somebody looks for it. */
    private static void noteWhatIsShown(Page page) {
        page.evaluate(
                "() => { window.shown = []; new MutationObserver(() => {"
                        + " for (const each of document.querySelectorAll('.merged-line, .toast'))"
                        + " window.shown.push(each.textContent) }).observe(document.body,"
                        + " {attributes: true, childList: true, subtree: true}) }");
    }

    private static void awaitShown(Page page, String words) {
        page.waitForCondition(() ->
                (boolean)
                        page.evaluate(
                                "words => window.shown.some(each => each.includes(words))", words));
    }

    @Test
    void bothHearWhatCameInAndOneTicksThePlaceOffByKeyboard() {
        PageId page = people.page("Winch", TEXT);
        try (var alice = Chromium.shared().person();
                var bob = Chromium.shared().person()) {
            var hers = editor(alice, people.alice(), "Winch");
            var his = editor(bob, people.bob(), "Winch");
            typeBehind(hers, "winch", " in calm water");
            typeBehind(his, "winch", ", says the plate");

            // He wants no motion: what came in is shown by a bar that stays until the next key.
            his.page()
                    .emulateMedia(
                            new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            noteWhatIsShown(hers.page());
            noteWhatIsShown(his.page());
            people.meet();

            awaitShown(hers.page(), "says the plate");
            awaitShown(hers.page(), "Merged 1 edit from Bob.");
            awaitShown(his.page(), "Merged 1 edit from Alice.");
            for (EditScreenInBrowser each : new EditScreenInBrowser[] {hers, his}) {
                assertThat(each.page().locator(".overlap-mark")).hasCount(1);
            }

            assertThat(hers.page().locator(".merged-line")).hasCount(0);
            assertThat(his.page().locator(".merged-line")).hasCount(1);

            Page tab = his.page();
            Locator strip = tab.locator("[data-strip=overlaps]");
            assertThat(strip).containsText("Two people changed a line of this page while apart.");
            strip.locator("button").press("Enter");
            Locator popover = tab.locator(".overlap-popover");
            assertThat(popover).containsText("The winch holds 9 tonnes, says the plate");
            assertThat(popover).containsText("The winch holds 9 tonnes in calm water");
            assertEquals("", String.join("\n", Accessibility.violations(tab, "overlap popover")));
            tab.keyboard().press("Escape");
            assertThat(popover).hasCount(0);
            strip.locator("button").press("Enter");
            assertThat(popover.locator("button:focus")).hasText("Keep both");
            tab.keyboard().press("Tab");
            assertThat(popover.locator("button:focus")).hasText("Keep mine");
            tab.keyboard().press("Tab");
            assertThat(popover.locator("button:focus")).hasText("Keep theirs");
            // What comes in while he looks is no part of what he decides about.
            typeBehind(hers, "winch", " and ice");
            his.awaitContains(" and ice");
            tab.keyboard().press("Enter");
            tab.locator(".toast").hover(); // Under the mouse it stays.

            assertThat(tab.locator(".merged-line")).hasCount(0);
            String kept =
                    "The winch holds 9 tonnes in calm water and ice\n\nKeys are at the office.\n";
            his.awaitText(kept);
            hers.awaitText(kept);
            assertThat(hers.page().locator(".overlap-mark")).hasCount(0);
            assertThat(tab.locator(".overlap-mark")).hasCount(0);
            people.awaitEqual();
            assertEquals(kept, TwoPeopleApart.text(people.alice(), page));

            // An ordinary edit: it is undone like any other.
            tab.locator(".toast button").click();
            hers.awaitContains("says the plate");
        }
    }

    @Test
    void whoReadsHearsOfItAndDecidesThere() {
        PageId page = people.page("Crane", TEXT);
        try (var alice = Chromium.shared().person()) {
            Page tab = alice.tab(people.alice().uri("/w/Crane").toString());
            typeBehind(editor(alice, people.alice(), "Crane"), "winch", " in calm water");
            people.bob()
                    .node()
                    .wiki("w")
                    .orElseThrow()
                    .repository()
                    .write(
                            page,
                            TwoPeopleApart.wiki(people.bob())
                                    .repository()
                                    .version(page)
                                    .orElseThrow(),
                            TEXT.replace("9", "8"));

            people.meet();

            assertThat(tab.locator("[data-strip=merged]")).containsText("Merged 1 edit from Bob.");
            Locator notice = tab.locator(".strip:not([data-strip])");
            tab.waitForCondition(() -> {
                tab.reload();
                return notice.count() > 0;
            });
            assertThat(notice).containsText("Bob and you changed the same sentence");
            notice.locator("a").click();
            assertThat(tab.locator(".overlap dd").first()).hasText("The winch holds 9 tonnes");
            assertEquals("", String.join("\n", Accessibility.violations(tab, "overlaps")));

            tab.getByText("Keep mine").click();

            assertThat(tab.locator(".lead")).containsText("Nothing is left to decide.");
            assertEquals(
                    TEXT.replace("tonnes", "tonnes in calm water"),
                    TwoPeopleApart.text(people.alice(), page));
            tab.navigate(people.alice().uri("/w/-/changes").toString());
            assertThat(notice.first())
                    .containsText(Pattern.compile("Merged \\d edits? from Bob, on"));
            tab.navigate(people.alice().uri("/w/-/overlaps/Crane").toString());
            tab.getByText("Crane").and(tab.locator("h1 a")).click();
            tab.waitForURL(Pattern.compile(".*/w/Crane$"));
            assertThat(notice).hasCount(0);
        }
    }
}
