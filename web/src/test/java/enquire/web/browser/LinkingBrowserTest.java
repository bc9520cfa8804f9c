package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import enquire.web.TestNode;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with a page as a whole: its menu, its links, its place among the others. */
class LinkingBrowserTest extends AlicesNode {

    /** Of a node that answers once the links are updated, however slow the computer is. */
    @Test
    void aRenameFromTheMenuUpdatesLinksAndIsUndoneFromTheToast(@TempDir Path data)
            throws Exception {
        try (TestNode patient = TestNode.withWiki(data);
                var alice = chromium.person()) {
            patient.put(wiki("/pages/Winch%20notes"), "text\n");
            patient.put(wiki("/pages/Log"), "[[Winch notes]] and [n](Winch%20notes.md)\n");
            patient.until(
                    wiki("/pages/Winch%20notes/backlinks"),
                    links -> links.path("total").asInt() == 1);
            Page page = alice.tab(patient.uri("/w/Winch_notes").toString());
            choose(page, "Rename");
            page.getByLabel("New title").fill("Plant/Winch");
            assertThat(page.getByLabel("Also update 2 links to this page")).isChecked();
            page.keyboard().press("Enter");

            page.locator(".toast").hover(); // Under the mouse it stays.
            assertThat(page.locator(".toast")).containsText("Renamed to Plant/Winch.");
            assertThat(page.locator("h1")).hasText("Plant/Winch");
            assertEquals(
                    "[[Plant/Winch]] and [n](Plant/Winch.md)\n",
                    text(patient).replace("[[Winch]]", "[[Plant/Winch]]"));
            assertThat(page).hasURL(Pattern.compile(".*/Plant/Winch$"));

            page.locator(".toast").getByText("Undo").click();

            assertThat(page.locator("h1")).hasText("Winch notes");
            assertEquals("[[Winch notes]] and [n](Winch%20notes.md)\n", text(patient));
        }
    }

    private static String text(TestNode node) throws Exception {
        return node.json(wiki("/pages/Log")).path("text").asText();
    }

    @Test
    void aPageIsPinnedCopiedAndDeletedFromItsMenuAndEachIsUndone() throws Exception {
        String wiki = node.createWiki("Menu");
        node.write(wiki, "Crane", "text\n");
        try (var alice = chromium.person().whoseNodeMayFail()) {
            Page page = alice.tab(node.url("/" + wiki + "/Crane"));
            choose(page, "Pin");
            page.locator(".toast").hover();
            assertThat(page.locator(".nav")).containsText("Pinned");
            page.locator(".toast").getByText("Undo").click();
            assertThat(page.locator(".nav")).not().containsText("Pinned");

            choose(page, "Duplicate");
            assertThat(page.locator("h1")).hasText("Crane (copy)");

            choose(page, "Delete");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Delete page"))
                    .click();
            assertThat(page.locator(".toast")).containsText("Deleted Crane (copy).");
            page.locator(".toast").hover();
            page.locator(".toast").getByText("Undo").click();
            assertThat(page.locator("main article")).containsText("text");
        }
    }

    @Test
    void aMentionBecomesALinkAndALinkToAHeadingThatIsGoneSaysSo() throws Exception {
        String wiki = node.createWiki("Mentions");
        node.write(wiki, "Winch", "# Safe load\n");
        node.write(wiki, "Log", "The winch is due.\n");
        node.write(wiki, "Plan", "See [[Winch#Load]].\n");
        node.awaitAnswer("wikis/" + wiki + "/search?q=due", "Log");
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/-/links/Winch"));
            page.getByLabel("Link from Log").click();
            assertThat(page.locator(".toast")).containsText("Linked from Log.");
            assertEquals("The [[winch]] is due.\n", node.text(wiki, "Log"));

            page.navigate(node.url("/" + wiki + "/Plan"));
            page.locator("a.no-heading").click();
            assertThat(page.locator("h1").first()).hasText("Winch");
            assertThat(page.locator("[data-strips]")).containsText("There is no heading “load”");
        }
    }

    @Test
    void doneAsksOnceWhetherLinksFollowAHeadingThatWasRenamed() throws Exception {
        String wiki = node.createWiki("Headings");
        node.write(wiki, "Winch", "# Load\n");
        node.write(wiki, "Plan", "See [[Winch#Load]].\n");
        node.awaitAnswer("wikis/" + wiki + "/pages/Winch/backlinks", "Plan");
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Winch");
            Page page = editor.page();
            page.locator(".cm-line").first().click();
            page.keyboard().press("End");
            page.keyboard().type(" limit");
            editor.awaitSaved();
            page.locator("[data-done]").click();

            assertThat(page.getByLabel("Also update 1 link to this heading")).isChecked();
            page.locator("dialog[open] button").click();

            node.awaitText(wiki, "Plan", "See [[Winch#Load limit]].\n");
            assertThat(page.locator("main article h1").first()).hasText("Winch");
        }
    }

    @Test
    void theMapAndItsListShowTheSamePagesAndFindThem() throws Exception {
        String wiki = mapped("Maps");
        try (var alice = chromium.person()) {
            Page page = alice.tab(node.url("/" + wiki + "/-/map?page=Centre"));
            assertThat(page.locator("[data-map-list] tbody tr")).hasCount(3);
            assertThat(page.locator("[data-drawn='3'] canvas").first()).isVisible();
            page.getByLabel("Links away").press("ArrowRight");
            assertThat(page.locator("[data-map-list] tbody tr")).hasCount(4);
            assertThat(page.locator("[data-drawn='4']")).hasCount(1);

            findsFarInTheList(page);
        }
    }

    @Test
    void theListIsTheMapWhereABrowserCannotDraw() throws Exception {
        String wiki = mapped("Lists");
        try (var alice = chromium.person()) {
            Page page = alice.tab();
            page.addInitScript(
                    "const of = HTMLCanvasElement.prototype.getContext;"
                            + "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
                            + "  return kind.includes('webgl') ? null : of.call(this, kind, ...more);"
                            + "};");
            page.navigate(node.url("/" + wiki + "/-/map?page=Centre&depth=2"));
            assertThat(page.locator("[data-map-status]")).containsText("cannot draw the map");
            assertThat(page.locator("[data-map]")).isHidden();
            assertThat(page.locator("[data-map-list] tbody tr")).hasCount(4);

            findsFarInTheList(page);
        }
    }

    private static void findsFarInTheList(Page page) {
        page.getByLabel("Find on the map").fill("fa");
        assertThat(page.locator("[data-map-status]")).hasText("1 page found.");
        assertThat(page.locator("tr.found")).hasText(Pattern.compile("Far.*"));
        page.locator("[data-map-list]").getByText("Far").click();
        assertThat(page.locator("h1")).hasText("Far");
    }

    private static String mapped(String name) throws Exception {
        String wiki = node.createWiki(name);
        node.write(wiki, "Centre", "[[North]] [[South]]\n");
        node.write(wiki, "North", "[[Far]]\n");
        node.write(wiki, "South", "text\n");
        node.write(wiki, "Far", "text\n");
        node.awaitAnswer("wikis/" + wiki + "/graph?page=Centre&depth=2", "Far");
        return wiki;
    }

    private static void choose(Page page, String action) {
        page.getByLabel("More page actions").click();
        page.locator("[data-menu]").getByText(action, exact()).click();
    }

    private static Locator.GetByTextOptions exact() {
        return new Locator.GetByTextOptions().setExact(true);
    }
}
