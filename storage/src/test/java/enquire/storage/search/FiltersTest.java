package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who, when and where, beside words: as words of the query and as parts of a form. */
class FiltersTest {

    /** In Berlin it is the first of November then, for half an hour already. */
    private static final Instant NOVEMBER = Instant.parse("2026-10-31T23:30:00Z");

    private static final Instant OCTOBER = Instant.parse("2026-10-31T22:30:00Z");

    @AutoClose private final SmallWiki wiki;

    FiltersTest(@TempDir Path folder) throws IOException {
        wiki = new SmallWiki(folder);
        wiki.write("Winch", "Oil it. #works", OCTOBER, Set.of(SmallWiki.ALICE));
        wiki.write("Tools", "The winch.", NOVEMBER, Set.of(SmallWiki.ALICE, SmallWiki.BOB));
    }

    @Test
    void byFindsWhatSomebodyEditedAlsoAmongOthers() throws IOException {
        assertEquals(List.of("Tools"), wiki.titles("winch by:Bob"));
        assertEquals(List.of("Winch", "Tools"), wiki.titles("winch by:Alice"));
        assertEquals(List.of("Winch"), wiki.titles("winch -by:Bob"));
        assertEquals(List.of(), wiki.titles("winch by:Carol"));
        assertEquals(List.of("Tools"), wiki.titles("", filter(false, "", "Bob", "")));
    }

    @Test
    void afterFindsWhatChangedOnThatDayOrLater() throws IOException {
        assertEquals(List.of("Tools"), wiki.titles("winch after:2026-11-01"));
        assertEquals(List.of("Winch", "Tools"), wiki.titles("winch after:2026-10-31"));
        assertEquals(List.of("Winch"), wiki.titles("-after:2026-11-01"));
        assertEquals(List.of("Tools"), wiki.titles("winch", filter(false, "", "", "2026-11-01")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"after:yesterday", "after:2026-13-01", "after:999999999-01-01"})
    void whatIsNoDayIsLookedForAsWords(String query) throws IOException {
        assertEquals(List.of(), wiki.titles(query));

        wiki.write("Days", query);
        assertEquals(List.of("Days"), wiki.titles(query));
    }

    @Test
    void wordsCanBeLookedForInTitlesAlone() throws IOException {
        assertEquals(List.of("Winch"), wiki.titles("winch", filter(true, "", "", "")));
        assertEquals(List.of("Winch"), wiki.titles("winc*", filter(true, "", "", "")));
    }

    @Test
    void filtersNarrowEachOther() throws IOException {
        assertEquals(List.of("Winch"), wiki.titles("winch", filter(false, "#Works", "Alice", "")));
        assertEquals(List.of(), wiki.titles("winch", filter(false, "works", "Bob", "")));
    }

    @Test
    void withoutAWordTheNewestComesFirst() throws IOException {
        assertEquals(List.of("Tools", "Winch"), wiki.titles("by:Alice"));
        assertEquals(2, wiki.search("by:Alice").total());
    }

    @Test
    void whatMatchedIsMarkedInTheTitle() throws IOException {
        wiki.write("A <b>winch</b> & more", "");
        Search.Hit hit = wiki.search("winch more").hits().getFirst();

        assertEquals(
                "A &lt;b&gt;<mark>winch</mark>&lt;/b&gt; &amp; <mark>more</mark>",
                hit.markedTitle());
    }

    @Test
    void aHitNamesTheSectionThatItsSnippetIsFrom() throws IOException {
        String filler = "Nothing here. ".repeat(40);
        wiki.write(
                "Plan",
                "Order of work\n\n## Order of work\n\n"
                        + filler
                        + "\n\n## `Rating` & *load*\n\n"
                        + filler
                        + "Ask the surveyor.\n\n## Rating & load\n\nA crane.");

        assertEquals(
                Optional.of(new Search.Section("Rating & load", "rating--load")),
                wiki.search("surveyor").hits().getFirst().section());
        assertEquals(
                Optional.of(new Search.Section("Rating & load", "rating--load-1")),
                wiki.search("crane").hits().getFirst().section());
        assertEquals(Optional.empty(), wiki.search("title:plan").hits().getFirst().section());
    }

    private static SearchFilter filter(boolean titles, String tag, String author, String after) {
        return new SearchFilter(titles, tag, author, SearchFilter.day(after));
    }
}
