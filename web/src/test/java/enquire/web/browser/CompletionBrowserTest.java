package enquire.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is offered while somebody writes: pages, headings, labels, blocks, people and tags. */
class CompletionBrowserTest extends AlicesNode {

    private String wiki;

    @BeforeEach
    void createWiki() throws Exception {
        wiki = node.createWiki("Harbour");
        node.write(wiki, "Winter berths", "Boats over 9 m.\n\n## Who stays\n\n## Who leaves\n");
        node.write(wiki, "Works/Winch survey", "The surveyor comes on the 28th. #works\n");
        node.write(wiki, "Minutes", "");
        node.awaitAnswer("wikis/" + wiki + "/suggest?q=winch", "Winch survey");
    }

    private static Locator rows(Page page) {
        return page.locator(".cm-tooltip-autocomplete li");
    }

    /** As long as a person needs to see the list: a key that comes at once is no answer to it. */
    private static final String SEEN =
            "since => performance.now() - since > 150 && document.querySelector('.cm-tooltip-autocomplete')";

    private static void take(Page page, String row) {
        Locator wanted = rows(page).filter(new Locator.FilterOptions().setHasText(row)).first();
        assertThat(wanted).isInViewport();
        page.waitForFunction(SEEN, page.evaluate("performance.now()"));
        while (wanted.getAttribute("aria-selected") == null) {
            page.keyboard().press("ArrowDown");
        }
        page.keyboard().press("Enter");
    }

    @Test
    void aPageIsLinkedByTheBeginningOfAWordAndAnUnknownOneByItsLastRow() throws Exception {
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.typeAtEnd("See [[sur");
            take(page, "Works/Winch survey");
            page.keyboard().type(" and [[wnbr");
            take(page, "Winter berths");
            page.keyboard().type(", not [[win");
            assertThat(rows(page)).hasCount(3);
            page.waitForFunction(SEEN, page.evaluate("performance.now()"));
            assertThat(rows(page).last()).hasText(Pattern.compile("Create page “win”.*"));
            page.keyboard().press("Shift+Enter");
            page.keyboard().type(".");

            editor.awaitSaved();
            assertEquals(
                    "See [[Works/Winch survey]] and [[Winter berths]], not [[win]].",
                    node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aLinkGoesOnWithTheHeadingsOfThePageAndWithWhatItIsCalled() throws Exception {
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.typeAtEnd("[[Winter berths#");
            assertThat(rows(page)).hasText(new String[] {"Who stays", "Who leaves"});
            page.keyboard().type("lea");
            take(page, "Who leaves");
            page.keyboard().type(" [[Works/Winch survey|wi");
            take(page, "winch survey");

            editor.awaitSaved();
            assertEquals(
                    "[[Winter berths#Who leaves]] [[Works/Winch survey|winch survey]]",
                    node.text(wiki, "Minutes"));
        }
    }

    @Test
    void twoBracketsOverASelectionMakeALinkOfIt() throws Exception {
        node.write(wiki, "Minutes", "winter berths");
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.selectAll();
            page.keyboard().type("[[");
            assertThat(rows(page).first().locator(".cm-completionLabel")).hasText("Winter berths");
            assertThat(rows(page).first().locator(".cm-completionDetail")).hasText("today");
            page.keyboard().press("Escape");
            editor.awaitSaved();
            assertEquals("[[winter berths]]", node.text(wiki, "Minutes"));

            page.keyboard().type(" 2");
            editor.awaitSaved();
            assertEquals("[[winter berths 2]]", node.text(wiki, "Minutes"));
        }
    }

    @Test
    void aSlashOpensBlocksAndEscapeLeavesItAsText() throws Exception {
        try (var alice = chromium.person(390, 844, ColorScheme.LIGHT)) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.typeAtEnd("/");
            assertThat(rows(page)).hasCount(10);
            page.keyboard().type("head");
            take(page, "Heading");
            page.keyboard().type("Plan\nBuy bolts /task");
            take(page, "Task");
            page.keyboard().press("End");
            page.keyboard().type("\n/");
            page.keyboard().type("tab");
            take(page, "Table");
            page.keyboard().type("Day");
            page.keyboard().press("Control+End");
            page.keyboard().type("\nsee /");
            rows(page).first().waitFor();
            page.keyboard().press("Escape");
            page.keyboard().type("etc");
            editor.awaitSaved();
            assertThat(rows(page)).hasCount(0);
            assertThat(page).hasURL(Pattern.compile(".*/-/edit/Minutes$"));
            String text = node.text(wiki, "Minutes");
            assertEquals("## Plan", text.lines().findFirst().orElseThrow());
            assertEquals("- [ ] Buy bolts", text.lines().skip(1).findFirst().orElseThrow());
            assertEquals(true, text.contains("| Day | Column |\n| --- | --- |\n"), text);
            assertEquals(true, text.endsWith("see /etc"), text);
        }
    }

    @Test
    void aTemplateAndADateArePutWhereTheSlashWas() throws Exception {
        node.write(wiki, "Templates/Meeting", "## Present\n\n## Decided\n");
        node.awaitAnswer("wikis/" + wiki + "/templates", "Meeting");
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.typeAtEnd("Held on /date");
            take(page, "Date");
            page.keyboard().type("\n/templ");
            take(page, "Template");
            take(page, "Meeting");
            editor.awaitContains("## Decided");

            editor.awaitSaved();
            assertEquals(
                    "Held on DAY\n## Present\n\n## Decided\n",
                    node.text(wiki, "Minutes").replaceFirst("\\d{4}-\\d\\d-\\d\\d", "DAY"));
        }
    }

    @Test
    void peopleAreNamedAfterAnAtAndTagsAfterASharp() throws Exception {
        try (var alice = chromium.person()) {
            var editor = EditScreenInBrowser.open(alice, node, wiki, "Minutes");
            Page page = editor.page();
            editor.typeAtEnd("Ask @Al");
            take(page, "Alice");
            page.keyboard().type("about #wo");
            take(page, "works");
            page.keyboard().type("\n```\n@Al");
            editor.awaitSaved();
            assertThat(rows(page)).hasCount(0);
            assertEquals("Ask @Alice about #works \n```\n@Al", node.text(wiki, "Minutes"));
        }
    }
}
