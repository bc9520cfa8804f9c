package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.sync.node.Wiki;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import enquire.web.wiki.LinkWorks;
import enquire.web.wiki.PageSplit;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Making pages of a page's sections: nothing before it was shown, and never without a word. */
class SplittingTest extends BrowsedNode {

    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([^\"]+)\"");
    private static final Pattern UNDO = Pattern.compile("action=\"(/w/-/undo/[^\"]+)\"");

    private Wiki wiki;
    private Repository pages;

    @BeforeEach
    void wiki() throws Exception {
        makeWiki();
        wiki = alice.node().wikis().getFirst();
        pages = wiki.repository();
    }

    @Test
    void sectionsBecomePagesAsWasShownLinksFollowAndUndoPutsEverythingBack() throws Exception {
        String text = "Intro.\n\n## Hoist\n\nOil.\n\n### Chain\n\nSlack.\n\n## Gate\n\nShut.\n";
        write("Manual", text);
        write("Log", "[[Manual#Chain]], [[Manual#Gate|gate]] and [m](Manual.md#hoist).\n");
        write("Manual/Gate", "Another one.\n");
        awaitLinks("Manual", 1);

        String shown = browse("/w/-/split/Manual").body();
        HttpResponse<String> done = split("Manual", "level", "2");
        String read = browse(location(done)).body();

        assertTrue(shown.contains("2 pages that this makes"), shown);
        assertTrue(shown.contains("Manual/Gate (2)"), shown);
        assertEquals("Oil.\n\n### Chain\n\nSlack.\n", text("Manual/Hoist"));
        assertEquals("Shut.\n", text("Manual/Gate (2)"));
        assertEquals("Another one.\n", text("Manual/Gate"));
        assertEquals(
                "Intro.\n\n## [[Manual/Hoist|Hoist]]\n\n## [[Manual/Gate (2)|Gate]]\n",
                text("Manual"));
        assertEquals(
                "[[Manual/Hoist#Chain]], [[Manual/Gate (2)|gate]] and [m](Manual/Hoist.md).\n",
                text("Log"));
        assertTrue(read.contains("2 sections are pages of their own now."), read);
        assertTrue(read.contains("Updated links on 1 page."), read);

        write("Manual/Hoist", "Oil.\n\n### Chain\n\nSlack, since Monday.\n");
        String undone = browse(location(form(first(UNDO, read)))).body();

        assertTrue(undone.contains("This page is whole again."), undone);
        assertTrue(undone.contains("“Manual/Hoist” was edited or deleted since"), undone);
        assertEquals(text, text("Manual"));
        assertTrue(text("Log").startsWith("[[Manual#Chain]], [[Manual#Gate|gate]]"));
        assertEquals("Oil.\n\n### Chain\n\nSlack, since Monday.\n", text("Manual/Hoist"));
        assertEquals(410, browse("/w/Manual/Gate_(2)").statusCode());
    }

    @Test
    void whoWasInterruptedDoesItAgainAndNothingIsMadeTwice() throws Exception {
        String text = "# A\n\n[[#B]]\n\n# B\n\nb\n";
        write("Manual", text);
        split("Manual", "level", "1");
        // As if the node had been killed before the page was shortened.
        write("Manual", text);

        String shown = browse("/w/-/split/Manual").body();
        split("Manual", "level", "1");

        assertTrue(shown.contains("is there already, with this text"), shown);
        assertEquals("# [[Manual/A|A]]\n\n# [[Manual/B|B]]\n", text("Manual"));
        assertEquals("[[Manual/B]]\n", text("Manual/A"));
        assertEquals(3, pages.pageCount());
    }

    @Test
    void whatOthersWriteMeanwhileStays() throws Exception {
        write("Manual", "# A\n\none two\n\n# B\n\nb\n");
        PageView read = page("Manual");
        PageSplit.Plan plan = PageSplit.plan(wiki, read, Optional.empty());
        write("Manual", "First.\n\n# A\n\none MEANWHILE two\n\n# B\n\nb\n");

        try (var works = new LinkWorks()) {
            PageSplit.split(works, wiki, read, plan);
        }

        assertTrue(text("Manual").startsWith("First.\n\n# [[Manual/A|A]]"), text("Manual"));
        assertTrue(text("Manual").contains("MEANWHILE"), text("Manual"));
        assertEquals("one two\n", text("Manual/A"));
    }

    @Test
    void aPageThatChangedSinceItWasShownIsShownAgain() throws Exception {
        write("Manual", "# A\n\na\n");
        String version = first(VERSION, browse("/w/-/split/Manual").body());
        write("Manual", "# A\n\na\n\n# B\n\nb\n");

        HttpResponse<String> answer = form("/w/-/split/Manual", "version", version, "level", "1");

        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("This page was edited meanwhile."), answer.body());
        assertTrue(answer.body().contains("Manual/B"), answer.body());
        assertEquals(1, pages.pageCount());
    }

    /** Typing that becomes a change after a pause makes another version of the same text, too. */
    @Test
    void aPageThatSaysWhatWasShownIsSplitWhateverItsVersion() throws Exception {
        write("Manual", "# A\n\na\n");
        String version = first(VERSION, browse("/w/-/split/Manual").body());
        write("Manual", "# A\n\na\n\n# B\n\nb\n");
        write("Manual", "# A\n\na\n");

        location(form("/w/-/split/Manual", "version", version, "level", "1"));

        assertEquals("# [[Manual/A|A]]\n", text("Manual"));
        assertEquals("a\n", text("Manual/A"));
    }

    /** The page is read first: what it does not say any more was said elsewhere before. */
    @Test
    void atEveryMomentEachWordIsOnSomePage() throws Exception {
        var text = new StringBuilder();
        var titles = new ArrayList<TitleKey>();
        for (int i = 0; i < 40; i++) {
            text.append("# S").append(i).append("\n\nw").append(i).append("w\n\n");
            titles.add(TitleKey.of("Manual/S" + i));
        }
        write("Manual", text.toString());
        PageView read = page("Manual");
        PageSplit.Plan plan = PageSplit.plan(wiki, read, Optional.empty());
        try (var works = new LinkWorks()) {
            var splitting =
                    CompletableFuture.supplyAsync(() -> PageSplit.split(works, wiki, read, plan));
            boolean last;
            do {
                last = splitting.isDone();
                var said = new StringBuilder(text("Manual"));
                for (TitleKey title : titles) {
                    pages.find(title)
                            .flatMap(pages::page)
                            .ifPresent(page -> said.append(page.text()));
                }
                for (int i = 0; i < 40; i++) {
                    assertTrue(said.indexOf("w" + i + "w") >= 0, said.toString());
                }
            } while (!last);
            splitting.join().undo(works, wiki);
        }
        assertEquals(text.toString(), text("Manual"));
    }

    @Test
    void tooManySectionsTooLongATitleAndNoHeadingEachSaySo() throws Exception {
        write("Berths", "## Berth\n\nboat\n\n".repeat(10_000));
        String longest = "x".repeat(Title.LENGTH_MAX);
        write(longest, "# A\n\na\n");
        write("Plain", "No heading.\n\n# Empty\n");

        String berths = browse("/w/-/split/Berths").body();
        HttpResponse<String> noRoom = browse("/w/-/split/" + longest);
        String plain = browse("/w/-/split/Plain").body();

        assertTrue(berths.contains("500 pages that this makes"), berths);
        assertTrue(berths.contains("Berths/Berth (500)"), berths);
        assertTrue(berths.contains("9,500 more sections stay as they are."), berths);
        assertEquals(422, noRoom.statusCode());
        assertTrue(noRoom.body().contains("Beside it there is room."), noRoom.body());
        assertTrue(plain.contains("no heading with text below it"), plain);
        assertFalse(plain.contains("name=\"version\""), plain);
        split(longest, "level", "1", "place", "beside", "leave", "text");
        assertEquals("a\n", text("A"));
        assertEquals("# A\n\n![[A]]\n", text(longest));
        assertTrue(browse("/w/" + longest).body().contains("<p>a</p>"));
    }

    private HttpResponse<String> split(String title, String... fields) throws Exception {
        String path = "/w/-/split/" + Percent.encode(title);
        var all = new ArrayList<>(List.of("version", first(VERSION, browse(path).body())));
        all.addAll(List.of(fields));
        return form(path, all.toArray(String[]::new));
    }

    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertTrue(found.find(), text);
        return found.group(1);
    }

    private void write(String title, String text) throws Exception {
        alice.put(TestNode.wiki("/pages/" + Percent.encode(title)), text);
    }

    private String text(String title) {
        return page(title).text();
    }

    private PageView page(String title) {
        return pages.find(TitleKey.of(title)).flatMap(pages::page).orElseThrow();
    }

    private void awaitLinks(String title, int total) throws Exception {
        alice.until(
                TestNode.wiki("/pages/" + Percent.encode(title) + "/backlinks"),
                json -> json.path("total").asInt() == total);
    }
}
