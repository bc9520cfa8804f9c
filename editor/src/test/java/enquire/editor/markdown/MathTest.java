package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MathTest {

    private final Vault vault = new Vault().add("Page", "");

    @Test
    void aFormulaStaysAsItIsWritten() {
        assertEquals(
                "<p>So <code class=\"math\">a_1 * b_2 &lt; [[c]]</code>, then</p>\n",
                html("So $a_1 * b_2 < [[c]]$, then"));
        assertEquals(
                "<p>It costs <code class=\"math\">\\$5</code>.</p>\n", html("It costs $\\$5$."));
    }

    @Test
    void twoSignsMakeOneOfItsOwn() {
        String drawn = "<p><code class=\"math math-display\">%s</code></p>\n";
        assertEquals(drawn.formatted("x^2"), html("$$x^2$$"));
        assertEquals(drawn.formatted("a\n- b\n# c"), html("$$\na\n- b\n# c\n$$"));
        assertEquals(drawn.formatted("a\nb"), html("$$\na\nb $$"));
        assertEquals(drawn.formatted("a") + "<p>after</p>\n", html("$$\na\n$$\nafter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs $5 and $6.",
                "From $5-$6 a day",
                "US$5 or A$6",
                "$HOME/bin:$PATH",
                "a $ b $ c",
                "$",
                "$$",
                "$$ $$",
                "\\$a$",
                "`$a$`",
                "5$ and 6$"
            })
    void pricesAndVariablesAreNone(String text) {
        assertFalse(html(text).contains("class=\"math\""), html(text));
    }

    @Test
    void aBlockWithoutAnEndLosesNothing() {
        assertTrue(html("$$\na\n\nb").contains("a\n\nb"));
    }

    @Test
    void itsTextIsFound() {
        assertTrue(PageAnalysis.of("See $E=mc^2$.\n\n$$\nx\n$$").plainText().contains("E=mc^2"));
    }

    @Test
    void aFormulaIsAtMostSoLong() {
        assertTrue(html("$" + "a".repeat(499) + "$").contains("class=\"math\""));
        assertFalse(html("$" + "a".repeat(500) + "$").contains("class=\"math\""));
    }

    private String html(String text) {
        return vault.renderText(text).unsanitisedHtml();
    }
}
