package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts that a hostile page may hold, 100,000 repetitions each. What takes time in proportion to
 * its length is done in far less than a second; what takes quadratic time would run for minutes,
 * and what recurses would overflow the stack. The limit is only there to notice the minutes.
 */
@Tag("long")
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PathologicalMarkdownTest {

    private static final int REPETITIONS = 100_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$a ",
                "$$a ",
                "$a\\",
                "$$\n",
                "%%a ",
                "%%\n",
                " %%",
                "[[", // Each could look for its end in all the rest.
                "![[",
                "[[a",
                "[[a]]", // Each has a sentence to be cut from one paragraph.
                "[[a]] ",
                "\\[[",
                "[",
                "![",
                "]",
                "[a](", // Nested openers of inline links.
                "[[a](b.md)",
                "*a_ ", // Delimiters that never close.
                "**x [[",
                "~~",
                "==a ",
                "==a== ",
                "`[[a]] ",
                "> ", // Block quotes nest.
                "> [!NOTE] ", // Alerts nest too.
                "- ",
                "- [ ] ",
                "1. ",
                "[^a]", // Footnotes, with and without definitions.
                "[^a]: ",
                "[^a] [^a]: x\n\n",
                "#a ",
                "#a/",
                "##",
                "# a\n", // The same slug again and again.
                "|",
                "| a ",
                "a|b\n-|-\n",
                "<",
                "<a ",
                "<!--",
                "&",
                "&#",
                "\\",
                "<https://",
                "http://a.b",
                "www.",
                "@a.b ",
                "a@",
                "---\n",
                "\n\n",
                "\t",
                "![a](b.png)",
                "\uFDD0\uFDD1\uFDD2",
                "\uD83D",
                "(",
                "\"'"
            })
    void aRepeatedPieceIsReadAndShown(String piece) {
        check(piece.repeat(REPETITIONS));
    }

    @Test
    void manyQuotesDeepIsShownWithoutOverflow() {
        check((">".repeat(1_000) + "\n").repeat(100));
    }

    @Test
    void closedNestingIsShownWithoutOverflow() {
        int depth = 50_000;
        check("[".repeat(depth) + "a" + "](b)".repeat(depth));
        check("*a **b ".repeat(depth) + "c** d* ".repeat(depth));
        check("[[".repeat(depth) + "a" + "]]".repeat(depth));
    }

    @Test
    void aTableOfMoreCellsThanTheLimitIsShownAsText() {
        String text = "|a".repeat(2_000) + "\n" + "|-".repeat(2_000) + "\n" + "|b\n".repeat(50_000);
        assertTrue(check(text).tooLarge());
    }

    @Test
    void manyBarsBeforeLinksInATableAreRead() {
        check("|a|\n|-|\n|" + "\\|[[a]]".repeat(REPETITIONS) + "|\n");
    }

    @Test
    void frontMatterThatNeverEndsIsRead() {
        check("---\n" + "a: [\n".repeat(REPETITIONS));
        check("---\na: " + "[',".repeat(15_000) + "]\n---\n");
    }

    @Test
    void fiveMegabytesAreShownAsTextWithANotice() {
        Rendered rendered = check("[[a]] <b>\n".repeat(500_000));
        assertTrue(rendered.tooLarge());
        assertTrue(rendered.unsanitisedHtml().startsWith("<p class=\"notice\">"));
        assertFalse(rendered.unsanitisedHtml().contains("<b>"));
    }

    @Test
    void aLongHonestPageIsFormatted() {
        String text = "Some *text* with a [[link]] in it.\n\n".repeat(27_000);
        assertTrue(text.length() > 900_000);
        assertFalse(check(text).tooLarge());
        assertEquals(27_000, PageAnalysis.of(text).links().size());
    }

    private static Rendered check(String text) {
        PageAnalysis.of(text);
        return new Vault().add("Page", "").renderText(text);
    }
}
