package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The palette and the keys that lead anywhere, with the keyboard alone. */
class PaletteBrowserTest extends AlicesNode {

    private static String wiki;

    @BeforeAll
    static void writePages() throws Exception {
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Plan", "The first line.\n\n## Capstan rating\n\nEight. #works\n");
        node.write(wiki, "Halyards", "Rope.\n");
        node.write(wiki, "Log", lines(1, 60) + "## Barnacles\n\n" + lines(61, 120));
        node.attach(wiki, "Plan", "capstan-cert.pdf", "0123456789");
        node.awaitAnswer("wikis/" + wiki + "/search?q=capstan", "Plan");
        node.awaitAnswer("wikis/" + wiki + "/suggest?q=halyards", "Halyards");
    }

    private static String lines(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj("Line %d.\n\n"::formatted)
                .collect(Collectors.joining());
    }

    @Test
    void itLeadsToHeadingsFilesTagsPeopleAndCommands() {
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Halyards"));
            type(page, "rating");
            assertThat(option(page, "Headings", "Capstan rating")).containsText("Plan");
            page.keyboard().press("Enter");
            page.waitForURL("**/Plan#capstan-rating");

            type(page, "plan#");
            assertThat(option(page, "Headings", "Capstan rating")).isVisible();
            type(page, "capstan");
            assertThat(option(page, "Files", "capstan-cert.pdf")).containsText("10 bytes");
            assertThat(option(page, "In the text", "Plan")).containsText("Capstan rating");
            type(page, "#wor");
            assertThat(option(page, "Tags", "#works")).containsText("1 page");
            page.keyboard().press("Enter");
            page.waitForURL("**/-/tags/works");

            type(page, "@ali");
            assertThat(option(page, "People", "Alice")).containsText("you");
            page.keyboard().press("Enter");
            page.waitForURL("**/-/search?by=Alice");
            assertThat(page.locator(".hits .found").first()).isVisible();

            type(page, "?");
            assertThat(option(page, "What you can type", "> commands")).isVisible();
            page.keyboard().press("Enter");
            assertThat(input(page)).hasValue(">");
            type(page, ">map");
            assertThat(selected(page)).hasText("Map of pages");
            page.keyboard().press("Enter");
            page.waitForURL("**/-/map");
        }
    }

    @Test
    void altEnterOpensAPageBesideTheOneThatIsRead() {
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Halyards"));
            page.setViewportSize(1400, 900);
            type(page, "plan");
            assertThat(selected(page)).containsText("Plan");
            page.keyboard().press("Alt+Enter");
            Locator beside = page.locator(".beside");
            assertThat(beside).containsText("The first line.");
            assertThat(page.locator("main article")).containsText("Rope.");
            assertThat(page.locator("h1")).hasText("Halyards");
            assertThat(page.locator("#beside-title")).isFocused();
            assertEquals("", String.join("\n", Accessibility.violations(page, "two pages")));
            page.setViewportSize(1400, 900);
            beside.getByRole(AriaRole.BUTTON).click();
            assertThat(beside).hasCount(0);

            type(page, "barnacles");
            assertThat(selected(page)).containsText("Barnacles");
            page.keyboard().press("Alt+Enter");
            assertThat(beside.getByText("Barnacles")).isInViewport();
            assertThat(beside.getByText("Line 1.")).not().isInViewport();
            assertThat(page.locator("#beside-title a"))
                    .hasAttribute("href", Pattern.compile(".*/Log#barnacles$"));

            page.setViewportSize(1000, 900);
            type(page, "plan");
            assertThat(selected(page)).containsText("Plan");
            page.keyboard().press("Alt+Enter");
            page.waitForURL("**/" + wiki + "/Plan");
        }
    }

    @Test
    void itCreatesOnlyWhatIsAskedForAndLeadsToAllResults() {
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Halyards"));
            type(page, "zebra crossing");
            assertThat(selected(page)).containsText("Create page “zebra crossing”");
            type(page, "halyard");
            assertThat(selected(page)).containsText("Halyards");
            assertThat(page.locator(".palette [role=option]").last())
                    .containsText("Create page “halyard”");
            page.keyboard().press("Control+Enter");
            page.waitForURL("**/-/search?q=halyard");

            type(page, "capstin");
            assertThat(option(page, "Do", "Did you mean “capstan”?")).isVisible();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            assertThat(option(page, "In the text", "Plan")).isVisible();
            type(page, "halyard");
            assertThat(selected(page)).containsText("Halyards");
            page.keyboard().press("Shift+Enter");
            page.waitForURL("**/-/edit/halyard");
        }
    }

    @Test
    void withNothingTypedItShowsWhatWasOpenedLatelyAndWhatIsPinned() throws Exception {
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Plan"));
            page.locator("[data-menu] summary").click();
            page.locator("[data-do=pin]").click();
            assertThat(page.locator("[data-pinned] a")).hasText("Plan");
            try (var fresh =
                    chromium.person()) { // The editor has no navigation; it knows them, too.
                Page edit = EditScreenInBrowser.open(fresh, node, wiki, "Halyards").page();
                edit.keyboard().press("Control+k");
                assertThat(option(edit, "Pinned", "Plan")).isVisible();
            }
            // Eight more, so that Plan is no recent one, which is listed once only.
            for (int i = 1; i <= 8; i++) {
                node.write(wiki, "Berth " + i, "text\n");
                page.navigate(node.url("/" + wiki + "/Berth_" + i));
                assertThat(page.locator("h1").first()).hasText("Berth " + i);
            }
            page.keyboard().press("/");
            assertThat(selected(page)).hasText("Berth 8");
            assertThat(option(page, "Recent", "Berth 1")).isVisible();
            option(page, "Pinned", "Plan").click();
            page.waitForURL("**/Plan");
        }
    }

    @Test
    void keysLeadToScreensUntilTheyAreTurnedOff() {
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/Plan"));
            String[][] ways = {
                {"r", "changes"}, {"a", "pages"}, {"w", "wanted"}, {"m", "map"}, {"s", "sync"}
            };
            for (String[] way : ways) {
                page.keyboard().press("g");
                page.keyboard().press(way[0]);
                page.waitForURL("**/-/" + way[1]);
            }
            page.keyboard().press("g");
            page.keyboard().press("h");
            page.waitForURL("**/Home");
            page.keyboard().press("b");
            page.waitForURL("**/-/links/Home");
            page.goBack();
            page.keyboard().press("?");
            page.waitForURL("**/-/help");

            page.navigate(node.url("/-/settings"));
            page.getByText("Use single keys").click();
            page.navigate(node.url("/" + wiki + "/Plan"));
            page.keyboard().press("n");
            page.keyboard().press("Control+k");
            assertThat(input(page)).isFocused();
            type(page, "tour");
            assertThat(selected(page)).hasText("Tour");
            assertThat(page).hasURL(Pattern.compile(".*/Plan$"));
        }
    }

    private static void type(Page page, String query) {
        if (page.locator("dialog[open].palette").count() == 0) {
            page.keyboard().press("Control+k");
        }
        input(page).fill(query);
    }

    private static Locator input(Page page) {
        return page.locator("dialog[open] input");
    }

    private static Locator selected(Page page) {
        return page.locator(".palette [aria-selected=true]");
    }

    private static Locator option(Page page, String group, String text) {
        return page.locator(".palette")
                .getByRole(
                        AriaRole.GROUP,
                        new Locator.GetByRoleOptions().setName(group).setExact(true))
                .locator("[role=option]")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first();
    }
}
