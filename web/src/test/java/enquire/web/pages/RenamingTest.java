package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renaming and moving pages: what links say afterwards, and where they lead. */
class RenamingTest extends BrowsedNode {

    private Repository pages;

    @BeforeEach
    void wiki() throws Exception {
        makeWiki();
        pages = alice.node().wikis().getFirst().repository();
    }

    @Test
    void aRenameIsWrittenIntoLinksOfEveryForm() throws Exception {
        write("Winch notes", "See [[Winch notes#Rating]] above.\n\n## Rating\n");
        write(
                "works/Log",
                "[[winch_notes]], [[Winch notes|the notes]], ![[Winch notes#Rating]],"
                        + " [it](../Winch%20notes.md#rating), [it](<../Winch notes.md> \"x\"),"
                        + " `[[Winch notes]]`\n\n| a |\n|---|\n| [[Winch notes\\|here]] |\n");
        awaitLinks("Winch notes", 2);

        String asked = browse("/w/-/rename/Winch_notes").body();
        HttpResponse<String> done =
                form("/w/-/rename/Winch_notes", "title", "plant/Winch (old)", "updateLinks", "on");

        assertTrue(asked.contains("Also update 7 links to this page"), asked);
        assertEquals(
                "[[plant/Winch (old)]], [[plant/Winch (old)|the notes]],"
                        + " ![[plant/Winch (old)#Rating]],"
                        + " [it](../plant/Winch%20%28old%29.md#rating), [it](<../plant/Winch (old).md>"
                        + " \"x\"), `[[Winch notes]]`\n\n"
                        + "| a |\n"
                        + "|---|\n"
                        + "| [[plant/Winch (old)\\|here]] |\n",
                text("works/Log").replace("[[Winch (old)", "[[plant/Winch (old)"));
        assertTrue(text("plant/Winch (old)").startsWith("See [[Winch (old)#Rating]] above."));
        String read = browse(location(done)).body();
        assertTrue(read.contains("Updated links on 2 pages."), read);
        assertEquals(
                "{\"sentence\":\"Updated links on 2 pages.\",\"ended\":true}",
                browse("/w/-/updating/plant/Winch_(old)").body());
    }

    @Test
    void aRenameIsWrittenIntoTheDefinitionOfAReference() throws Exception {
        write("works/Winch", "## Rating\n");
        write(
                "works/Log",
                "[the winch][w], [w], [its rating][r] and [elsewhere][e].\n\n"
                        + "[w]: Winch.md 'Title'\n"
                        + "[r]: <Winch.md#rating>\n"
                        + "[e]: https://example.org/Winch.md\n");
        awaitLinks("works/Winch", 1);

        HttpResponse<String> done =
                form("/w/-/rename/works/Winch", "title", "works/Old winch", "updateLinks", "on");

        String updated =
                "[the winch][w], [w], [its rating][r] and [elsewhere][e].\n\n"
                        + "[w]: Old%20winch.md 'Title'\n"
                        + "[r]: <Old winch.md#rating>\n"
                        + "[e]: https://example.org/Winch.md\n";
        assertEquals(updated, text("works/Log"));
        form("/w/-/move/works/Log", "below", "a/b", "updateLinks", "on");
        assertEquals(
                updated.replace(": Old", ": ../../works/Old").replace("<Old", "<../../works/Old"),
                text("a/b/Log"));
        form(undo(browse(location(done)).body()));
        assertTrue(text("a/b/Log").contains("[w]: ../../works/Winch.md"), text("a/b/Log"));
    }

    @Test
    void undoTakesBackNoNameThatWasGivenSince() throws Exception {
        write("Crane", "text\n");
        HttpResponse<String> done = form("/w/-/rename/Crane", "title", "Lift");
        String offer = undo(browse(location(done)).body());
        form("/w/-/rename/Lift", "title", "Hoist");

        String said = browse(location(form(offer))).body();

        assertTrue(said.contains("“Lift” has been given the name “Hoist” since"), said);
        assertEquals("text\n", text("Hoist"));
    }

    @Test
    void linksThatNobodyUpdatedLeadToThePageAndItSaysWhatItWasCalled() throws Exception {
        write("works/Crane", "text\n");
        write("Log", "[[works/Crane]] and [[Crane]] and [c](works/Crane.md)\n");

        form("/w/-/rename/works/Crane", "title", "plant/Lift");

        assertEquals("[[works/Crane]] and [[Crane]] and [c](works/Crane.md)\n", text("Log"));
        String log = browse("/w/Log").body();
        assertEquals(3, count(log, "class=\"link\" href=\"/w/plant/Lift\""), log);
        String old = location(browse("/w/works/Crane"));
        assertTrue(browse(old).body().contains("Renamed from works/Crane"));
    }

    @Test
    void whatIsBelowAPageMovesWithItAndKeepsItsRelativeLinks() throws Exception {
        write("a/b", "[x](b/x.md)\n");
        write("a/b/x", "[y](y.md), [c](../c.md), [top](/Top.md)\n");
        write("a/b/y", "[[a/b/x]]\n");
        write("a/c", "[x](b/x.md)\n");
        write("Top", "top\n");
        awaitLinks("a/b/x", 3);

        HttpResponse<String> done =
                form("/w/-/move/a/b", "below", "d", "branch", "on", "updateLinks", "on");

        assertEquals("[x](b/x.md)\n", text("d/b"));
        assertEquals("[y](y.md), [c](../../a/c.md), [top](/Top.md)\n", text("d/b/x"));
        assertEquals("[[d/b/x]]\n", text("d/b/y"));
        assertEquals("[x](../d/b/x.md)\n", text("a/c"));
        String read = browse(location(done)).body();
        assertTrue(read.contains("Moved 3 pages to d/b. Updated links on 3 pages."), read);

        form(undo(read));

        // A path that leads there from here, too, is left as it is.
        assertEquals("[y](y.md), [c](../../a/c.md), [top](/Top.md)\n", text("a/b/x"));
        assertEquals("[x](b/x.md)\n", text("a/c"));
    }

    @Test
    void aPageOfABranchWhoseTitleIsTakenStaysAndIsNamed() throws Exception {
        write("a/x", "one\n");
        write("a/y", "two\n");
        write("b/x", "three\n");

        HttpResponse<String> done = form("/w/-/move/a", "below", "", "branch", "on");
        assertEquals(303, done.statusCode());
        done = form("/w/-/rename/a/y", "title", "b/x");
        assertEquals(422, done.statusCode());
        assertTrue(done.body().contains("Merge into “b/x” instead"), done.body());

        write("a", "root\n");
        String said = browse(location(form("/w/-/rename/a", "title", "b", "branch", "on"))).body();

        assertTrue(said.contains("Moved 2 pages to b."), said);
        assertTrue(said.contains("“a/x” stays where it is: there is a page called “b/x”."), said);
        assertEquals("one\n", text("a/x"));
        assertEquals("two\n", text("b/y"));
    }

    @Test
    void aBranchWithoutAPageOfItsOwnIsRenamed() throws Exception {
        write("Works/Plan", "plan\n");
        write("Works/Yard/Bins", "[p](../Plan.md)\n");

        String tree = browse("/w/-/pages?by=tree").body();
        assertTrue(tree.contains("/w/-/rename/Works"), tree);
        HttpResponse<String> done = form("/w/-/rename/Works", "title", "Site", "updateLinks", "on");

        assertEquals(303, done.statusCode());
        assertTrue(browse(location(done)).body().contains("Moved 2 pages to Site."));
        assertEquals("[p](../Plan.md)\n", text("Site/Yard/Bins"));
        assertEquals(404, browse("/w/-/rename/Works/Nothing").statusCode());
    }

    /** As somebody whose computer stopped after the title was given and before links were. */
    @Test
    void linksThatWereLeftOverAreUpdatedLater() throws Exception {
        write("Old", "---\naliases: [Nick]\n---\ntext\n");
        write("Log", "[[Old]] and [[Nick]]\n");
        form("/w/-/rename/Old", "title", "New");
        awaitLinks("New", 1);
        String links = browse("/w/-/links/New").body();
        assertTrue(links.contains("Update 1 link"), links);

        form("/w/-/update-links/New");

        assertEquals("[[New]] and [[Nick]]\n", text("Log"));
        String again = browse(location(form("/w/-/update-links/New"))).body();
        assertTrue(again.contains("No link had to be updated."), again);
    }

    @Test
    void aTitleThatCannotStandInALinkLeavesTheLinksAsTheyAre() throws Exception {
        write("Notes", "text\n");
        write("Log", "[[Notes]] [n](Notes.md)\n");
        awaitLinks("Notes", 1);

        String said =
                browse(
                                location(
                                        form(
                                                "/w/-/rename/Notes",
                                                "title",
                                                "C# [old]",
                                                "updateLinks",
                                                "on")))
                        .body();

        assertTrue(said.contains("1 link keeps the former title"), said);
        assertEquals("[[Notes]] [n](C%23%20[old].md)\n", text("Log"));
        String log = browse("/w/Log").body();
        assertEquals(2, count(log, "class=\"link\" href=\"/w/C%23_%5Bold%5D\""), log);
    }

    @Test
    void theApiSaysHowManyPagesWereChanged() throws Exception {
        write("Notes", "text\n");
        write("Log", "[[Notes]]\n");
        awaitLinks("Notes", 1);

        String answer =
                alice.post(
                                TestNode.wiki("/pages/Notes/rename"),
                                "{\"title\": \"New\", \"updateLinks\": true}")
                        .body();

        assertTrue(answer.contains("\"pagesUpdated\":1"), answer);
        assertTrue(answer.contains("\"left\":[]"), answer);
        assertEquals("[[New]]\n", text("Log"));
    }

    @Test
    void twoPagesBecomeOneAndLinksToBothLeadThere() throws Exception {
        write("Berths", "winter\n");
        write("Moorings", "summer\n");
        write("Log", "[[Berths]] [[Moorings]]\n");
        assertEquals(422, form("/w/-/merge/Moorings", "into", "Nothing").statusCode());
        assertEquals(422, form("/w/-/merge/Moorings", "into", "moorings").statusCode());

        String said = browse(location(form("/w/-/merge/Moorings", "into", "berths"))).body();

        assertEquals("winter\n\n## Moorings\n\nsummer\n", text("Berths"));
        assertEquals(2, count(browse("/w/Log").body(), "href=\"/w/Berths\">"));
        assertTrue(browse("/w/-/deleted").body().contains("Moorings"));

        form(undo(said));

        assertEquals("winter\n", text("Berths"));
        assertEquals("summer\n", text("Moorings"));
    }

    @Test
    void whatStandsInTheMiddleOfASentenceIsNotTakenForAPageThatWasMergedBefore() throws Exception {
        write("Plan", "Nothing is left to do here.\n");
        write("Rest", "left to do\n");

        form("/w/-/merge/Rest", "into", "Plan");

        assertEquals("Nothing is left to do here.\n\n## Rest\n\nleft to do\n", text("Plan"));
    }

    @Test
    void aCopyAPinAndADeletionAreMadeAndTakenBack() throws Exception {
        write("Crane", "text\n");

        String copied = browse(location(form("/w/-/duplicate/Crane"))).body();
        assertEquals("text\n", text("Crane (copy)"));
        form("/w/-/duplicate/Crane");
        assertEquals("text\n", text("Crane (copy 2)"));
        form(undo(copied));
        assertEquals(410, browse("/w/Crane_(copy)").statusCode());
        assertEquals(404, form(undo(copied)).statusCode());

        String pinned = browse(location(form("/w/-/pin/Crane"))).body();
        assertTrue(pinned.contains("<h2>Pinned</h2>"), pinned);
        assertTrue(pinned.contains("Unpin"), pinned);
        String unpinned = browse(location(form("/w/-/pin/Crane", "off", "on"))).body();
        assertFalse(unpinned.contains("<h2>Pinned</h2>"), unpinned);
        assertTrue(browse(location(form(undo(unpinned)))).body().contains("<h2>Pinned</h2>"));

        String deleted = browse(location(form("/w/-/delete/Crane"))).body();
        assertTrue(deleted.contains("Deleted Crane."), deleted);
        String restored = browse(location(form(undo(deleted)))).body();
        assertTrue(restored.contains("Restored Crane."), restored);
        assertEquals("text\n", text("Crane"));
    }

    private void write(String title, String text) throws Exception {
        alice.put(TestNode.wiki("/pages/" + Percent.encode(title)), text);
    }

    private String text(String title) {
        return pages.find(TitleKey.of(title)).flatMap(pages::page).map(PageView::text).orElse("");
    }

    /** The index follows a little after a write. */
    private void awaitLinks(String title, int pagesThatLink) throws Exception {
        String path = "/pages/" + Percent.encode(title) + "/backlinks";
        long others = title.equals("Winch notes") ? pagesThatLink - 1 : pagesThatLink;
        alice.until(TestNode.wiki(path), json -> json.path("total").asInt() == others);
    }

    private static String undo(String html) {
        var found = Pattern.compile("action=\"(/w/-/undo/[^\"]+)\"").matcher(html);
        assertTrue(found.find(), html);
        return found.group(1);
    }

    private static int count(String html, String part) {
        return html.split(Pattern.quote(part), -1).length - 1;
    }
}
