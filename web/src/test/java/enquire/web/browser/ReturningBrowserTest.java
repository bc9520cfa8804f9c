package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who comes back to a page is told what others did meanwhile, and of nothing else. */
class ReturningBrowserTest extends AlicesNode {

    private static final String PLAN =
            "# Plan\n\nDig.\n\n## Order\n\nFirst the toe.\n\n## Dates\n\nMay.\n";

    private static RunningNode bob;

    @BeforeAll
    static void startBob(@TempDir Path data) throws Exception {
        bob = RunningNode.start(data, "Bob");
    }

    @AfterAll
    static void stopBob() {
        bob.close();
    }

    @Test
    void whatOthersChangedIsToldOnceWithTheirNames() throws Exception {
        String wiki = node.createWiki("Harbour");
        node.write(wiki, "Slipway", PLAN);
        bob.join(node.invite(wiki));
        bob.awaitAnswer("wikis/" + wiki + "/pages", "Slipway");
        try (var alice = chromium.person();
                var other = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Slipway"));
            Locator strip = page.locator("[data-strip=seen]");
            assertThat(page.locator("h1").first()).hasText("Slipway");
            page.navigate(node.url("/" + wiki + "/-/pages"));

            String changed =
                    PLAN.replace("First the toe", "First the rails").replace("May", "June");
            bob.write(wiki, "Slipway", changed);
            node.awaitText(wiki, "Slipway", changed);
            page.navigate(node.url("/" + wiki + "/Slipway"));
            assertThat(strip)
                    .hasText(
                            "Changed since you last read it. Bob edited 2 sections while you were away."
                                    + "Show changes");
            strip.locator("a").click();
            assertThat(page.locator("[data-diff] ins").first()).containsText("rails");

            page.navigate(node.url("/" + wiki + "/Slipway"));
            assertThat(page.locator("[data-editing]")).hasText("");
            assertThat(strip).hasCount(0);

            // Her own edits are nothing to be told about; who writes now is said as it comes.
            node.write(wiki, "Slipway", changed + "\nMine.\n");
            var theirs = EditScreenInBrowser.open(other, bob, wiki, "Slipway");
            theirs.typeAtEnd(" ");
            page.navigate(node.url("/" + wiki + "/-/pages"));
            page.navigate(node.url("/" + wiki + "/Slipway"));
            assertThat(page.locator("[data-editing]")).hasText("Bob is editing now.");
            assertThat(strip).hasCount(0);
        }
    }

    @Test
    void onesOwnEditsAreNothingToBeToldAbout() throws Exception {
        String wiki = node.createWiki("Quay");
        node.write(wiki, "Slipway", PLAN);
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Slipway"));
            assertThat(page.locator("h1").first()).hasText("Slipway");
            page.navigate(node.url("/" + wiki + "/-/pages"));
            node.write(wiki, "Slipway", PLAN + "\nMine.\n");
            page.waitForResponse(
                    answer -> answer.url().contains("/-/since/") && answer.status() == 200,
                    () -> page.navigate(node.url("/" + wiki + "/Slipway")));
            assertThat(page.locator("article")).containsText("Mine.");
            assertThat(page.locator("[data-strip=seen]")).hasCount(0);
        }
    }
}
