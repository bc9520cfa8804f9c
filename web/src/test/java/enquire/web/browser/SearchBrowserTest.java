package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** The search screen: words, filters, what was meant, and page after page of results. */
class SearchBrowserTest extends AlicesNode {

    @Test
    void aMisspeltWordLeadsToWhatWasMeantOrToANewPage() throws Exception {
        String wiki = node.createWiki("Spelling");
        node.write(wiki, "Crane", "The halyard is rated 8 tonnes.\n");
        node.awaitAnswer("wikis/" + wiki + "/search?q=halyard", "Crane");
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/-/search"));
            search(page, "halyerd");
            assertThat(page.locator("main .lead"))
                    .hasText("No page contains “halyerd”. Did you mean halyard?");
            assertThat(link(page, "Create page “halyerd”")).isVisible();

            link(page, "halyard").click();
            assertThat(page.locator(".hits .found")).hasText("Crane");
            assertThat(page.locator(".hits mark")).hasText("halyard");
            assertThat(page.locator("input[name=q]")).hasValue("halyard");
        }
    }

    @Test
    void filtersNarrowWhatIsFoundAndCanBeTypedAsWords() throws Exception {
        String wiki = node.createWiki("Filters");
        node.write(wiki, "Capstan", "Oil it. #works\n");
        node.write(wiki, "Tools", "## Lifting\n\nThe capstan and the crane.\n");
        node.awaitAnswer("wikis/" + wiki + "/search?q=capstan", "\"total\":2");
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/-/search?q=capstan"));
            assertThat(hits(page)).hasText(new String[] {"Capstan", "Tools"});
            page.getByLabel("In titles only").check();
            submit(page);
            assertThat(hits(page)).hasText(new String[] {"Capstan"});
            page.getByLabel("In titles only").uncheck();
            page.getByLabel("Tag").fill("#works");
            page.getByLabel("Edited by").selectOption("Alice");
            page.getByLabel("Edited after").fill("2020-01-01");
            submit(page);
            assertThat(hits(page)).hasText(new String[] {"Capstan"});
            assertThat(page.getByLabel("Tag")).hasValue("works");
            page.getByLabel("Edited after").fill("2090-01-01");
            submit(page);
            assertThat(page.locator("main .lead"))
                    .hasText("No page contains “capstan” with these filters.");
            link(page, "Search without filters").click();
            assertThat(hits(page)).hasCount(2);

            search(page, "capstan -tag:works by:Alice after:2020-01-01");
            assertThat(hits(page)).hasText(new String[] {"Tools"});
            link(page, "Lifting").click();
            page.waitForURL("**/Tools#lifting");
        }
    }

    @Test
    void resultsComeTwentyAPage() throws Exception {
        String wiki = node.createWiki("Many");
        for (int i = 0; i < 41; i++) {
            node.write(wiki, "Day " + i, "Low water again.\n");
        }
        node.awaitAnswer("wikis/" + wiki + "/search?q=water", "\"total\":41");
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/-/search?q=water&by=Alice"));
            assertThat(page.locator("main")).containsText("41 pages, 1 to 20 of them here");
            link(page, "Next").click();
            link(page, "Next").click();
            assertThat(page.locator("main")).containsText("41 pages, 41 to 41 of them here");
            assertThat(hits(page)).hasCount(1);
            assertThat(link(page, "Next")).hasCount(0);
            assertThat(page.getByLabel("Edited by")).hasValue("Alice");
            page.navigate(node.url("/" + wiki + "/-/search?q=water&offset=99999999999"));
            assertThat(page.locator("main")).containsText("41 pages, 41 to 41 of them here");
        }
    }

    @Test
    void wordsOfEveryScriptAreFound() throws Exception {
        String wiki = node.createWiki("Scripts");
        node.write(wiki, "東京都の写真", "北京大学生です。\n");
        node.write(wiki, "الميناء", "المد منخفض اليوم.\n");
        node.write(wiki, "Café Zürich", "Crème brûlée.\n");
        node.awaitAnswer("wikis/" + wiki + "/search?q=creme", "Café");
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/-/search"));
            search(page, "京都 大学");
            assertThat(hits(page)).hasText(new String[] {"東京都の写真"});
            search(page, "\"المد منخفض\"");
            assertThat(hits(page)).hasText(new String[] {"الميناء"});
            assertThat(page.locator(".hits .found")).hasAttribute("dir", "auto");
            search(page, "cafe creme");
            assertThat(hits(page)).hasText(new String[] {"Café Zürich"});
            assertThat(page.locator(".hits mark").first()).hasText("Café");
        }
    }

    private static void search(Page page, String words) {
        page.getByLabel("Search pages and text").fill(words);
        submit(page);
        assertThat(page.locator("main .count, main .lead")).isVisible();
    }

    /** As Enter in the field does: the form goes out, and another page comes. */
    private static void submit(Page page) {
        page.waitForResponse(
                answer -> answer.url().contains("/-/search?"),
                () -> page.getByLabel("Search pages and text").press("Enter"));
    }

    private static Locator hits(Page page) {
        return page.locator(".hits .found");
    }

    private static Locator link(Page page, String name) {
        return page.locator("main")
                .getByRole(
                        AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
