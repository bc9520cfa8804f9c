package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headings as one types them: of all pages, and of one. */
class HeadingSearchTest {

    @AutoClose private final SmallWiki wiki;

    HeadingSearchTest(@TempDir Path folder) throws IOException {
        wiki = new SmallWiki(folder);
    }

    @Test
    void headingsOfAllPagesAreFoundByWordsTheLastOfWhichIsBegun() throws IOException {
        wiki.write("Plan", "## Order of work\n\n## Winch rating\n");
        wiki.write("Log", "# Work of Zürich\n\nwinch rating\n");

        assertEquals(List.of("Log#work-of-zürich", "Plan#order-of-work"), headings("wor"));
        assertEquals(List.of("Plan#winch-rating"), headings("rating win"));
        assertEquals(List.of("Log#work-of-zürich"), headings("zuri"));
        assertEquals(List.of(), headings("of ork"));
        assertEquals(List.of(), headings(" "));
        assertEquals(List.of(), headings("x ".repeat(10_000)));
    }

    @Test
    void headingsOfAPageComeInItsOrder() throws IOException {
        PageId plan = wiki.write("Plan", "## Work\n\n## Winch\n\n## Work\n");
        wiki.write("Log", "# Work\n");

        assertEquals(List.of("Plan#work", "Plan#winch", "Plan#work-1"), headings(plan, ""));
        assertEquals(List.of("Plan#work", "Plan#work-1"), headings(plan, "wo"));
    }

    @Test
    void aPageOfTenThousandHeadingsIsLookedAtNoFurtherThanIsPaidFor() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append("# Heading ").append(i).append("\n\n");
        }
        PageId page = wiki.write("Long", text.toString());

        assertEquals(List.of("Long#heading-1999"), headings(page, "1999"));
        assertEquals(List.of(), headings(page, "9999"));
        assertEquals(List.of(), headings("9999"));
    }

    private List<String> headings(String typed) throws IOException {
        return shown(
                wiki.read(searcher -> new HeadingSearch(SmallWiki.WIKI, searcher).of(typed, 10)));
    }

    private List<String> headings(PageId page, String typed) throws IOException {
        return shown(
                wiki.read(searcher ->
                        new HeadingSearch(SmallWiki.WIKI, searcher).of(page, typed, 10)));
    }

    private static List<String> shown(List<Search.PlacedSection> found) {
        return found.stream().map(each -> each.title() + "#" + each.section().slug()).toList();
    }
}
