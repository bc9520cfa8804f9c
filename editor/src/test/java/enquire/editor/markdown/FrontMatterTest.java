package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontMatterTest {

    @Test
    void tagsAliasesAndLanguageAreRead() {
        var page =
                PageAnalysis.of(
                        """
                        ---
                        title: Anything
                        tags: [harbour, "low tide", '#crane']
                        aliases:
                          - Old name
                          - "Name, with comma"
                        lang: de-CH # spoken here
                        nested:
                          tags: no
                        ---
                        Text #inline
                        """);
        assertEquals(Set.of("harbour", "low", "tide", "crane", "inline"), page.tags());
        assertEquals(List.of("Old name", "Name, with comma"), page.aliases());
        assertEquals(Optional.of("de-CH"), page.lang());
        assertEquals("Text #inline", page.plainText());
    }

    @Test
    void tagsMayBeOneTextWithCommas() {
        assertEquals(Set.of("a", "b/c"), PageAnalysis.of("---\ntags: a, b/c\n---\n").tags());
    }

    @Test
    void itIsNotShown() {
        assertEquals("<p>Text</p>\n", html("---\ntags: a\n---\nText"));
    }

    @Test
    void whatIsNoYamlIsShownAndNotRead() {
        String text = "---\ntags: a\n<not yaml>\n---\nText";
        assertEquals(
                "<p class=\"notice\">"
                        + RenderedWords.ENGLISH.noFrontMatter()
                        + "</p>\n<pre><code class=\"language-yaml\">---\ntags: a\n&lt;not yaml&gt;\n---\n</code></pre>\n"
                        + "<p>Text</p>\n",
                html(text));
        assertEquals(Set.of(), PageAnalysis.of(text).tags());
    }

    @Test
    void nestedMappingsAreSkippedAndAliasesAreNotExpanded() {
        var page =
                PageAnalysis.of(
                        "---\nmore: {tags: [x], deep: {aliases: y}}\nall: &all [p, q]\ntags: *all\naliases: [Old]\n---\n");
        assertEquals(Set.of(), page.tags());
        assertEquals(List.of("Old"), page.aliases());
    }

    @Test
    void deepNestingIsJustNotRead() {
        String text = "---\ntags: " + "[".repeat(60_000) + "\n---\nText";
        assertEquals(Set.of(), PageAnalysis.of(text).tags());
    }

    @Test
    void anUnclosedBlockIsText() {
        assertTrue(html("---\ntags: a\n\nText").contains("Text"));
        assertTrue(PageAnalysis.of("---\ntags: a\n\nText").tags().isEmpty());
    }

    @Test
    void aBlockThatDoesNotStartThePageIsText() {
        assertTrue(PageAnalysis.of("\n---\ntags: a\n---\n").tags().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "---\na: '\n---\n",
                "---\na: \"\n---\n",
                "---\na: [\n---\n",
                "---\na: [']\n---\n",
                "---\ntags: [,,]\n---\n",
                "---\n: a\n---\n",
                "---\na:\n---",
                "---\n---\n",
                "---",
                "---\na: |\n  b\n---\n",
                "---\n- a\n- b\n---\n",
                "---\na: \u0000\n---\n"
            })
    void brokenFrontMatterBreaksNothing(String text) {
        PageAnalysis.of(text);
        html(text + "Text");
    }

    private static String html(String text) {
        return new Vault().add("Page", text).html("Page");
    }
}
