package enquire.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeadingAnchorsTest {

    private static final String LINK =
            "<a class=\"heading-anchor\" href=\"#%s\" aria-label=\"Link to this section\">#</a>";

    @Test
    void aHeadingWithAnAnchorLinksToItself() {
        assertEquals(
                "<h2 id=\"a\">A <em>b</em>" + LINK.formatted("a") + "</h2><p>x</p>",
                anchored("<h2 id=a>A <em>b</em></h2><p>x</p>"));
        assertEquals(
                "<h3 dir=\"rtl\" id=\"b-1\">B" + LINK.formatted("b-1") + "</h3>",
                anchored("<h3 dir=rtl id=b-1>B</h3>"));
    }

    @Test
    void oneWithoutAnAnchorStaysAsItIs() {
        assertEquals("<h2>A</h2>", anchored("<h2>A</h2>"));
        assertEquals(
                "<h2>A</h2><h2 id=\"b\">B" + LINK.formatted("b") + "</h2>",
                anchored("<h2>A</h2><h2 id=b>B</h2>"));
        assertEquals("<h2>&lt;/h2&gt; $1</h2>", anchored("<h2>&lt;/h2&gt; $1</h2>"));
    }

    private static String anchored(String html) {
        return HeadingAnchors.in(HtmlSanitizer.sanitize(html)).html();
    }
}
