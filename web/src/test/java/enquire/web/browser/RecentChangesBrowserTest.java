package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others changed is new until it is marked as read; two people on two nodes. */
class RecentChangesBrowserTest extends AlicesNode {

    @Test
    void whatBobChangesIsNewToAliceUntilSheMarksItAsRead(@TempDir Path data) throws Exception {
        String wiki = node.createWiki("Harbour");
        node.write(wiki, "Tide tables", "Low water at noon.\n");
        node.write(wiki, "Crane", "Ask first. #works\n");
        try (var bob = RunningNode.start(data, "Bob");
                var alice = chromium.person()) {
            bob.join(node.invite(wiki));
            bob.awaitAnswer("wikis/" + wiki + "/pages?limit=1000", "Crane");
            bob.awaitText(wiki, "Crane", "Ask first. #works\n");
            bob.write(wiki, "Crane", "Ask the office first. #works\n");
            bob.write(wiki, "Minutes", "Present: Bob.\n");
            node.awaitText(wiki, "Crane", "Ask the office first. #works\n");
            node.awaitAnswer("wikis/" + wiki + "/pages?limit=1000", "Minutes");

            Page page = alice.tab(node.url("/" + wiki + "/Tide_tables"));
            Locator entry = page.locator("nav.nav a[href$='/-/changes']");
            assertThat(entry).hasText("Recent changes2 new");
            entry.click();
            assertThat(page.locator(".orders b")).hasText("Since my last visit 2");
            assertThat(titles(page)).hasText(new String[] {"Minutes", "Crane"});
            assertThat(page.locator(".events .badge")).hasCount(2);
            assertThat(page.locator(".events .by").first()).hasText("Bob");
            assertThat(page.locator("h2.section")).hasText("Today");

            page.locator(".orders a").getByText("Everyone").click();
            assertThat(page.locator(".orders b")).hasText("Everyone");
            assertThat(line(page, "Crane").locator(".by")).hasText("Bob, Alice");
            assertThat(line(page, "Tide tables").locator(".badge")).hasCount(0);
            page.getByLabel("Tag").fill("works");
            page.getByLabel("Tag").press("Enter");
            assertThat(titles(page)).hasText(new String[] {"Crane"});
            page.getByLabel("Tag").fill("");
            page.getByLabel("By").selectOption("Alice");
            page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(line(page, "Minutes")).hasCount(0);
            assertThat(line(page, "Tide tables")).hasCount(1);
            String feed = (String) page.evaluate("() => document.querySelector('.feed').href");
            assertFalse(names(page, feed, "Minutes"), "the feed has the screen's filters");
            assertTrue(names(page, feed.replace("by=Alice", "by=Bob"), "Minutes"));

            page.getByText("Mark all as read").click();
            assertThat(page.locator(".orders b")).hasText("Everyone");
            assertThat(page.locator(".events .badge")).hasCount(0);
            assertThat(page.getByText("Mark all as read")).hasCount(0);
            assertThat(entry).hasText("Recent changes");
            page.locator(".orders a").getByText("Since my last visit").click();
            assertThat(page.locator("main .lead"))
                    .hasText("Nothing new since you marked everything as read.");

            bob.write(wiki, "Minutes", "Present: Bob and Carol.\n");
            node.awaitText(wiki, "Minutes", "Present: Bob and Carol.\n");
            page.navigate(node.url("/" + wiki + "/-/changes"));
            assertThat(titles(page)).hasText(new String[] {"Minutes"});
        }
    }

    private static Locator titles(Page page) {
        return page.locator(".events li > span > a[dir]");
    }

    private static Locator line(Page page, String title) {
        return page.locator(".events li", new Page.LocatorOptions().setHasText(title));
    }

    /** Whether an entry is of this page: the text of another may have the word, too. */
    private static boolean names(Page page, String feed, String title) {
        return Pattern.compile("<title[^>]*>[^<]*" + title).matcher(text(page, feed)).find();
    }

    private static String text(Page page, String address) {
        return page.request().get(address).text();
    }
}
