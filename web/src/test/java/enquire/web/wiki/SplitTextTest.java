package enquire.web.wiki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.markdown.Heading;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageParts;
import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands on which page when a page is taken apart. */
class SplitTextTest {

    private static final Title MANUAL = new Title("Works/Manual");

    private final Set<Title> others = Set.of(new Title("Works/Tides"), MANUAL);

    private SplitText split(String text, int level, boolean transclude) {
        PageParts parts = PageParts.of(text);
        var chosen = parts.sections().stream().filter(p -> p.heading().level() == level).toList();
        var titles = new ArrayList<Title>();
        var names = new SplitTitles(MANUAL, false, _key -> false);
        chosen.forEach(part -> titles.add(names.next(part.heading().text(), titles.size() + 1)));
        return new SplitText(
                text,
                MANUAL,
                parts.definitions(),
                chosen,
                titles,
                transclude,
                target ->
                        others.stream()
                                .filter(title -> title.value().endsWith(base(target.name())))
                                .findFirst());
    }

    private static String base(String name) {
        return name.substring(name.lastIndexOf('/') + 1).replace(".md", "");
    }

    @Test
    void aSectionGoesToItsPageAndItsHeadingBecomesTheLink() {
        var split =
                split(
                        "Before.\n\n## Hoist\n\nOil it.\n\n### Chain\n\nSlack.\n\n## Gate\nShut.\n\n# End\n",
                        2,
                        false);

        assertEquals("Oil it.\n\n### Chain\n\nSlack.\n", split.ofPart(0));
        assertEquals("Shut.\n", split.ofPart(1));
        assertEquals(
                "Before.\n\n## [[Works/Manual/Hoist|Hoist]]\n\n## [[Works/Manual/Gate|Gate]]\n\n# End\n",
                split.rest());
        // Links to the headings find them as before.
        assertEquals(
                List.of("hoist", "gate", "end"),
                PageAnalysis.of(split.rest()).headings().stream().map(Heading::slug).toList());
    }

    @Test
    void aHeadingThatCannotBeALinkStaysAsItIsWithOneBelow() {
        for (String heading :
                List.of(
                        "## The *big* one",
                        "## a | b",
                        "## See [[Tides]]",
                        "Under\n-----",
                        "## C# ##")) {
            var split = split(heading + "\n\ntext\n", 2, false);

            assertTrue(split.rest().startsWith(heading + "\n\n[[Works/Manual/"), split.rest());
            assertEquals("text\n", split.ofPart(0));
        }
        assertEquals(
                "## Hoist\n\n![[Works/Manual/Hoist]]\n", split("## Hoist\ntext", 2, true).rest());
    }

    @Test
    void linksToHeadingsLeadWhereTheyStandNow() {
        var split =
                split(
                        "[[#Chain]] [c](#chain) [[Manual#Hoist|up]] [[#Top]]\n# Top\n"
                                + "## Hoist\n[[#Chain]] [[#Top]] [t](#top) [[#Gate]] [m](Manual.md#gate)\n"
                                + "### Chain\nslack\n## Gate\n[[#Hoist]] ![[#Chain]] [[#Nowhere]]\n",
                        2,
                        false);

        assertTrue(
                split.rest()
                        .startsWith(
                                "[[Works/Manual/Hoist#Chain]] [c](Manual/Hoist#chain)"
                                        + " [[Works/Manual/Hoist|up]] [[#Top]]\n"),
                split.rest());
        assertEquals(
                "[[#Chain]] [[Works/Manual#Top]] [t](../Manual#top) [[Works/Manual/Gate]]"
                        + " [m](Gate.md)\n### Chain\nslack\n",
                split.ofPart(0));
        assertEquals(
                "[[Works/Manual/Hoist]] ![[Works/Manual/Hoist#Chain]] [[#Nowhere]]\n",
                split.ofPart(1));
    }

    @Test
    void headingsOfOneNameAreToldApartByTheirNumbers() {
        var split =
                split("## A\n### Why\na\n## A\n### Why\nb\n\n[x](#why-1) [y](#why)\n", 2, false);

        assertEquals("### Why\nb\n\n[x](#why) [y](A#why)\n", split.ofPart(1));
        assertTrue(split.rest().contains("[[Works/Manual/A (2)|A]]"), split.rest());
    }

    @Test
    void relativeLinksAndWhatIsReferredToGoAlong() {
        var split =
                split(
                        "Top[^one].\n\n## Hoist\n[t](Tides.md) [r][tides] x[^one]\n\n## Notes\nn\n\n"
                                + "[tides]: ./Tides.md#low\n\n[^one]: Said in [r][tides]\n    twice.\n",
                        2,
                        false);

        assertEquals(
                "[t](../Tides.md) [r][tides] x[^one]\n\n[tides]: ../Tides.md#low\n\n"
                        + "[^one]: Said in [r][tides]\n    twice.\n",
                split.ofPart(0));
        assertTrue(
                split.rest()
                        .endsWith(
                                "[[Works/Manual/Notes|Notes]]\n\n[^one]: Said in [r][tides]\n"
                                        + "    twice.\n\n[tides]: ./Tides.md#low\n"),
                split.rest());
    }

    @Test
    void aRuleAtTheStartOfASectionBecomesNoFrontMatter() {
        assertEquals("\n---\na: b\n---\n", split("# A\n\n---\na: b\n---\n", 1, false).ofPart(0));
    }

    @Test
    void titlesAreTheWordsOfHeadingsWithoutWhatCannotStandInALink() {
        var names =
                new SplitTitles(new Title("Manual"), false, key -> key.value().endsWith("taken"));

        assertEquals("Manual/In-Out", names.next("In/Out", 1).value());
        assertEquals("Manual/a b c", names.next("[[a|b]] #c", 2).value());
        assertEquals("Manual/Section 3", names.next("", 3).value());
        assertEquals("Manual/Section 4", names.next("..", 4).value());
        assertEquals("Manual/Section 5", names.next("#|", 5).value());
        assertEquals("Manual/taken (2)", names.next("taken", 6).value());
        assertEquals("Manual/Taken (3)", names.next("Taken", 7).value());
        String longest = names.next("x".repeat(247) + "😀", 8).value();
        assertEquals("Manual/" + "x".repeat(247), longest);
        assertEquals(
                "a/b", new SplitTitles(new Title("a/c"), true, _key -> false).next("b", 1).value());
        var full = new SplitTitles(new Title("y".repeat(255)), false, _key -> false);
        assertThrows(InvalidTitleException.class, () -> full.next("b", 1));
    }

    /** Whatever the text, each of its words is on one of the pages. */
    @Test
    void noWordIsLostWhateverStandsInThePage() {
        var pieces =
                List.of(
                        "# h",
                        "## h",
                        "### h",
                        "##",
                        "h\n---",
                        "```",
                        "> ## q",
                        "- ## l",
                        "[[#h]]",
                        "[h](#h)",
                        "[^1]",
                        "[^1]: n",
                        "[r]: Tides.md",
                        "[x][r]",
                        "<!--",
                        "$$",
                        "---",
                        "    code",
                        "| a | b |",
                        "![[#h-1]]",
                        "");
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                text.append(pieces.get(random.nextInt(pieces.size())))
                        .append(random.nextBoolean() ? " w" + i + "w" : "")
                        .append(random.nextInt(3) == 0 ? "\n\n" : "\n");
            }
            int level = 1 + random.nextInt(3);
            SplitText split = split(text.toString(), level, random.nextBoolean());
            int parts =
                    (int)
                            PageParts.of(text.toString()).sections().stream()
                                    .filter(part -> part.heading().level() == level)
                                    .count();
            var all = new StringBuilder(split.rest());
            for (int i = 0; i < parts; i++) {
                all.append('\n').append(split.ofPart(i));
            }
            for (int i = 0; i < 40; i++) {
                String word = "w" + i + "w";
                assertEquals(text.indexOf(word) >= 0, all.indexOf(word) >= 0, seed + ": " + word);
            }
        }
    }
}
