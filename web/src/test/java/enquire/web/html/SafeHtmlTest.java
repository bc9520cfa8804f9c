package enquire.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeHtmlTest {

    @Test
    void textIsEscaped() {
        assertEquals(
                "&lt;b title=&quot;&amp;&quot;&gt;", SafeHtml.escaped("<b title=\"&\">").html());
    }

    @Test
    void marksOfTheIndexStay() {
        String answer = "1 &lt; 2, said <mark>Alice</mark>";
        assertEquals(answer, SafeHtml.marked(answer).html());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>x</b>",
                "<mark onclick=alert(1)>x</mark>",
                "<MARK>",
                "<",
                "<mark><script>",
                "</mark ><img src=x onerror=alert(1)>"
            })
    void noOtherTagPassesForAMark(String html) {
        assertThrows(IllegalArgumentException.class, () -> SafeHtml.marked(html));
    }

    @Test
    void aDrawingIsLinesAndItsLabelIsText() {
        assertThrows(
                IllegalArgumentException.class,
                () -> SafeHtml.drawing(1, 1, "M0 0\"/><script>", "x"));
        String svg = SafeHtml.drawing(1, 1, "M0 0h1v1h-1z", "\"><script>").html();
        assertEquals(-1, svg.indexOf("<script>"), svg);
    }
}
