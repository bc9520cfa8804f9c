package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTest {

    @ParameterizedTest
    @CsvSource({
        "NOTE, note, Note",
        "tip, tip, Tip",
        "Important, important, Important",
        "WARNING, warning, Warning",
        "caution, caution, Caution",
        "bug, caution, Bug",
        "faq, important, Faq",
        "somethingElse, note, Somethingelse"
    })
    void aMarkedQuoteIsAnAlertOfItsKind(String mark, String kind, String title) {
        assertEquals(
                "<div class=\"alert alert-%s\">\n<p class=\"alert-title\">%s</p>\n<p>Mind it.</p>\n</div>\n"
                        .formatted(kind, title),
                html("> [!%s]\n> Mind it.".formatted(mark)));
    }

    @Test
    void aTitleMayFollowTheMark() {
        assertEquals(
                "<div class=\"alert alert-note\">\n<p class=\"alert-title\">Tides <em>rise</em></p>\n"
                        + "<ul>\n<li>a</li>\n</ul>\n</div>\n",
                html("> [!info]- Tides *rise*\n> - a"));
    }

    @Test
    void anAlertMayHoldNothingElse() {
        assertEquals(
                "<div class=\"alert alert-tip\">\n<p class=\"alert-title\">Tip</p>\n</div>\n",
                html("> [!TIP]"));
    }

    @Test
    void alertsNest() {
        String html = html("> [!NOTE]\n> a\n> > [!TIP]\n> > b");
        assertTrue(html.contains("alert-note"), html);
        assertTrue(html.contains("alert-tip"), html);
    }

    @Test
    void otherQuotesStayQuotes() {
        for (String text : new String[] {"> a [!NOTE]", "> [NOTE]", "> [!]\n> a"}) {
            assertFalse(html(text).contains("alert"), text);
        }
    }

    private static String html(String text) {
        return new Vault().add("Page", text).html("Page");
    }
}
