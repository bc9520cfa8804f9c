package enquire.web.vault.markup;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DokuWikiTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\b',
            textBlock =
                    """
                    **a** //b// __c__ ''d''            ~ **a** *b* <u>c</u> `d`
                    ====== Tide mills ======           ~ # Tide mills
                    ==== Wheel ====                    ~ ### Wheel
                    [[rose]] [[:rose|a Rose]]          ~ [[boats/rose|rose]] [[rose|a Rose]]
                    [[ships:tern#sails|x]] [[ships:]]  ~ [[ships/tern#sails|x]] [[ships/start|start]]
                    [[..:home]] [[.:deep:one]]         ~ [[home]] [[boats/deep/one|one]]
                    [[http://a.example/b_(c)|site]]    ~ [site](http://a.example/b_%28c%29)
                    see http://a.example/b//c_d        ~ see http://a.example/b//c_d
                    {{ships:tide.png?300|Tide}}        ~ ![[media/ships/tide.png|300]] Tide
                    {{paper.pdf|Paper}}                ~ [Paper](/media/boats/paper.pdf)
                    {{http://a.example/x.png}}         ~ ![](http://a.example/x.png)
                    a \\\\ b                           ~ a <br> b
                    %%**raw**%% <nowiki>//x//</nowiki> ~ \\*\\*raw\\*\\* //x//
                    <del>gone</del> a*b_c              ~ <del>gone</del> a\\*b_c
                    [[wp>Tide]]                        ~ `[[wp>Tide]]`
                    {{rss>http://x}}                   ~ `{{rss>http://x}}`
                    > said                             ~ > said
                    [[open {{open ((open               ~ \\[\\[open {{open ((open
                    """)
    void aLineBecomesOne(String text, String markdown) {
        assertEquals(markdown + "\n", DokuWikiText.convert(text, "boats/Page").text(), text);
    }

    @Test
    void aPageKeepsItsBlocks() {
        Converted page =
                DokuWikiText.convert(
                        """
                        Text((A [[:note]].))
                          * one
                            * two
                          - first
                        ^ Name ^ Built ^
                        | [[rose|the Rose]] | 1901 |
                        <code java [enable_line_numbers]>
                        int a;
                        </code>
                          indented //raw//
                        | a | b |
                        | ::: | c |
                        ~~NOTOC~~
                        {{tag>tide_mill boat}}
                        ----
                        """,
                        "Page");

        assertEquals(
                """
                Text[^1]

                   - one
                      - two
                1. first

                | Name | Built |
                | --- | --- |
                | [[rose\\|the Rose]] | 1901 |

                ```java
                int a;
                ```

                ```
                indented //raw//
                ```

                ```dokuwiki
                | a | b |
                | ::: | c |
                ```

                ---

                [^1]: A [[note]].
                """
                        .replace("   - one\n      - two", "- one\n   - two"),
                page.text());
        assertEquals(List.of("tide-mill", "boat"), page.tags());
        assertTrue(
                page.notes().contains("kept as text: a table that has more than rows and columns"),
                page.notes().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[",
                "{{",
                "((",
                "%%",
                "<code>",
                "<code",
                "//",
                "**",
                "__",
                "''",
                "|",
                "^",
                "  * ",
                ">",
                "~~",
                "\\\\",
                "|[[",
                "http://",
                "[[a|",
                "<nowiki>",
                "))",
                "\uE000",
                "==",
                "((a))"
            })
    void noTextTakesLong(String part) {
        String text = part.repeat(100_000 / part.length());
        assertTimeoutPreemptively(ofSeconds(20), () -> DokuWikiText.convert(text, "Page"));
    }

    @Test
    void noLineTakesLong() {
        int many = 100_000;
        for (String line :
                List.of(
                        "=".repeat(many) + " x",
                        "==" + " ".repeat(many) + "x",
                        "== x" + " ==".repeat(many) + "x",
                        " ".repeat(many) + "== x",
                        "|" + "[".repeat(many) + "x")) {
            assertTimeoutPreemptively(ofSeconds(20), () -> DokuWikiText.convert(line, "Page"));
        }
    }
}
