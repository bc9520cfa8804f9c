package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {

    @AutoClose private final SmallWiki wiki;

    SearchTest(@TempDir Path folder) throws IOException {
        wiki = new SmallWiki(folder);
    }

    @Test
    void allWordsMustBeOnThePageInAnyOrder() throws IOException {
        wiki.write("Boats", "The red boat sails.");
        wiki.write("Cars", "The red car drives.");

        assertEquals(List.of("Boats"), wiki.titles("boat red"));
        assertEquals(2, wiki.search("red").total());
        assertEquals(List.of(), wiki.titles("boat car"));
    }

    @Test
    void wordsMayStandInDifferentPartsOfThePage() throws IOException {
        wiki.write("Harbour", "# Opening hours\n\nFrom nine to five.\n");

        assertEquals(List.of("Harbour"), wiki.titles("harbour hours nine"));
    }

    @Test
    void aPhraseMatchesItsWordsSideBySideOnly() throws IOException {
        wiki.write("Near", "a red boat sails");
        wiki.write("Far", "a boat that is red");

        assertEquals(List.of("Near"), wiki.titles("\"red boat\""));
        assertEquals(List.of("Near"), wiki.titles("“red boat”"));
        assertEquals(List.of("Near"), wiki.titles("\"red boat"));
    }

    @Test
    void aStarMatchesWordsThatBeginSo() throws IOException {
        wiki.write("Winches", "How to oil a winch.");
        wiki.write("Wind", "It blows.");

        assertEquals(List.of("Winches"), wiki.titles("winc*"));
        assertEquals(Set.of("Winches", "Wind"), Set.copyOf(wiki.titles("wi*")));
        assertEquals(List.of("Winches"), wiki.titles("wi* oi*"));
        assertTrue(wiki.snippet("oi*").contains("<mark>oil</mark>"), wiki.snippet("oi*"));
    }

    @Test
    void tagsAreFoundWithTheTagsBelowThem() throws IOException {
        wiki.write("Plan", "Do this #Project/Boat soon.");
        wiki.write("Log", "---\ntags: [journal]\n---\n\nproject without a tag\n");

        assertEquals(List.of("Plan"), wiki.titles("tag:project"));
        assertEquals(List.of("Plan"), wiki.titles("TAG:#project/boat"));
        assertEquals(List.of("Log"), wiki.titles("tag:jour*"));
        assertEquals(List.of(), wiki.titles("tag:proj"));
        assertEquals(List.of("Log"), wiki.titles("project -tag:project"));
    }

    @Test
    void titleLooksInTitlesOnly() throws IOException {
        wiki.write("Winch service", "Oil.");
        wiki.write("Tools", "The winch needs service.");

        assertEquals(List.of("Winch service"), wiki.titles("title:winch"));
        assertEquals(List.of("Winch service"), wiki.titles("title:\"winch service\""));
        assertEquals(List.of("Winch service"), wiki.titles("title:serv*"));
    }

    @Test
    void minusLeavesPagesOut() throws IOException {
        wiki.write("Boats", "red boat");
        wiki.write("Cars", "red car");

        assertEquals(List.of("Cars"), wiki.titles("red -boat"));
        assertEquals(List.of("Cars"), wiki.titles("-boat"));
        assertEquals(List.of("Cars"), wiki.titles("red -\"red boat\""));
        assertEquals(List.of("Cars"), wiki.titles("-title:boats"));
    }

    @Test
    void aHyphenInsideAWordExcludesNothing() throws IOException {
        wiki.write("Mail", "Send an e-mail now.");
        wiki.write("Other", "e and mail");

        assertEquals(List.of("Mail"), wiki.titles("e-mail").subList(0, 1));
        assertEquals(List.of("Mail"), wiki.titles("e-mail now"));
    }

    @Test
    void titleComesBeforeHeadingBeforeText() throws IOException {
        for (int i = 0; i < 20; i++) {
            wiki.write("Day " + i, "## What happened\n\nNothing that is worth a word.");
        }
        wiki.write("Text", "Here a winch is mentioned, and the winch again: winch, winch.");
        wiki.write("Heading", "## The winch\n\nOil it, and look after it every year.");
        wiki.write("Winch", "Oil it, and look after it every year, as long as it works.");

        assertEquals(List.of("Winch", "Heading", "Text"), wiki.titles("winch"));
    }

    @Test
    void caseAccentsAndWidthDoNotMatter() throws IOException {
        wiki.write("Café Zürich", "ＦＵＬＬ width");

        assertEquals(List.of("Café Zürich"), wiki.titles("cafe ZURICH full"));
    }

    @Test
    void aSnippetShowsWhatMatchedFarDownInTheText() throws IOException {
        wiki.write("Long", "Nothing to see here. ".repeat(200) + "Then comes the winch at last.");

        String snippet = wiki.snippet("winch");

        assertTrue(snippet.startsWith("…"), snippet);
        assertTrue(snippet.contains("comes the <mark>winch</mark> at last."), snippet);
        assertTrue(snippet.length() < 2 * Limits.SNIPPET_CHARS, snippet);
    }

    @Test
    void aSnippetPrefersThePlaceWhereAllWordsStand() throws IOException {
        String filler = "and so on and on ".repeat(40);
        wiki.write("Long", "red " + filler + "boat " + filler + "The red boat sails.");

        String snippet = wiki.snippet("red boat");

        assertTrue(snippet.contains("The <mark>red</mark> <mark>boat</mark> sails."), snippet);
    }

    @Test
    void aPageFoundByItsTitleShowsHowItBegins() throws IOException {
        wiki.write("Winch", "Oil it & look < after it.");

        assertEquals("Oil it &amp; look &lt; after it.", wiki.snippet("title:winch"));
    }

    @Test
    void aPageWithoutTextHasAnEmptySnippet() throws IOException {
        wiki.write("Winch", "");

        assertEquals("", wiki.snippet("winch"));
    }

    @Test
    void hostileTextLeavesNothingButMarksInASnippet() throws IOException {
        wiki.write(
                "Evil",
                """
                ```
                <script>alert("evil")</script> </mark><img src=x onerror='evil()'> &lt;b&gt; evil
                ```
                """);

        String snippet = wiki.snippet("evil");

        String withoutMarks = snippet.replace("<mark>evil</mark>", "");
        assertFalse(withoutMarks.matches("(?s).*[<>\"'].*"), snippet);
        assertTrue(snippet.contains("&lt;script&gt;"), snippet);
        assertTrue(snippet.contains("&amp;lt;b&amp;gt;"), snippet);
    }

    @Test
    void aSnippetNeverCutsACharacterInHalves() throws IOException {
        wiki.write("Emoji", "x" + "😀".repeat(2_000) + " winch " + "😀".repeat(2_000));

        String snippet = wiki.snippet("winch");

        assertEquals(
                0, snippet.codePoints().filter(c -> c >= 0xd800 && c <= 0xdfff).count(), snippet);
        assertTrue(snippet.contains("<mark>winch</mark>"), snippet);
    }

    @Test
    void whatWasChangedOrRemovedIsNotFoundByItsOldWords() throws IOException {
        PageId page = wiki.write("Boats", "red boat");
        wiki.write(page, "Boats", "blue boat");
        assertEquals(List.of(), wiki.titles("red"));
        assertEquals(List.of("Boats"), wiki.titles("blue"));

        wiki.remove(page);
        assertEquals(List.of(), wiki.titles("blue"));
    }

    @Test
    void ofTwoPagesWithOneTitleOneShowsWithLettersOfItsId() throws IOException {
        wiki.write("Minutes", "by Alice");
        PageId second = PageId.parse("abcd0000-0000-4000-8000-000000000000");
        wiki.write(second, "Minutes", "by Bob");

        assertEquals(List.of("Minutes"), wiki.titles("alice"));
        assertEquals(List.of("Minutes~abcd"), wiki.titles("bob"));
    }

    @Test
    void aPageWithAnEndlessWordIsIndexed() throws IOException {
        wiki.write("Endless", "ﷺ".repeat(100_000) + " end");
        wiki.write("Emphasis", "[".repeat(20_000) + "x".repeat(100_000) + " end");

        assertEquals(2, wiki.search("end").total());
    }

    @Test
    void tagsAreListedWithTheirPages() throws IOException {
        PageId plan = wiki.write("Plan", "#boat #work");
        PageId log = wiki.write("Log", "#Boat");

        List<Search.Tag> tags = wiki.read(searcher -> new TagList(searcher).all(0, 10));
        List<PageId> tagged = wiki.read(searcher -> new TagList(searcher).tagged("Boat", 0, 10));
        List<PageId> second = wiki.read(searcher -> new TagList(searcher).tagged("#boat", 1, 10));

        assertEquals(List.of(new Search.Tag("boat", 2), new Search.Tag("work", 1)), tags);
        assertEquals(List.of(log, plan), tagged);
        assertEquals(List.of(plan), second);
    }
}
