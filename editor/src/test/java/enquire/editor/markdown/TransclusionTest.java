package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TransclusionTest {

    private final Vault vault = new Vault();

    @Test
    void aPageIsShownInPlaceWithItsNameAbove() {
        vault.add("Tides", "High at *noon*").add("Page", "![[Tides]]");
        assertEquals(
                "<div class=\"transclusion\">\n<p class=\"transclusion-title\"><a class=\"link\""
                        + " href=\"/w/Tides\">Tides</a></p>\n<p>High at <em>noon</em></p>\n</div>\n",
                vault.html("Page"));
    }

    @Test
    void linksOfAShownPageResolveFromItsOwnFolder() {
        vault.add("Harbour/Tides", "[crane](Crane.md)").add("Harbour/Crane", "");
        vault.add("Page", "![[Harbour/Tides]]");
        assertTrue(vault.html("Page").contains("href=\"/w/Harbour/Crane\""));
    }

    @Test
    void oneSectionCanBeShown() {
        vault.add("Tides", "before\n\n# High\nnoon\n## Sub\nmore\n# Low\nnight");
        vault.add("Page", "![[Tides#High]]");
        String html = vault.html("Page");
        assertTrue(html.contains("noon") && html.contains("more"), html);
        assertFalse(html.contains("before") || html.contains("night"), html);
    }

    @Test
    void aSectionThatIsNotThereIsALink() {
        vault.add("Tides", "# High").add("Page", "![[Tides#Gone]]");
        assertEquals(
                "<p><a class=\"link\" href=\"/w/Tides#gone\">Tides › Gone</a></p>\n",
                vault.html("Page"));
    }

    @Test
    void aMissingPageIsALinkThatCreatesIt() {
        vault.add("Page", "![[Nowhere]]");
        assertTrue(vault.html("Page").startsWith("<p><a class=\"missing\""));
    }

    @Test
    void aPageThatShowsItselfIsALink() {
        vault.add("Page", "![[Page]]");
        assertEquals("<p><a class=\"link\" href=\"/w/Page\">Page</a></p>\n", vault.html("Page"));
    }

    @Test
    void aCycleEndsInALink() {
        vault.add("Page", "![[Other]]").add("Other", "![[Page]]");
        String html = vault.html("Page");
        assertEquals(1, count(html, "class=\"transclusion\""), html);
        assertTrue(html.contains("<p><a class=\"link\" href=\"/w/Page\">Page</a></p>"), html);
    }

    @Test
    void fivePagesDeepIsTheLimit() {
        for (int i = 0; i < 10; i++) {
            vault.add("P" + i, "![[P" + (i + 1) + "]]");
        }
        String html = vault.html("P0");
        assertEquals(5, count(html, "class=\"transclusion\""), html);
        assertTrue(html.contains("<p><a class=\"link\" href=\"/w/P6\">P6</a></p>"), html);
    }

    @Test
    void aFanOfPagesIsBounded() {
        for (int i = 0; i < 10; i++) {
            vault.add("P" + i, ("![[P" + (i + 1) + "]]\n\n").repeat(20));
        }
        String html = vault.html("P0");
        assertEquals(Limits.TRANSCLUSIONS_MAX, count(html, "class=\"transclusion\""));
    }

    @Test
    void theTextOfAllShownPagesIsBounded() {
        vault.add("Long", "word ".repeat(80_000));
        vault.add("Page", "![[Long]]\n\n".repeat(10));
        assertEquals(2, count(vault.html("Page"), "class=\"transclusion\""));
    }

    @Test
    void insideASentenceAPageIsALink() {
        vault.add("Tides", "High").add("Page", "See ![[Tides]].");
        assertEquals(
                "<p>See <a class=\"link\" href=\"/w/Tides\">Tides</a>.</p>\n", vault.html("Page"));
    }

    @Test
    void tasksHeadingsAndFootnotesOfAShownPageDoNotMixWithThePagesOwn() {
        vault.add("Other", "# Same\n- [ ] theirs\n\nx[^1]\n\n[^1]: theirs");
        vault.add("Page", "# Same\n\n![[Other]]\n\n- [ ] mine\n\ny[^1]\n\n[^1]: mine");
        String html = vault.html("Page");
        assertEquals(1, count(html, "id=\"same\""), html);
        assertEquals(1, count(html, "id=\"fn-1\""), html);
        assertEquals(1, count(html, "id=\"t1-fn-1\""), html);
        assertTrue(html.contains("data-task=\"0\" /> mine"), html);
        assertEquals(1, count(html, "data-task"), html);
        assertEquals(1, vault.render("Page").outline().size());
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
