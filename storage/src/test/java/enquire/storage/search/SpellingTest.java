package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody meant who misspelt a word. */
class SpellingTest {

    @AutoClose private final SmallWiki wiki;

    SpellingTest(@TempDir Path folder) throws IOException {
        wiki = new SmallWiki(folder);
        wiki.write("Maintenance", "The red winch, and the Café of Zürich. #works");
        wiki.write("Other", "The blue winch. 東京都の写真");
    }

    @Test
    void aWordThatNoPageHasIsReplacedByOneThatResemblesIt() throws IOException {
        assertEquals(Optional.of("winch"), wiki.meant("winsh"));
        assertEquals(Optional.of("red winch"), wiki.meant("red wihcn"));
        assertEquals(Optional.of("maintenance"), wiki.meant("mantenance"));
        assertEquals(Optional.of("zurich"), wiki.meant("Zuerich"));
    }

    @Test
    void theRestOfTheQueryStaysWhatItIs() throws IOException {
        assertEquals(
                Optional.of("\"red winch\" tag:works by:Bob -\"blue wnch\" after:2026-11-01"),
                wiki.meant("\"red wnch\" tag:works by:Bob -\"blue wnch\" after:2026-11-01"));
        assertEquals(Optional.of("title:maintenance"), wiki.meant("title:maintenanze"));
    }

    @Test
    void wordsThatPagesHaveAndWordsLikeNoneStayAsTheyAre() throws IOException {
        assertEquals(Optional.empty(), wiki.meant("red winch"));
        assertEquals(Optional.empty(), wiki.meant("submarine"));
        assertEquals(Optional.empty(), wiki.meant("京都大学"));
        assertEquals(Optional.empty(), wiki.meant("w".repeat(Limits.QUERY_CHARS_MAX)));
        assertEquals(Optional.empty(), wiki.meant("title:winsh"));
    }

    @Test
    void onlySoManyWordsAreLookedAt() throws IOException {
        String query = "winsh ".repeat(Limits.SPELLED_WORDS_MAX + 1).strip();

        assertEquals(
                Optional.of("winch ".repeat(Limits.SPELLED_WORDS_MAX) + "winsh"),
                wiki.meant(query));
    }
}
