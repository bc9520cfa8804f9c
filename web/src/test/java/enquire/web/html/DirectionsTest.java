package enquire.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class DirectionsTest {

    private static String directed(String html) {
        return Directions.in(HtmlSanitizer.sanitize(html)).html();
    }

    @Test
    void aTextWithoutWordsFromTheRightStaysAsItIs() {
        SafeHtml body = HtmlSanitizer.sanitize("<p>Slipway, Überholung, 修理</p>");
        assertSame(body, Directions.in(body));
    }

    @Test
    void eachBlockHasADirectionOfItsOwn() {
        assertEquals(
                "<h2 dir=\"auto\" id=\"a\">א</h2><p dir=\"auto\">one</p>",
                directed("<h2 id=\"a\">א</h2><p>one</p>"));
    }

    @Test
    void whatStandsInABlockRunsAsTheBlockDoes() {
        assertEquals(
                "<ul dir=\"auto\"><li>שלום<ul><li><p>b</p></li></ul></li></ul><p dir=\"auto\">c</p>",
                directed("<ul><li>שלום<ul><li><p>b</p></li></ul></li></ul><p>c</p>"));
        assertEquals(
                "<blockquote dir=\"auto\"><p>مرحبا</p></blockquote>",
                directed("<blockquote><p>مرحبا</p></blockquote>"));
    }

    /** A block has the direction of its first words that have none of their own. */
    @Test
    void wordsThatAreOnlyHeardTurnNothing() {
        SafeHtml before = HtmlSanitizer.sanitize("<p>a</p>");
        SafeHtml after = HtmlSanitizer.sanitize("<p>a</p><p>א</p>");
        assertEquals(
                "<p dir=\"auto\">a</p><p dir=\"auto\"><ins class=\"added\" id=\"Change-1\">"
                        + "<span class=\"sr\" lang=\"en\" dir=\"auto\">Added: </span>א</ins></p>",
                HtmlDiff.between(before, after).html().html());
    }

    @Test
    void aDirectionThatSomebodyChoseHolds() {
        assertEquals("<p dir=\"rtl\">א</p>", directed("<p dir=\"rtl\">א</p>"));
    }
}
