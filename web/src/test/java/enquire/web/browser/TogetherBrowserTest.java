package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several people in one page: who they are, where they are, and whose edits one takes back. */
class TogetherBrowserTest extends AlicesNode {

    private String wiki;

    @BeforeEach
    void createWiki() throws Exception {
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Minutes", "first\n" + "\n".repeat(100) + "last");
    }

    @Test
    void undoTakesBackOnesOwnEditsAndNobodyElses() throws Exception {
        try (var alice = chromium.person();
                var bob = chromium.person()) {
            var here = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            var there = EditScreenInBrowser.open(bob, node, wiki, "Minutes");
            here.typeAtStart("mine ");
            there.awaitContains("mine first");
            there.typeAtStart("theirs ");
            here.awaitContains("theirs mine first");

            here.page().keyboard().press("Control+z");

            there.awaitContains("theirs first");
            here.page().keyboard().press("Control+z");
            here.awaitSaved();
            there.awaitSaved();
            assertEquals(
                    "theirs first", node.text(wiki, "Minutes").lines().findFirst().orElseThrow());
        }
    }

    @Test
    void aClickOnSomebodyGoesToTheirCursorWhichShowsANameAndThenADot() {
        try (var alice = chromium.person();
                var bob = chromium.person()) {
            var here = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            var there = EditScreenInBrowser.open(bob, node, wiki, "Minutes");
            here.typeAtStart("");
            there.typeAtEnd("");
            there.page().keyboard().press("Shift+Home");
            var avatar = here.page().locator("[data-avatars] button");
            assertThat(avatar).hasAttribute("aria-label", "Go to Alice's cursor");
            assertThat(here.page().locator("[data-avatars]"))
                    .hasAttribute("aria-label", "Here now: Alice, you");
            // What is selected there may arrive a moment after who is there, and after a click.
            var selection = here.page().locator(".peer-selection");
            here.page()
                    .waitForCondition(() -> {
                        avatar.click();
                        return selection.count() > 0;
                    });
            avatar.click();

            var caret = here.page().locator(".peer-caret");
            assertThat(caret).isInViewport();
            assertThat(caret).hasAttribute("aria-hidden", "true");
            assertThat(selection).hasText("last");
            // A name goes after a moment, and comes back with each step.
            var flag = caret.locator(".peer-flag");
            here.page()
                    .waitForCondition(() -> {
                        there.page().keyboard().press("End");
                        there.page().keyboard().press("Home");
                        return flag.isVisible();
                    });
            assertThat(flag).isHidden();
            assertEquals(
                    "6px 6px",
                    caret.evaluate(
                            "caret => { const dot = getComputedStyle(caret, '::before');"
                                    + " return dot.width + ' ' + dot.height }"));
            here.page().keyboard().type("at ");
            here.awaitContains("at last");
        }
    }

    @Test
    void fourPeopleAreDrawnAndTheOthersAreANumber() {
        try (var alice = chromium.person()) {
            var tabs = new ArrayList<EditScreenInBrowser>();
            for (int i = 0; i < 6; i++) {
                tabs.add(EditScreenInBrowser.open(alice, node, wiki, "Minutes"));
            }
            Page first = tabs.getFirst().page();
            assertThat(first.locator("[data-avatars] > *"))
                    .hasText(new String[] {"A", "A", "A", "+2", "A"});
            for (var each : List.of(tabs.get(1), tabs.get(2))) {
                each.page().close();
            }
            assertThat(first.locator("[data-avatars] > *"))
                    .hasText(new Pattern[] {letter(), letter(), letter(), letter()});
        }
    }

    private static Pattern letter() {
        return Pattern.compile("^A$");
    }
}
