package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkedTextTest {

    private static final long SEED = 20261130;

    @Test
    void aSnippetComesBackAsItWas() {
        String snippet = "a &lt;b&gt; &amp;lt; <mark>one</mark> &quot;two&#39; <mark>three</mark>";

        assertEquals("a <b> &lt; \u0002one\u0003 \"two' \u0002three\u0003", MarkedText.of(snippet));
        assertEquals(snippet, MarkedText.html(MarkedText.of(snippet)));
    }

    @Test
    void marksOfSomebodyElseAreClosedAndDoNotNest() {
        assertEquals("&lt;mark&gt;a&lt;/mark&gt;", MarkedText.html("<mark>a</mark>"));
        assertEquals(" a", MarkedText.html("\u0002a"));
        assertEquals(" a", MarkedText.html("\u0003a"));
        assertEquals("<mark>a b</mark> ", MarkedText.html("\u0002a\u0002b\u0003\u0003"));
        assertEquals("", MarkedText.html(""));
    }

    @Test
    void nothingButMarksIsLeftOfAnyMarkup() {
        var random = new Random(SEED);
        String pieces = "<>&\"'/\u0000\u0002\u0003ab=\u202e";
        for (int i = 0; i < 10_000; i++) {
            var foreign = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                foreign.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            String rest = MarkedText.html(foreign.toString()).replaceAll("<mark>[^<>]*</mark>", "");
            assertTrue(rest.chars().noneMatch(c -> c < ' ' || "<>\"'".indexOf(c) >= 0), rest);
        }
    }
}
