package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {

    private static final int CHARS = 40;

    private final Vault vault = new Vault().add("Tides", "High").add("Page", "");

    @Test
    void aShortPageIsWholeWithoutItsFrontMatter() {
        assertEquals("<p>High at <em>noon</em></p>\n", excerpt("---\na: b\n---\nHigh at *noon*"));
    }

    @Test
    void itEndsWithinALongBlock() {
        assertEquals(
                "<p>%s…</p>\n".formatted("a".repeat(36)), excerpt("a".repeat(5_000) + "\n\nmore"));
        assertFalse(excerpt("😀".repeat(100)).contains("?"));
    }

    @Test
    void aSectionBeginsAtItsHeading() {
        String text = "before\n\n## High water\n\nnoon\n\n## Low\n\nnight";
        String html = excerpt(text, "high-water");
        assertTrue(html.contains("High water") && html.contains("noon"), html);
        assertFalse(
                html.contains("before") || html.contains("night") || html.contains("id="), html);
        assertTrue(excerpt(text, "gone").contains("before"));
    }

    @Test
    void pagesAreNotShownInsideAndTasksHaveNoNumber() {
        String html = excerpt("![[Tides]]\n\n- [ ] grease");
        assertFalse(html.contains("transclusion") || html.contains("data-task"), html);
        assertTrue(html.contains("href=\"/w/Tides\""), html);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| a |\n",
                "- x\n",
                "> ",
                "# h\n",
                "![x](y.png) ",
                "[[Tides]] ",
                "<b>x</b>\n"
            })
    void howeverLongThePageIsTheExcerptIsShort(String piece) {
        String head = piece.startsWith("|") ? "| a |\n| - |\n" : "";
        String html = excerpt(head + piece.repeat(3_000));
        assertTrue(html.length() < 40 * CHARS, () -> piece + " makes " + html.length());
    }

    private String excerpt(String text) {
        return Markdown.excerpt(text, Optional.empty(), vault.linksFrom("Page"), CHARS);
    }

    private String excerpt(String text, String section) {
        return Markdown.excerpt(text, Optional.of(section), vault.linksFrom("Page"), CHARS);
    }
}
