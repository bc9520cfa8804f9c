package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklinksTest {

    @AutoClose private final SmallWiki wiki;

    BacklinksTest(@TempDir Path folder) throws IOException {
        wiki = new SmallWiki(folder);
    }

    @Test
    void aBacklinkShowsTheSentenceAroundTheLink() throws IOException {
        PageId winch = wiki.write("Winch", "");
        PageId log =
                wiki.write(
                        "Log",
                        "# Today\n\nIt rained. Bob **oiled** the [[Winch|old winch]] & went. Then home.");

        Search.Backlinks backlinks = wiki.backlinks(winch);

        assertEquals(1, backlinks.total());
        assertEquals(
                List.of(
                        new Search.Backlink(
                                log, "Log", "Bob oiled the <mark>old winch</mark> &amp; went.")),
                backlinks.backlinks());
    }

    @Test
    void hostileTextAroundALinkIsEscaped() throws IOException {
        PageId winch = wiki.write("Winch", "");
        wiki.write("Evil", "A `<script>` and [[Winch|`<b>\"'&`]] here.");

        assertEquals(
                "A &lt;script&gt; and <mark>`&lt;b&gt;&quot;&#39;&amp;`</mark> here.",
                wiki.backlinks(winch).backlinks().getFirst().sentence());
    }

    @Test
    void aPageThatLinksTwiceIsOneBacklinkWithItsFirstSentence() throws IOException {
        PageId winch = wiki.write("Winch", "");
        wiki.write("Log", "See [the one](Winch.md) first. See [[winch]] second.");

        Search.Backlinks backlinks = wiki.backlinks(winch);

        assertEquals(1, backlinks.total());
        assertEquals(
                "See <mark>the one</mark> first.", backlinks.backlinks().getFirst().sentence());
    }

    @Test
    void equalSentencesAreToldApart() throws IOException {
        PageId winch = wiki.write("Winch", "");
        PageId oil = wiki.write("Oil", "");
        wiki.write("Log", "Winch.\n\n[[Winch]].\n\n[[Oil]], [[Winch]].\n");

        assertEquals("<mark>Winch</mark>.", sentence(winch));
        assertEquals("<mark>Oil</mark>, Winch.", sentence(oil));
    }

    @Test
    void aPageIsNotItsOwnBacklink() throws IOException {
        PageId winch = wiki.write("Winch", "This is [[Winch]].");

        assertEquals(0, wiki.backlinks(winch).total());
    }

    @Test
    void theNewestPagesComeFirstAndMayBeAskedForInParts() throws IOException {
        PageId hub = wiki.write("Hub", "");
        for (int i = 1; i <= 30; i++) {
            wiki.write("Page " + i, "To the [[hub]] from " + i + ".");
        }

        Search.Backlinks part =
                wiki.read(searcher -> new LinkSearch(SmallWiki.WIKI, searcher).of(hub, 10, 2));

        assertEquals(30, part.total());
        assertEquals(
                List.of("Page 20", "Page 19"),
                part.backlinks().stream().map(Search.Backlink::title).toList());
    }

    @Test
    void relativeLinksCountFromTheFolderOfTheirPage() throws IOException {
        PageId near = wiki.write("Boat/Winch", "");
        PageId top = wiki.write("Winch", "");
        wiki.write("Boat/Log", "See [winch](Winch.md).");
        wiki.write("Other/Log", "See [winch](../Winch.md).");

        assertEquals(List.of("Boat/Log"), linking(near));
        assertEquals(List.of("Other/Log"), linking(top));
    }

    @Test
    void aLinkFollowsItsPageToANewTitleByAlias() throws IOException {
        PageId page = wiki.write("Winch", "");
        wiki.write("Log", "The [[Winch]].");
        wiki.write(page, "Capstan", "", "Winch");
        assertEquals(List.of("Log"), linking(page));

        PageId other = PageId.parse("abcd0000-0000-4000-8000-000000000000");
        wiki.write(other, "Winch", "a new page of the old title");
        assertEquals(List.of("Log"), linking(other));
        assertEquals(List.of(), linking(page));
    }

    @Test
    void aLinkToTheLastSegmentCountsWhileOnlyOneTitleEndsSo() throws IOException {
        PageId first = wiki.write("Boat/Engine", "");
        wiki.write("Log", "The [[Engine]] again.");
        assertEquals(List.of("Log"), linking(first));

        PageId second = wiki.write("Car/Engine", "");
        assertEquals(List.of(), linking(first));
        assertEquals(List.of(), linking(second));

        wiki.remove(second);
        assertEquals(List.of("Log"), linking(first));
    }

    @Test
    void ofTwoPagesWithOneTitleEachHasItsOwnLinks() throws IOException {
        PageId first = wiki.write("Minutes", "");
        PageId second = PageId.parse("abcd0000-0000-4000-8000-000000000000");
        wiki.write(second, "Minutes", "");
        wiki.write("To first", "[[Minutes]]");
        wiki.write("To second", "[[Minutes~abcd]]");

        assertEquals(List.of("To first"), linking(first));
        assertEquals(List.of("To second"), linking(second));
    }

    @Test
    void whatStandsInCodeIsNoLink() throws IOException {
        PageId winch = wiki.write("Winch", "");
        wiki.write("Log", "`[[Winch]]` and\n\n    [[Winch]]\n");

        assertEquals(0, wiki.backlinks(winch).total());
    }

    @Test
    void linksOfARemovedPageAreGone() throws IOException {
        PageId winch = wiki.write("Winch", "");
        PageId log = wiki.write("Log", "The [[Winch]].");
        wiki.remove(log);

        assertEquals(0, wiki.backlinks(winch).total());
    }

    @Test
    void anUnknownPageHasNoBacklinks() throws IOException {
        assertEquals(
                0, wiki.backlinks(PageId.parse("abcd0000-0000-4000-8000-000000000000")).total());
    }

    @Test
    void aTitleThatNobodyMadeHasTheLinksThatWantIt() throws IOException {
        wiki.write("Log", "The [[Night crew]] comes at ten.");
        wiki.write("Rota", "Ask the [night crew](Night%20crew.md), and the [[Day crew]].");
        wiki.write("Other", "A [[Works/Night crew]] is another page.");

        Search.Backlinks links = wiki.linksTo("night_crew");

        assertEquals(
                List.of("Rota", "Log"),
                links.backlinks().stream().map(Search.Backlink::title).toList());
        assertEquals(
                "The <mark>Night crew</mark> comes at ten.", links.backlinks().get(1).sentence());
        assertEquals(2, links.total());

        wiki.write("Night crew", "");

        assertEquals(0, wiki.linksTo("night_crew").total());
    }

    private List<String> linking(PageId page) throws IOException {
        return wiki.backlinks(page).backlinks().stream().map(Search.Backlink::title).toList();
    }

    private String sentence(PageId page) throws IOException {
        return wiki.backlinks(page).backlinks().getFirst().sentence();
    }
}
