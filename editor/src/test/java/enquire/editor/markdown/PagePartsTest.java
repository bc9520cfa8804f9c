package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PagePartsTest {

    private static List<String> sections(String text) {
        return PageParts.of(text).sections().stream()
                .map(part ->
                        part.heading().level()
                                + " "
                                + part.heading().text()
                                + ": "
                                + text.substring(part.textStart(), part.range().end()))
                .toList();
    }

    @Test
    void aSectionGoesToTheNextHeadingOfItsLevelOrAbove() {
        var text = "Before.\n# A\na\n## B\nb\n### C\nc\n## D\nd\n# E";

        assertEquals(
                List.of(
                        "1 A: a\n## B\nb\n### C\nc\n## D\nd\n",
                        "2 B: b\n### C\nc\n",
                        "3 C: c\n",
                        "2 D: d\n",
                        "1 E: "),
                sections(text));
    }

    @Test
    void underlinedAndIndentedHeadingsBeginSectionsButNotThoseInCodeQuotesAndLists() {
        var text =
                "---\ntags: [a]\n---\nA\nlong\n=====\na\n```\n# code\n```\n> # quote\n\n- # item\n\n"
                        + " ## In ##\n<!--\n# no\n-->\n";

        assertEquals(
                List.of(
                        "1 A long: a\n```\n# code\n```\n> # quote\n\n- # item\n\n"
                                + " ## In ##\n<!--\n# no\n-->\n",
                        "2 In: <!--\n# no\n-->\n"),
                sections(text));
    }

    @Test
    void definitionsAreFoundWithAllTheirLines() {
        var text =
                "x[^n] [y][Two  words]\n\n[two words]: Other.md\n\n[^n]: A note\n    of two lines.\n";

        var definitions = PageParts.of(text).definitions();

        assertEquals("[two words]: Other.md\n", definitions.get("two words").of(text));
        assertEquals("[^n]: A note\n    of two lines.\n", definitions.get("^n").of(text));
        assertTrue(definitions.containsKey(PageParts.label("TWO\nwords")));
    }

    @Test
    void aTextOverALimitHasNoSections() {
        assertEquals(List.of(), sections("# A\n" + "x".repeat(Limits.TEXT_CHARS_MAX)));
    }
}
