package enquire.web.vault.markup;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaWikiTextTest {

    private static final WikitextWords GERMAN =
            new WikitextWords(Set.of("category", "kategorie"), Set.of("file", "datei"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\b',
            textBlock =
                    """
                    ''a'' '''b''' '''''c'''''                ~ *a* **b** ***c***
                    ''' b ''' and '' open                    ~ **b**  and  *open*
                    l'eau d'''or                             ~ l'eau d**or**
                    == Tide mills ==                         ~ ## Tide mills
                    ----                                     ~ ---
                    [[Tide mill]]s and [[tide_mill|mills]]   ~ [[Tide mill|Tide mills]] and [[tide mill|mills]]
                    [[Tern#Sails|the ''sails'']]             ~ [[Tern#Sails|the sails]]
                    [[/Rope]]                                ~ [[Boats/Rope]]
                    [[:Category:Boats|all boats]]            ~ [[Category:Boats|all boats]]
                    [http://a.example/b_(c) the ''site'']    ~ [the *site*](http://a.example/b_%28c%29)
                    [http://a.example/b_c]                   ~ <http://a.example/b_c>
                    see http://a.example/b_c_d*e now         ~ see http://a.example/b_c_d*e now
                    [[File:Tide_1.png|thumb|300px|A [[tide]]]] ~ ![[Tide 1.png|300]] A [[tide]]
                    [[Datei:x.png]]                          ~ ![[x.png]]
                    a <nowiki>''b'' [[c]]</nowiki>           ~ a ''b'' \\[\\[c\\]\\]
                    2*3*4 a_b _c_ `d` #e [x] $5              ~ 2\\*3\\*4 a_b \\_c\\_ \\`d\\` \\#e \\[x\\] \\$5
                    a <blink>b</blink> <sub>2</sub> 1 < 2    ~ a \\<blink>b\\</blink> <sub>2</sub> 1 < 2
                    {{Infobox|a=1}} is                       ~ `{{Infobox|a=1}}` is
                    {{a|{{b}}}} {{open                       ~ `{{a|{{b}}}}` {{open
                    a<!-- why -->b                           ~ a%%why%%b
                    <math>x^2</math>                         ~ $x^2$
                    {{{1}}} {{{name|nobody}}} {{{{1}}}}      ~ `{{{1}}}` `{{{name|nobody}}}` {`{{{1}}}`}
                    {{a|{{{b}}}}} {{{{{c}}}|d}} {{{e}}       ~ `{{a|{{{b}}}}}` `{{{{{c}}}|d}}` {`{{e}}`
                    ; Mast of [http://a.example: b]          ~ **Mast of [b](http://a.example:)**
                    :said                                    ~ > said
                    1. one                                   ~ 1\\. one
                    a&nbsp;b &lt;c                           ~ a&nbsp;b &lt;c
                    <code>a*b</code>                         ~ `a*b`
                    <syntaxhighlight lang="c" inline>a;</syntaxhighlight> ~ `a;`
                    [[Unclosed                               ~ \\[\\[Unclosed
                    """)
    void aLineBecomesOne(String wikitext, String markdown) {
        assertEquals(
                markdown + "\n", MediaWikiText.convert(wikitext, "Boats", GERMAN).text(), wikitext);
    }

    @Test
    void aPageKeepsItsBlocks() {
        Converted page =
                MediaWikiText.convert(
                        """
                        Intro<ref name="a">A [[book]].</ref> more<ref name="a" /> end<ref>Two</ref>
                        * one
                        ** two
                        # first
                        ## second
                        text
                         code ''here''
                         {{more}}
                        {| class="wikitable"
                        |+ Boats
                        ! Name !! style="x" | Built
                        |-
                        | [[Rose|the Rose]] || 1901
                        |-
                        | {{flag|x}}
                        |}
                        {|
                        | rowspan="2" | a
                        |}
                        <pre>
                        *raw*
                        </pre>
                        {{Box
                        | a = 1
                        }}
                        __NOTOC__
                        <syntaxhighlight lang="java">int a;</syntaxhighlight>
                        <gallery caption="Two ''of'' them" mode="packed">
                        x_1.png
                        Datei:y.png|alt=A mast|The [[Rose|mast]] of her
                        </gallery>
                        <gallery>x.png|{{Credit}}</gallery>
                        : indented
                        ; term : ''def'' of it
                        * item
                        ; Time: 12:30
                        text
                        == Notes ==
                        <references />
                        [[Kategorie:Tide mills]] [[Category:Boats|sort]]
                        """,
                        "Boats",
                        GERMAN);

        assertEquals(
                """
                Intro[^1] more[^1] end[^2]

                - one
                  - two
                1. first
                   1. second

                text

                ```
                code ''here''
                {{more}}
                ```

                Boats

                | Name | Built |
                | --- | --- |
                | [[Rose\\|the Rose]] | 1901 |
                | `{{flag\\|x}}` |  |

                ```wikitext
                {|
                | rowspan="2" | a
                |}
                ```

                ```
                *raw*
                ```

                ```wikitext
                {{Box
                | a = 1
                }}
                ```

                ```java
                int a;
                ```

                Two *of* them

                - ![[x 1.png]]
                - ![[y.png]] The [[Rose|mast]] of her

                `<gallery>x.png|{{Credit}}</gallery>`

                > indented

                **term**

                > *def* of it
                - item

                **Time**

                > 12:30

                text

                ## Notes

                [^1]: A [[book]].
                [^2]: Two
                """,
                page.text());
        assertEquals(List.of("Tide-mills", "Boats"), page.tags());
        assertTrue(
                page.notes()
                        .containsAll(
                                List.of(
                                        "kept as text: the template Box",
                                        "kept as text: the template flag",
                                        "kept as text: a table that has more than rows and columns",
                                        "kept as text: <gallery>",
                                        "left out: alt=A mast",
                                        "left out: __NOTOC__")),
                page.notes().toString());
    }

    @Test
    void whatATemplateIsGivenIsNamedAsThat() {
        assertEquals(
                List.of("kept as text: the parameter name"),
                MediaWikiText.convert("{{{name|nobody}}}", "Boats", GERMAN).notes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    =a=           ~ # a
                    == a ==       ~ ## a
                    == a ===      ~ ## a =
                    === a == \t  ~ ## = a
                    ======= a ======= ~ ###### = a =
                    ===           ~ # =
                    """)
    void asManySignsAsAtBothEndsAreAHeading(String line, String markdown) {
        assertEquals(markdown + "\n", MediaWikiText.convert(line, "Boats", GERMAN).text(), line);
    }

    @Test
    void aRedirectLeadsToItsPage() {
        assertEquals(
                Optional.of("Tide mill"), MediaWikiText.redirect("#REDIRECT [[Tide_mill#Wheel]]"));
        assertEquals(Optional.of("Mühle"), MediaWikiText.redirect("#WEITERLEITUNG [[Mühle]]\nx"));
        assertEquals(Optional.empty(), MediaWikiText.redirect("# one [[a]]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[",
                "]]",
                "{{",
                "}}",
                "{{{",
                "{{{a}}",
                "<gallery>a",
                "<gallery>a|[[b</gallery>",
                ";a : [",
                "'''",
                "''a",
                "<ref>",
                "<ref name=a>",
                "<!--",
                "<nowiki>",
                "{|\n",
                "|-\n",
                "[http://a ",
                "<",
                "&",
                "*",
                "=",
                "\n ",
                "[[File:a|",
                "http://",
                "~~",
                "`",
                "<pre>a",
                "</ref>",
                "{|\n|a\n|}\n",
                "\uE000",
                "\uE0011\uE002"
            })
    void noTextTakesLong(String part) {
        String text = part.repeat(100_000 / part.length());
        assertTimeoutPreemptively(
                ofSeconds(20), () -> MediaWikiText.convert(text, "Boats", GERMAN));
    }

    @Test
    void noLineTakesLong() {
        int many = 100_000;
        for (String line :
                List.of(
                        "=" + " ".repeat(many) + "x",
                        "=".repeat(many) + " x",
                        "= x" + " =".repeat(many) + "x",
                        "#REDIRECT" + " ".repeat(many) + "x",
                        "#REDIRECT [[" + "a".repeat(many),
                        "[[".repeat(many) + "]]",
                        "{|\n| " + "\u0301".repeat(many) + "\n|}")) {
            assertTimeoutPreemptively(
                    ofSeconds(20), () -> MediaWikiText.convert(line, "Boats", GERMAN));
            assertTimeoutPreemptively(
                    ofSeconds(20), () -> assertTrue(MediaWikiText.redirect(line).isEmpty()));
        }
    }
}
