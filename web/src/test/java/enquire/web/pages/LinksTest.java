package enquire.web.pages;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.BetweenLooks;
import enquire.web.http.Percent;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links to a page, its mentions without one, and lists of pages by their places and sizes. */
class LinksTest extends BrowsedNode {

    @BeforeEach
    void wikiW() throws Exception {
        makeWiki();
    }

    @Test
    void aMentionBecomesALinkAtOnePressAndBackAgain() throws Exception {
        write("plant/Winch", "---\naliases: [hoist]\n---\ntext\n");
        write("Log", "`winch` in code, [winch](https://a.example/winch), the Winch itself.\n");
        write("Code", "Only `winch` in code.\n");
        write("Words", "Winches and a winchman.\n");
        write("Hoists", "Our hoist is old.\n");
        write("Linked", "The winch is a [[winch]].\n");
        alice.until(wiki("/search?q=old"), json -> json.path("total").asInt() == 1);
        alice.until(
                wiki("/pages/plant%2FWinch/backlinks"), json -> json.toString().contains("Linked"));

        String screen = browse("/w/-/links/plant/Winch").body();

        assertTrue(screen.contains("Mentions without a link: 2"), screen);
        for (String page : List.of("Code", "Words")) {
            assertFalse(screen.contains("Link from " + page), page);
        }
        String said = browse(location(link(screen, "Log"))).body();
        assertTrue(said.contains("Linked from Log."), said);
        link(screen, "Hoists");
        assertEquals(
                "`winch` in code, [winch](https://a.example/winch), the [[plant/Winch|Winch]]"
                        + " itself.\n",
                alice.get(wiki("/pages/Log")).body());
        assertEquals(
                "Our [[plant/Winch|hoist]] is old.\n", alice.get(wiki("/pages/Hoists")).body());
        String twice = browse(location(link(screen, "Hoists"))).body();
        assertTrue(twice.contains("does not mention it any more"), twice);

        Matcher undo = Pattern.compile("/w/-/undo/[^\"]+").matcher(said);
        assertTrue(undo.find(), said);
        form(undo.group());
        assertTrue(alice.get(wiki("/pages/Log")).body().contains("the Winch itself"));
    }

    @Test
    void aPageThatNobodyLinksToSaysHowOftenItIsMentioned() throws Exception {
        write("Crane", "text\n");
        write("Log", "The crane is out.\n");
        alice.until(wiki("/search?q=out"), json -> json.path("total").asInt() == 1);

        String page = browse("/w/Crane").body();

        assertTrue(page.contains("No page links here yet."), page);
        assertTrue(page.contains("Mentions without a link: 1"), page);
    }

    @Test
    void allPagesStandByTitleSizeAndPlace() throws Exception {
        write("a/b/c", "x\n");
        write("A/d", "longest of all\n");
        write("b", "longer\n");

        String bySize = browse("/w/-/pages?by=size").body();
        String tree = browse("/w/-/pages?by=tree").body();

        String rows = bySize.substring(bySize.indexOf("<ul class=\"rows\">"));
        assertTrue(rows.indexOf("A/d") < rows.indexOf(">b<"), rows);
        assertTrue(rows.indexOf(">b<") < rows.indexOf("a/b/c"), rows);
        assertTrue(rows.contains("15 characters"), rows);
        assertTrue(tree.contains("href=\"/w/-/move/a\""), tree);
        // Who hears a list of links is told the whole title.
        String link = "href=\"/w/%s\" aria-label=\"%s\" dir=\"auto\">%s</a>";
        assertTrue(tree.contains(link.formatted("a/b/c", "a/b/c", "c")), tree);
        assertTrue(tree.contains(link.formatted("A/d", "A/d", "d")), tree);
    }

    @Test
    void theWayInIsNoOrphan() throws Exception {
        write("Home", "[[Crane]]\n");
        write("Crane", "text\n");
        write("Alone", "text\n");
        alice.until(wiki("/search?q=text"), json -> json.path("total").asInt() == 2);

        String row = "dir=\"auto\">%s</a><span class=\"note\">";
        String orphans = "";
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!orphans.contains(row.formatted("Alone")) && System.nanoTime() < deadline) {
            BetweenLooks.pause();
            orphans = browse("/w/-/orphans").body(); // It may be some seconds behind.
        }
        assertTrue(orphans.contains(row.formatted("Alone")), orphans);
        assertFalse(orphans.contains(row.formatted("Home")), orphans);
        assertFalse(orphans.contains(row.formatted("Crane")), orphans);
    }

    @Test
    void aLinkToAHeadingThatIsGoneSaysSoAndIsWrittenAnew() throws Exception {
        write("Winch", "# Safe load\n\n## Brakes\n");
        write(
                "Log",
                "[[Winch#Load|load]] ![[Winch#Load]] [w](Winch.md#load) [[Winch#Brakes]]"
                        + " `[[Winch#Load]]`\n");
        alice.until(wiki("/pages/Winch/backlinks"), json -> json.path("total").asInt() == 1);

        String log = browse("/w/Log").body();
        String screen = browse("/w/-/links/Winch").body();

        String says = "There is no heading “Load” on that page any more.";
        assertTrue(log.contains("class=\"link no-heading\" href=\"/w/Winch#load\""), log);
        assertTrue(log.contains(says), log);
        assertTrue(screen.contains("Headings that are gone"), screen);
        assertTrue(screen.contains("<option selected>Safe load</option>"), screen);

        String said =
                browse(location(form("/w/-/heading/Winch", "from", "Load", "to", "Safe load")))
                        .body();

        assertTrue(said.contains("Updated links on 1 page."), said);
        assertFalse(said.contains("Headings that are gone"), said);
        assertEquals(
                "[[Winch#Safe load|load]] ![[Winch#Safe load]] [w](Winch.md#safe-load)"
                        + " [[Winch#Brakes]] `[[Winch#Load]]`\n",
                alice.get(wiki("/pages/Log")).body());
        assertFalse(browse("/w/Log").body().contains("no-heading"));
    }

    @Test
    void aHeadingIsRenamedInLinksOnItsOwnPageAndInReferencesToo() throws Exception {
        write(
                "Winch",
                "[[#Load]], [[#Part#Load|it]], [[Winch#Load]], [l](#load), [ref], [[#^block]],"
                        + " `[[#Load]]`\n\n"
                        + "| a |\n|--|\n| [[#Load\\|cell]] [[#Gone]] |\n\n"
                        + "# Safe load\n\n[ref]: #load \"t\"\n");
        write("Log", "[winch][w] [other][o]\n\n[w]: Winch.md#load\n[o]: <Winch.md#Load> 'x'\n");
        alice.until(wiki("/pages/Winch/backlinks"), json -> json.path("total").asInt() == 1);

        var before = alice.json(wiki("/pages/Winch/headings"));
        int asked = alice.json(wiki("/pages/Winch/headings?links=Load")).path("links").asInt();
        String said =
                browse(location(form("/w/-/heading/Winch", "from", "Load", "to", "Safe load")))
                        .body();

        assertEquals("Load", before.path("gone").get(0).path("heading").asText(), "" + before);
        assertEquals(8, asked);
        assertTrue(said.contains("Updated links on 2 pages."), said);
        assertTrue(said.contains("Update links to Gone"), said);
        assertEquals(
                "[[#Safe load]], [[#Part#Safe load|it]], [[Winch#Safe load]], [l](#safe-load),"
                        + " [ref], [[#^block]], `[[#Load]]`\n\n"
                        + "| a |\n|--|\n| [[#Safe load\\|cell]] [[#Gone]] |\n\n"
                        + "# Safe load\n\n[ref]: #safe-load \"t\"\n",
                alice.get(wiki("/pages/Winch")).body());
        assertEquals(
                "[winch][w] [other][o]\n\n[w]: Winch.md#safe-load\n[o]: <Winch.md#safe-load> 'x'\n",
                alice.get(wiki("/pages/Log")).body());
    }

    @Test
    void aPageBeginsAsItsTemplate() throws Exception {
        write("Template/Minutes", "# {{title}}\n\nOn {{ date }}. {{other}}\n");
        write("Survey form", "#template Hull of {{title}}: \n");
        alice.until(wiki("/templates"), json -> json.path("templates").size() == 2);

        String form = browse("/w/-/templates").body();
        assertTrue(form.contains(">Minutes</option>"), form);
        String edit =
                location(
                        form(
                                "/w/-/templates",
                                "title",
                                "Minutes $1",
                                "template",
                                "Template/Minutes"));

        assertEquals("/w/-/edit/Minutes_$1", edit);
        String made = alice.get(wiki("/pages/Minutes%20$1")).body();
        assertTrue(
                made.matches("# Minutes \\$1\n\nOn \\d{4}-\\d\\d-\\d\\d\\. \\{\\{other}}\n"), made);
        assertEquals(
                "Hull of Winch: \n",
                alice.json(wiki("/templates/Survey%20form?for=Winch")).path("text").asText());
        var taken = form("/w/-/templates", "title", "Survey form", "template", "Survey form");
        assertEquals(422, taken.statusCode());
        assertEquals(404, alice.get(wiki("/templates/Minutes%20$1")).statusCode());
    }

    @Test
    void theMapShowsWhatIsAroundAPageAndTheWholeWiki() throws Exception {
        write("Home", "[[A]]\n");
        write("A", "[[B]] [[Missing]]\n");
        write("B", "[[C]]\n");
        write("C", "end\n");
        write("X", "[[Y]]\n");
        write("Y", "alone\n");
        alice.until(wiki("/graph"), json -> json.path("total").asInt() == 6);

        var near = alice.json(wiki("/graph?page=A&depth=1"));
        var far = alice.json(wiki("/graph?page=A&depth=2"));

        assertEquals(3, near.path("pages").size(), near.toString());
        assertEquals("A", near.path("pages").get(0).path("title").asText());
        assertEquals(2, near.path("links").size(), near.toString());
        assertEquals(4, far.path("pages").size(), far.toString());
        String around = browse("/w/-/map?page=A&depth=2").body();
        assertTrue(around.contains(">C</a></td><td class=\"number\">2</td>"), around);
        String whole = browse("/w/-/map?whole=on").body();
        assertTrue(whole.contains(">Y</a>"), whole);
        assertEquals(404, browse("/w/-/map?page=Nothing").statusCode());
    }

    private HttpResponse<String> link(String screen, String from) throws Exception {
        String form = screen.substring(0, screen.indexOf("Link from " + from));
        String page = form.substring(form.lastIndexOf("value=\"") + 7);
        return form("/w/-/link-mention/plant/Winch", "page", page.substring(0, page.indexOf('"')));
    }

    private void write(String title, String text) throws Exception {
        alice.put(wiki("/pages/" + Percent.encode(title)), text);
    }
}
