package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighlightTest {

    private final Vault vault = new Vault().add("Page", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    So ==very== high              ~ So <mark>very</mark> high
                    ==a **b** c==, (==d==)        ~ <mark>a <strong>b</strong> c</mark>, (<mark>d</mark>)
                    **==a==** ==**b**==           ~ <strong><mark>a</mark></strong> <mark><strong>b</strong></mark>
                    ==a ==b==                     ~ ==a <mark>b</mark>
                    ==a== ==b== c==               ~ <mark>a</mark> <mark>b</mark> c==
                    a==1 or b==2, c == d == e     ~ a==1 or b==2, c == d == e
                    ==a **b== c**                 ~ ==a <strong>b== c</strong>
                    === a === ====b====           ~ === a === ====b====
                    \\==a\\==, `==b==`            ~ ==a==, <code>==b==</code>
                    """)
    void twoSignsOfEqualityHighlight(String text, String html) {
        assertEquals("<p>" + html + "</p>\n", html(text));
    }

    @Test
    void anAddressKeepsWhatItEndsIn() {
        String shown = html("at http://a.example/?q=YQ== now");
        assertTrue(shown.contains("href=\"http://a.example/?q=YQ==\""), shown);
    }

    @Test
    void whatIsHighlightedIsRead() {
        PageAnalysis page = PageAnalysis.of("## ==One== of [[Two]]\n\n==[[Three]] #four==");
        assertEquals("One of Two\nThree #four", page.plainText());
        assertEquals("one-of-two", page.headings().getFirst().slug());
        assertEquals(2, page.links().size());
        assertEquals(1, page.tags().size());
        assertFalse(html("| a |\n| --- |\n| ==b== |").contains("="));
    }

    private String html(String text) {
        return vault.renderText(text).unsanitisedHtml();
    }
}
