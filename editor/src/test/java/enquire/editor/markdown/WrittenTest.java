package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.markdown.Written.Stretch;
import enquire.editor.markdown.Written.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WrittenTest {

    private static final List<Writer> WRITERS =
            List.of(new Writer("Alice", 1), new Writer("Bob", 2));

    /** What each of them writes, and how it reads in HTML. */
    private static final List<List<String>> SOURCES =
            List.of(
                    List.of("a", "&amp;", "\\*", "é", "&#97;", "**ä**", "&aacute;", "\\&amp;"),
                    List.of("b", "&lt;", "\\_", "🌹", "\\\\", "&bogus;", "[ß](/x)", "&#x1F339;"));

    private static final List<Pattern> READ =
            List.of(
                    Pattern.compile("(a|&amp;|&amp;amp;|\\*|é|ä|á)+"),
                    Pattern.compile("(b|&lt;|_|🌹|\\\\|&amp;bogus;|ß)+"));

    private static final Pattern SPAN =
            Pattern.compile("<span class=\"w-by w-color-(\\d)\" title=\"(\\w+)\">([^<]*)</span>");

    private static String html(String text, List<Stretch> stretches) {
        return Markdown.render(
                text,
                new Vault().add("Page", "").linksFrom("Page"),
                new Written(stretches, WRITERS, "w-"));
    }

    @Test
    void eachCharacterIsOfWhoWroteIt() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder("---\ntags: [x]\n---\n# ");
            var stretches = new ArrayList<Stretch>();
            for (int i = 0; i < 12; i++) {
                int writer = random.nextInt(2);
                List<String> sources = SOURCES.get(writer);
                int from = text.length();
                text.append(sources.get(random.nextInt(sources.size())));
                stretches.add(new Stretch(from, text.length(), writer));
                if (random.nextInt(4) == 0) {
                    text.append("\n\n- ");
                }
            }

            String html = html(text.toString(), stretches);

            int spans = 0;
            var found = SPAN.matcher(html);
            while (found.find()) {
                int writer = Integer.parseInt(found.group(1)) - 1;
                assertEquals(WRITERS.get(writer).name(), found.group(2));
                assertTrue(
                        READ.get(writer).matcher(found.group(3)).matches(),
                        "seed " + seed + ": " + found.group() + " in " + html);
                spans++;
            }
            assertTrue(spans > 1, "seed " + seed + ": " + html);
        }
    }

    @Test
    @Timeout(60)
    void anEntityThatIsEscapedIsTextAndTheTextEndsWhereItEnds() {
        String text = "Write \\&lt; and C:\\";

        String html = html(text, List.of(new Stretch(0, 11, 0), new Stretch(11, text.length(), 1)));

        assertTrue(html.contains(">Write &amp;lt;<"), html);
        assertTrue(html.contains("> and C:\\<"), html);
    }

    @Test
    void aBlockNamesItsWritersTheOneWhoWroteMostFirst() {
        String html = html("Low at six.\n", List.of(new Stretch(0, 8, 1), new Stretch(8, 11, 0)));

        assertTrue(html.contains("<span class=\"w-names\">Bob, Alice</span>"), html);
        assertTrue(html.contains("w-color-2 w-share-7"), html);
    }

    /** Alice writes what stands before the bars, Bob what stands between them, and so on. */
    private static String byTurns(String turns) {
        var text = new StringBuilder();
        var stretches = new ArrayList<Stretch>();
        for (String turn : turns.split("¦")) {
            int from = text.length();
            text.append(turn);
            stretches.add(new Stretch(from, text.length(), stretches.size() % 2));
        }
        return html(text.toString(), stretches);
    }

    private static String by(int writer, String text) {
        return "<span class=\"w-by w-color-%d\" title=\"%s\">%s</span>"
                .formatted(writer, WRITERS.get(writer - 1).name(), text);
    }

    @Test
    void codeWithinALineIsOfWhoWroteEachPartOfIt() {
        assertContains("<code>" + by(1, "low ") + by(2, "tide") + "</code>", "At `low ¦tide` it");
        assertContains("<code>" + by(1, "a`") + by(2, "&lt;b") + "</code>", "At `` a`¦<b `` it");
        assertContains(
                "<code>" + by(1, "low ti") + by(2, "de now") + "</code>", "At `low ti¦de\nnow` it");
        assertContains("<code>" + by(1, "low") + "</code>", "At `low` i¦t");
    }

    @Test
    void theLabelOfALinkToAPageIsOfWhoWroteEachPartOfIt() {
        assertContains(by(1, "Harb") + by(2, "our") + "</a>", "See [[Harb¦our]] now");
        assertContains(by(1, "the ") + by(2, "log") + "</a>", "See [[Harbour|the ¦log]] now");
        assertContains(by(1, "Harbour › ") + by(2, "Tides") + "</a>", "See [[Harbour#¦Tides]] now");
        assertContains(by(1, "Ti") + by(2, "des") + "</a>", "See [[#Ti¦des]] now");
        assertContains(by(1, "log") + by(2, "s") + "</a>", "| a |\n|---|\n| [[Log\\|log¦s]] |\n");
    }

    private static void assertContains(String part, String turns) {
        String html = byTurns(turns);
        assertTrue(html.contains(part), html);
    }
}
