package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageAnalysisTest {

    @Test
    void eachLinkKnowsItsPlaceAndItsTargetsPlace() {
        String text =
                "---\ntags: x\n---\n> See [[ Winter berths #Prices|prices]], ![[tide.png|300]]\n"
                        + "> and [crane](<sub/Old crane.md#Top> \"t\") ![A](a.png)\n";
        var links = PageAnalysis.of(text).links();
        assertEquals(
                List.of(
                        "[[ Winter berths #Prices|prices]]",
                        "![[tide.png|300]]",
                        "[crane](<sub/Old crane.md#Top> \"t\")",
                        "![A](a.png)"),
                links.stream().map(link -> link.range().of(text)).toList());
        assertEquals(
                List.of("Winter berths", "tide.png", "sub/Old crane.md", "a.png"),
                links.stream().map(link -> link.targetRange().orElseThrow().of(text)).toList());
        assertEquals(
                List.of(LinkKind.WIKILINK, LinkKind.EMBED, LinkKind.RELATIVE, LinkKind.IMAGE),
                links.stream().map(PageLink::kind).toList());
        assertEquals(Optional.of("Prices"), links.getFirst().heading());
        assertEquals(new LinkTarget.RelativePath("sub/Old crane.md"), links.get(2).target());
    }

    @Test
    void placesInATableAreThoseOfTheSource() {
        String bars = "\\| ".repeat(30); // More than a link is long.
        String text = "| a | b |\n|--|--|\n| " + bars + "[[P\\|one]] [[P\\|one]] | [[Q]] |\n";
        var links = PageAnalysis.of(text).links();
        assertEquals(
                List.of("[[P\\|one]]", "[[P\\|one]]", "[[Q]]"),
                links.stream().map(link -> link.range().of(text)).toList());
        assertEquals(text.indexOf("[[P"), links.get(0).range().start());
        assertEquals(text.lastIndexOf("[[P"), links.get(1).range().start());
    }

    @Test
    void aReferenceLinkHasNoTargetOfItsOwn() {
        var links = PageAnalysis.of("[a][ref] b\n\n[ref]: Other.md\n").links();
        assertEquals(new LinkTarget.RelativePath("Other.md"), links.getFirst().target());
        assertEquals(Optional.empty(), links.getFirst().targetRange());
    }

    @Test
    void theTargetOfAReferenceIsFoundWhereItIsDefined() {
        String text =
                "---\na: b\n---\n[a][ref] ![b] [c]\n\n[ref]: <My other.md#Top> 'Title'\n[b]:\n  img/b%20(1).png\n"
                        + "[c]: https://example.org\n> [d\\]:]: ../d.png \"d\"\n";
        var definitions = PageAnalysis.of(text).definitions();
        assertEquals(
                List.of("My other.md", "img/b%20(1).png", "../d.png"),
                definitions.stream().map(found -> found.targetRange().of(text)).toList());
        assertEquals(
                List.of("My other.md", "img/b (1).png", "../d.png"),
                definitions.stream().map(found -> found.target().name()).toList());
    }

    @Test
    void codeOtherSitesAndHeadingsOfThePageAreNoPageLinks() {
        String text =
                "`[[a]]` [x](https://example.org) [[#here]] [y](#here) \\[[b]] <https://e.org>\n\n"
                        + "```\n[[c]]\n```\n\n    [[d]]\n";
        assertEquals(List.of(), PageAnalysis.of(text).links());
    }

    @Test
    void theSentenceAroundALinkIsPlainText() {
        String text =
                "First one. Ask *Alice* about [[Winter berths|the berths]] before `noon`! Then go.";
        var context = PageAnalysis.of(text).links().getFirst().context();
        assertEquals("Ask Alice about the berths before noon!", context.sentence());
        assertEquals("the berths", context.label().of(context.sentence()));
    }

    @Test
    void aSentenceInChineseEndsAtItsOwnFullStop() {
        var context = PageAnalysis.of("第一句。请看[[页面]]的内容。最后。").links().getFirst().context();
        assertEquals("请看页面的内容。", context.sentence());
    }

    @Test
    void aVeryLongSentenceIsCutAtWords() {
        String text = "word ".repeat(200) + "[[Here]] " + "more ".repeat(200);
        var context = PageAnalysis.of(text).links().getFirst().context();
        assertTrue(context.sentence().startsWith("…word "), context.sentence());
        assertTrue(context.sentence().endsWith(" more…"), context.sentence());
        assertTrue(context.sentence().length() < 400);
        assertEquals("Here", context.label().of(context.sentence()));
    }

    @Test
    void headingsHaveSlugsAndPlaces() {
        String text =
                "# Prices & `terms`\n\nText\n\n## Prices\n## Prices\n## prices-1\nÜber\n===\n";
        var headings = PageAnalysis.of(text).headings();
        assertEquals(
                List.of("prices--terms", "prices", "prices-1", "prices-1-1", "über"),
                headings.stream().map(Heading::slug).toList());
        assertEquals(List.of(1, 2, 2, 2, 1), headings.stream().map(Heading::level).toList());
        assertEquals("Prices & terms", headings.getFirst().text());
        assertTrue(
                headings.stream()
                        .allMatch(h -> text.startsWith("#", h.offset()) || h.level() == 1));
        assertEquals(text.indexOf("Über"), headings.getLast().offset());
    }

    @Test
    void headingsOfTheAnalysisAreThoseOfTheHtml() {
        String text = "# A\n## B\n## B\n";
        assertEquals(
                PageAnalysis.of(text).headings().stream().map(Heading::slug).toList(),
                new Vault()
                        .add("P", text).render("P").outline().stream().map(Heading::slug).toList());
    }

    @Test
    void plainTextHoldsWhatAReaderSees() {
        String text =
                "# Head\n\n*Emphasis* and [label](Page.md) &amp; <b>bold</b>\nnext\n\n| a | b |\n|--|--|\n"
                        + "| c | d |\n\n```\ncode\n```\n\n<div>raw</div>\n\n> [!NOTE]\n> body\n";
        assertEquals(
                "Head\nEmphasis and label & bold next\na\nb\nc\nd\ncode\nraw\nNote\nbody",
                PageAnalysis.of(text).plainText());
    }

    @Test
    void tagsAreThoseOfTheText() {
        assertEquals(
                Set.of("one", "two/three", "日本"),
                PageAnalysis.of("# About #one\n\n(#two/three) #日本 `#no` a#no #7").tags());
    }

    @Test
    void aBoxThatSeveralTickedWhileApartIsOneTask() {
        String text = "- [xx] one\n- [  ] two\n- [x ] three\n- [xxxxxxxxx] none\n- [xy] none\n";
        assertEquals(
                List.of(
                        new Task(true, OptionalInt.of(3), 2),
                        new Task(false, OptionalInt.of(14), 2),
                        new Task(true, OptionalInt.of(25), 2)),
                PageAnalysis.of(text).tasks());
        String html = new Vault().add("P", text).html("P");
        assertTrue(html.contains("checked=\"\" data-task=\"0\" /> one"), html);
        assertTrue(html.contains("[xy] none"), html);
    }

    @Test
    void tasksAreNumberedAsInTheHtml() {
        String text =
                "---\na: b\n---\n- [ ] one[^n]\n- no task\n  1. [x] two [[P]]\n\n[^n]: - [ ] in a note\n\n"
                        + "> - [X] three\n";
        var tasks = PageAnalysis.of(text).tasks();
        assertEquals(List.of(false, true, false, true), tasks.stream().map(Task::checked).toList());
        assertEquals(
                List.of(" ", "x", " ", "X"),
                tasks.stream()
                        .map(task ->
                                text.substring(task.mark().getAsInt(), task.mark().getAsInt() + 1))
                        .toList());
        String html = new Vault().add("P", text).html("P");
        assertTrue(html.contains("data-task=\"2\" /> in a note"), html);
        assertTrue(html.contains("data-task=\"3\" /> three"), html);
    }

    @Test
    void aTaskThatIsWrittenWithAnEntityHasNoPlace() {
        var tasks = PageAnalysis.of("- &#91;x] odd").tasks();
        assertEquals(List.of(new Task(true, OptionalInt.empty(), 0)), tasks);
    }

    @Test
    void aTextOverTheLimitIsItsOwnPlainText() {
        String text = "[[a]] ".repeat(Limits.TEXT_CHARS_MAX / 6 + 1);
        var page = PageAnalysis.of(text);
        assertEquals(List.of(), page.links());
        assertEquals(text, page.plainText());
    }

    /** Pieces of Markdown in any order, among them halves of characters: the places must hold. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverTheTextThePlacesOfLinksHoldLinks(long seed) {
        String[] pieces = {
            "[[P]]",
            "![[P|x]]",
            "[[P\\|y]]",
            "[l](Q.md)",
            "![a](<b c.png>)",
            "|",
            "\n",
            "\n\n",
            "> ",
            "- [ ] ",
            "`",
            "```\n",
            "*",
            "\\",
            "[",
            "]",
            "😀",
            "\uD83D",
            "|--|--|\n",
            "| ",
            "[^1]",
            "[^1]: ",
            "#tag",
            "# ",
            "  ",
            "<b>",
            "[r][r]",
            "[r]: R.md\n",
            "> [!NOTE] ",
            "é",
            "---\n"
        };
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            checkPlaces(text.toString());
        }
    }

    private static void checkPlaces(String text) {
        PageAnalysis page = PageAnalysis.of(text);
        List<PageLink> wikilinks = new ArrayList<>();
        for (PageLink link : page.links()) {
            LinkContext context = link.context();
            assertTrue(context.label().end() <= context.sentence().length(), text);
            if (link.target().equals(new LinkTarget.Wikilink("P"))) {
                wikilinks.add(link);
                String written = link.range().of(text);
                assertTrue(written.matches("!?\\[\\[P.*\\]\\]"), text);
                assertEquals("P", link.targetRange().orElseThrow().of(text), text);
            }
        }
        for (int i = 1; i < wikilinks.size(); i++) {
            assertTrue(
                    wikilinks.get(i - 1).range().end() <= wikilinks.get(i).range().start(), text);
        }
        new Vault().add("Page", text).html("Page");
    }
}
