package enquire.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.markdown.Destination;
import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.Markdown;
import enquire.editor.markdown.PageLinks;
import enquire.editor.markdown.Transclusion;
import enquire.web.language.Language;
import enquire.web.language.Speaking;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HtmlDiffTest {

    private static HtmlDiff.Merged diff(String before, String after) {
        return HtmlDiff.between(html(before), html(after));
    }

    private static SafeHtml html(String markdown) {
        return HtmlSanitizer.sanitize(Markdown.render(markdown, new Links()).unsanitisedHtml());
    }

    private static final class Links implements PageLinks {
        @Override
        public String identity() {
            return "page";
        }

        @Override
        public Destination resolve(LinkTarget target) {
            return new Destination.MissingPage("/w/" + target);
        }

        @Override
        public Optional<Transclusion> transclusion(LinkTarget target) {
            return Optional.empty();
        }

        @Override
        public String tagUrl(String tag) {
            return "/w/-/tags/" + tag;
        }
    }

    /** Without what only a screen reader says, and with + and - for the marks. */
    private static String merged(String before, String after) {
        return diff(before, after)
                .html()
                .html()
                .replaceAll("<span class=\"sr\"[^>]*>[^<]*</span>", "")
                .replaceAll("<ins class=\"added\"[^>]*>", "[+")
                .replaceAll("<del class=\"removed\"[^>]*>", "[-")
                .replaceAll("</ins>|</del>", "]")
                .replace("\n", "");
    }

    @Test
    void whatAScreenReaderSaysIsInTheLanguageOfTheScreen() throws Exception {
        String html =
                Speaking.in(Language.GERMAN, () -> diff("red boat", "blue boat").html().html());

        assertTrue(html.contains("<span class=\"sr\" lang=\"de\">Hinzugefügt: </span>blue"), html);
        assertTrue(html.contains("<span class=\"sr\" lang=\"de\">Entfernt: </span>red"), html);
    }

    @Test
    void aWordThatWasReplacedStandsBesideTheNewOne() {
        assertEquals(
                "<p>The plate says [-8 ][+nine ]tonnes.</p>",
                merged("The plate says 8 tonnes.", "The plate says nine tonnes."));
        assertEquals(1, diff("The plate says 8 tonnes.", "The plate says nine tonnes.").changes());
    }

    @Test
    void whatLooksTheSameIsNoChange() {
        assertEquals(0, diff("*one*\ntwo", "_one_ two").changes());
        assertEquals(0, diff("# One\n\ntext", "One\n===\n\n\ntext\n").changes());
    }

    @Test
    void aWordInOtherClothesIsAChange() {
        String merged = merged("say stop twice", "say **stop** twice");

        assertTrue(merged.contains("[-stop ][+<strong>stop</strong>"), merged);
    }

    @Test
    void aLinkThatLeadsElsewhereIsAChange() {
        String merged = merged("[plan](https://a.example/)", "[plan](https://b.example/)");

        assertTrue(merged.contains("[-<a href=\"https://a.example/\""), merged);
        assertTrue(merged.contains("[+<a href=\"https://b.example/\""), merged);
    }

    @Test
    void paragraphsItemsAndRowsThatAreGoneStandWhereTheyWere() {
        assertEquals(
                "<p>one</p><p>[-two]</p><p>three</p>",
                merged("one\n\ntwo\n\nthree", "one\n\nthree"));
        assertEquals(
                "<ul><li>a</li><li>[-b]</li><li>c</li></ul>", merged("- a\n- b\n- c", "- a\n- c"));
        String table = "| x | y |\n| --- | --- |\n| 1 | 2 |\n";
        assertTrue(
                merged(table + "| 3 | 4 |\n", table)
                        .contains("<tr><td>[-3]</td><td>[-4]</td></tr>"),
                merged(table + "| 3 | 4 |\n", table));
    }

    @Test
    void aHeadingThatIsGoneLeavesItsIdToTheNewerVersion() {
        String merged = diff("## Plan\n\nx\n\n## Plan\n\ny", "x\n\n## Plan\n\ny").html().html();

        assertEquals(1, merged.split("id=\"plan", -1).length - 1, merged);
    }

    @Test
    void noPageCanMarkAnythingItself() {
        String raw =
                "<ins class=\"added\" id=\"Change-1\">x</ins> <span class=\"sr\">y</span>"
                        + " <script>alert(1)</script><b onclick=\"x()\">z</b>";
        String merged = diff(raw, raw).html().html();

        assertFalse(merged.contains("class"), merged);
        assertFalse(merged.contains("Change-1"), merged);
        assertFalse(merged.contains("script"), merged);
        assertFalse(merged.contains("onclick"), merged);
    }

    @Test
    void anyTwoPagesMakeHtmlThatIsWellFormedAndHoldsTheNewerOne() {
        var pieces =
                "# Title\n|- item\n|  - inner\n|1. one\n|> quote\n|| a | b |\n| --- | --- |\n| 1 | 2 |\n|\n|word |**bold** |```\ncode\nmore\n```\n|<div>raw\n|</p>|<li>x|---\n|[a](b) |- [ ] task\n"
                        .split("\\|");
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            String before = text(pieces, random);
            String after = text(pieces, random);
            String merged = diff(before, after).html().html();
            String newer =
                    merged.replaceAll("(?s)<span class=\"sr\"[^>]*>.*?</span>", "")
                            .replaceAll("(?s)<del class=\"removed\".*?</del>", "");

            assertEquals(plain(html(after).html()), plain(newer), "seed " + seed);
        }
    }

    private static String text(String[] pieces, Random random) {
        return IntStream.range(0, 12)
                .mapToObj(i -> pieces[random.nextInt(pieces.length)])
                .collect(Collectors.joining());
    }

    private static String plain(String html) {
        return html.replaceAll("<[^>]*>", "").replaceAll("\\s+", "");
    }

    @Test
    void largePagesThatHaveNothingInCommonTakeNoLongerThanABound() {
        String one = "alpha beta gamma\n\n".repeat(20_000);
        String other = "delta epsilon zeta\n\n".repeat(20_000);

        // One word was not looked for among 40,000: all is one change.
        assertEquals(1, diff(one, other).changes());
    }
}
