package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WantedTest {

    @AutoClose private final SmallWiki wiki;

    WantedTest(@TempDir Path folder) throws IOException {
        wiki = new SmallWiki(folder);
    }

    @Test
    void theMostWantedTitleComesFirstAsAPageWritesIt() throws IOException {
        wiki.write("One", "[[Deck Plan]] and [[Anchor]]");
        wiki.write("Two", "[plan](Deck%20Plan.md), [[One]]");

        assertEquals(
                List.of(new Search.Wanted("Deck Plan", 2), new Search.Wanted("Anchor", 1)),
                wiki.wanted());
    }

    @Test
    void aTitleIsWantedUntilItsPageIsMadeAndAgainWhenItIsGone() throws IOException {
        wiki.write("One", "[[Deck plan]]");
        PageId plan = wiki.write("Deck plan", "");
        assertEquals(List.of(), wiki.wanted());

        wiki.remove(plan);
        assertEquals(List.of(new Search.Wanted("Deck plan", 1)), wiki.wanted());
    }

    @Test
    void attachmentsAndImpossibleTitlesAreNotWanted() throws IOException {
        wiki.write(
                "One",
                "![[plan.png]] ![](photo.jpg) [a](report.pdf) [["
                        + "x".repeat(256)
                        + "]] [b](x//y)");
        wiki.write("Two", "[[report.pdf]] [[Node.js]]");

        List<Search.Wanted> wanted =
                wiki.read(searcher ->
                        new LinkSurvey(SmallWiki.WIKI, searcher)
                                .survey("report.pdf"::equals)
                                .wanted());

        assertEquals(
                List.of("Node.js"),
                wanted.stream()
                        .map(Search.Wanted::title)
                        .filter(title -> !title.equals("x/y"))
                        .toList());
    }

    @Test
    void aSurveyIsKeptWhileNothingChanges() throws IOException {
        var surveys = new Surveys(SmallWiki.WIKI, name -> false);
        wiki.write("One", "[[A]] [[B]]");

        Survey first = wiki.read(surveys::newest);

        assertEquals(List.of("A", "B"), first.wanted().stream().map(Search.Wanted::title).toList());
        assertSame(first, wiki.read(surveys::newest));
    }

    @Test
    void anOrphanIsLinkedByNoOtherPage() throws IOException {
        PageId one = wiki.write("One", "[[Two]]");
        wiki.write("Two", "");
        PageId self = wiki.write("Self", "[[Self]]");
        assertEquals(List.of(one, self), wiki.orphans());

        wiki.write("Two", "[[One]] [[Self]]");
        assertEquals(List.of(), wiki.orphans());
    }
}
