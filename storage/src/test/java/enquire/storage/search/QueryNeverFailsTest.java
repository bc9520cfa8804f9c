package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed is a query. */
class QueryNeverFailsTest {

    private static final long SEED = 20261122;
    private static final int QUERIES = 10_000;

    /** Looking for what was meant takes longer. */
    private static final int FILTERED_EACH = 20;

    private static final SearchFilter ALL_FILTERS =
            new SearchFilter(true, "tag", "Alice", SearchFilter.day("1970-01-01"));

    /** What has a meaning to us or to Lucene's own query language, and characters of every kind. */
    private static final List<String> PIECES =
            List.of(
                    "\"",
                    "“",
                    "*",
                    "-",
                    "--",
                    "+",
                    ":",
                    "tag:",
                    "title:",
                    "TAG:",
                    "text:",
                    "#",
                    "by:",
                    "BY:Alice",
                    "after:",
                    "after:2026-11-01",
                    "after:9999999999-01-01",
                    "after:-1",
                    "by:\"",
                    "by:*",
                    "?",
                    "~",
                    "~2",
                    "^3",
                    "(",
                    ")",
                    "[",
                    "]",
                    "{",
                    "}",
                    "\\",
                    "/",
                    "/.*/",
                    "&&",
                    "||",
                    "!",
                    "AND",
                    "OR",
                    "NOT",
                    "TO",
                    " ",
                    "\t",
                    "\n",
                    "\u3000",
                    "\u00a0",
                    "\0",
                    "\u0007",
                    "\ud83d",
                    "\ude00",
                    "😀",
                    "é",
                    "e\u0301",
                    "ﷺ",
                    "北京",
                    "猫",
                    "コ",
                    "서울",
                    "ไทย",
                    "\u200b",
                    "\u202e",
                    "\ufeff",
                    "\uffff",
                    "boat",
                    "b",
                    "boa*",
                    "1",
                    "-1",
                    "<b>",
                    "&amp;",
                    "'",
                    "%",
                    "_",
                    ".",
                    "…");

    @AutoClose private final SmallWiki wiki;

    QueryNeverFailsTest(@TempDir Path folder) throws IOException {
        wiki = new SmallWiki(folder);
        wiki.write("Boats", "The red boat sails. 我是北京大学生。 #tag/one 😀");
        wiki.write("Cars", "# Heading\n\nThe red car drives to [[Boats]].");
    }

    @Test
    void randomQueriesAreAnswered() throws IOException {
        var random = new Random(SEED);
        for (int i = 0; i < QUERIES; i++) {
            var query = new StringBuilder();
            for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
                query.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            assertAnswered(query.toString());
            if (i % FILTERED_EACH == 0) {
                assertFilteredAndSpelled(query.toString());
            }
        }
    }

    @Test
    void randomTypingIsCompleted() throws IOException {
        var random = new Random(SEED);
        for (int i = 0; i < QUERIES / 20; i++) {
            var typed = new StringBuilder();
            for (int pieces = random.nextInt(12); pieces > 0; pieces--) {
                typed.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            assertCompleted(typed.toString());
        }
    }

    @Test
    void randomCharactersAreAnswered() throws IOException {
        var random = new Random(SEED);
        for (int i = 0; i < QUERIES / 10; i++) {
            char[] query = new char[random.nextInt(40)];
            for (int j = 0; j < query.length; j++) {
                query[j] = (char) random.nextInt(Character.MAX_VALUE + 1);
            }
            assertAnswered(new String(query));
        }
    }

    @Test
    void hugeQueriesAreCutAndAnswered() throws IOException {
        assertAnswered("a ".repeat(1_000_000));
        assertAnswered("\"".repeat(100_000));
        assertAnswered("-".repeat(100_000));
        assertAnswered("tag:".repeat(100_000));
        assertAnswered("by:".repeat(100_000));
        assertAnswered("after:".repeat(100_000));
        assertFilteredAndSpelled("a ".repeat(1_000_000));
        assertFilteredAndSpelled("boet".repeat(100_000));
        assertAnswered("北".repeat(100_000));
        assertAnswered("ﷺ".repeat(100_000) + "*");
        assertAnswered("a* ".repeat(10_000));
        assertCompleted("a ".repeat(1_000_000));
        assertCompleted("ﷺ".repeat(100_000));
    }

    @Test
    void whatIsBeyondTheBoundsIsNotLookedFor() {
        assertEquals(
                Limits.CLAUSES_MAX, QueryReader.read("a ".repeat(Limits.CLAUSES_MAX + 1)).size());
        assertEquals(
                Limits.QUERY_CHARS_MAX,
                QueryReader.read("a".repeat(Limits.QUERY_CHARS_MAX + 1))
                        .getFirst()
                        .text()
                        .length());
        assertEquals(Limits.TERMS_MAX, Words.of("北".repeat(Limits.TERMS_MAX + 2)).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "-", "\"", "\"\"", "-\"\"", "...", "tag:#", "title:!"})
    void aQueryWithoutAWordFindsNothing(String query) throws IOException {
        assertEquals(0, wiki.search(query).total());
    }

    @ParameterizedTest
    @ValueSource(strings = {"red ...", "red *", "red \"\"", "-... red", "red &&", "(red)", "red~2"})
    void whatHasNoMeaningIsLeftOut(String query) throws IOException {
        assertTrue(wiki.search(query).total() <= 2);
        assertNotNull(wiki.titles(query));
    }

    private void assertAnswered(String query) throws IOException {
        try {
            assertTrue(wiki.search(query).total() <= 2);
        } catch (RuntimeException | IOException e) {
            throw new AssertionError("seed %d, query: %s".formatted(SEED, query), e);
        }
    }

    private void assertFilteredAndSpelled(String query) throws IOException {
        try {
            assertTrue(wiki.search(query, ALL_FILTERS).total() <= 2);
            wiki.meant(query).ifPresent(QueryReader::read);
        } catch (RuntimeException | IOException e) {
            throw new AssertionError("seed %d, query: %s".formatted(SEED, query), e);
        }
    }

    private void assertCompleted(String typed) throws IOException {
        try {
            assertTrue(wiki.completions(typed).size() <= 2);
        } catch (RuntimeException | IOException e) {
            throw new AssertionError("seed %d, typed: %s".formatted(SEED, typed), e);
        }
    }
}
