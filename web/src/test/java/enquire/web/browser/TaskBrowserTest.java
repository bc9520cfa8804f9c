package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import enquire.web.BetweenLooks;
import org.junit.jupiter.api.Test;

/** Tasks that are ticked while reading, as a person does it. */
class TaskBrowserTest extends AlicesNode {

    @Test
    void aTickChangesThisPagesTaskAndNotOneOfAPageThatIsShownInside() throws Exception {
        String wiki = node.createWiki("Harbour");
        node.write(wiki, "Slip", "- [ ] grease the rails\n");
        node.write(wiki, "Week", "![[Slip]]\n\n- [ ] call the crane\n- [ ] paint\n");
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Week"));
            assertThat(boxes(page)).hasCount(3);
            assertThat(page.locator("article .box")).hasCount(2);
            assertThat(page.locator("article input[type=checkbox]")).isDisabled();
            box(page, "call the crane").check();

            node.awaitText(wiki, "Week", "![[Slip]]\n\n- [x] call the crane\n- [ ] paint\n");
            assertEquals("- [ ] grease the rails\n", node.text(wiki, "Slip"));

            box(page, "paint").focus();
            page.keyboard().press("Space");
            node.awaitText(wiki, "Week", "![[Slip]]\n\n- [x] call the crane\n- [x] paint\n");
            box(page, "call the crane").uncheck();
            node.awaitText(wiki, "Week", "![[Slip]]\n\n- [ ] call the crane\n- [x] paint\n");

            // She is told of what others do, and only of that.
            node.write(wiki, "Week", "![[Slip]]\n\n- [ ] call the crane\n- [x] paint it\n");
            assertThat(page.locator("[data-strip=changed]")).isVisible();
            page.locator("[data-strip=changed] button").click();
            assertThat(box(page, "paint it")).isChecked();
            assertThat(page.locator("[data-strip=changed]")).hasCount(0);
        }
    }

    @Test
    void whoTicksIsNotToldOfItAsOfSomebodyElsesChange() throws Exception {
        String wiki = node.createWiki("Quay");
        node.write(wiki, "Week", "- [ ] call the crane\n");
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Week"));
            String before = node.version(wiki, "Week");
            box(page, "call the crane").check();
            node.awaitText(wiki, "Week", "- [x] call the crane\n");
            // The typing is folded, which makes another version of the same text.
            String typed = node.version(wiki, "Week");
            while (typed.contains(".") && node.version(wiki, "Week").equals(typed)) {
                BetweenLooks.pause();
            }
            page.waitForFunction(
                    "version => document.querySelector('article').dataset.version === version",
                    node.version(wiki, "Week"));
            assertThat(page.locator("[data-strip=changed]")).hasCount(0);
            assertThat(box(page, "call the crane")).isChecked();
            assertNotEquals(before, typed);
        }
    }

    @Test
    void aTickThatTheNodeDidNotTakeIsTakenBackAndSaidSo() throws Exception {
        String wiki = node.createWiki("Mole");
        node.write(wiki, "Week", "- [ ] call the crane\n");
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = alice.tab(node.url("/" + wiki + "/Week"));
            page.route("**/-/task/**", Route::abort);
            box(page, "call the crane").click();
            assertThat(page.locator(".toast")).containsText("The task was not changed");
            assertThat(box(page, "call the crane")).not().isChecked();
            page.unroute("**/-/task/**");
            box(page, "call the crane").check();
            node.awaitText(wiki, "Week", "- [x] call the crane\n");
        }
    }

    @Test
    void aBoxIsTickedWithoutAScript() throws Exception {
        String wiki = node.createWiki("Pier");
        node.write(wiki, "Week", "- [ ] call the crane\n\n- [x] paint\n");
        try (var alice = chromium.personWithoutScript()) {
            Page page = alice.tab(node.url("/" + wiki + "/Week"));
            boxes(page).first().click();
            assertThat(boxes(page).first()).isChecked();
            boxes(page).nth(1).click();
            assertThat(boxes(page).nth(1)).not().isChecked();
            assertEquals("- [x] call the crane\n\n- [ ] paint\n", node.text(wiki, "Week"));
        }
    }

    private static Locator boxes(Page page) {
        return page.locator("article").getByRole(AriaRole.CHECKBOX);
    }

    private static Locator box(Page page, String name) {
        return page.locator("article")
                .getByRole(AriaRole.CHECKBOX, new Locator.GetByRoleOptions().setName(name));
    }
}
