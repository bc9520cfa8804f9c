package enquire.editor.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WikiLinkTest {

    private final Vault vault =
            new Vault()
                    .add("Winter berths", "# Prices\n")
                    .add("Harbour/Crane", "Old crane notes")
                    .add("Harbour/Notes", "")
                    .addFile("assets/tide.png")
                    .addFile("winch cert.pdf");

    @Test
    void anExistingPageIsALinkWithItsTitle() {
        assertEquals(
                "<p><a class=\"link\" href=\"/w/Winter_berths\">Winter berths</a></p>\n",
                html("[[Winter berths]]"));
    }

    @Test
    void aTitleMatchesWhateverItsCaseAndSpaces() {
        assertTrue(html("[[winter_Berths]]").contains("href=\"/w/Winter_berths\""));
    }

    @Test
    void aMissingPageIsMarkedAndSaysHowToCreateIt() {
        assertEquals(
                "<p><a class=\"missing\" href=\"/w/Night_crew\" title=\"This page does not exist yet."
                        + " Open it to create it.\">Night crew</a></p>\n",
                html("[[Night crew]]"));
    }

    @Test
    void aLabelIsShownInPlaceOfTheTitle() {
        assertEquals(
                "<p><a class=\"link\" href=\"/w/Winter_berths\">where to lie</a></p>\n",
                html("[[Winter berths|where to lie]]"));
    }

    @Test
    void aHeadingBecomesTheAnchor() {
        assertTrue(
                html("[[Winter berths#Prices & Terms]]")
                        .contains("href=\"/w/Winter_berths#prices--terms\""));
    }

    @Test
    void aHeadingAloneIsOnTheSamePage() {
        assertEquals(
                "<p><a class=\"link\" href=\"#two-words\">Two words</a></p>\n",
                html("[[#Two words]]"));
    }

    @Test
    void aLinkInsideCodeIsNone() {
        assertEquals("<p><code>[[a]]</code></p>\n", html("`[[a]]`"));
        assertEquals("<pre><code>![[a\\|b]]\n</code></pre>\n", html("    ![[a\\|b]]"));
        assertEquals("<pre><code>x = [[a]]\n</code></pre>\n", html("```\nx = [[a]]\n```"));
    }

    @Test
    void anEscapedLinkIsNone() {
        assertEquals("<p>[[Winter berths]]</p>\n", html("\\[[Winter berths]]"));
    }

    @Test
    void anEscapedBackslashEscapesNothing() {
        assertTrue(html("\\\\[[Winter berths]]").contains("<a class=\"link\""));
    }

    @Test
    void anEscapedBarDividesALinkInATable() {
        String html = html("| a | b |\n|---|---|\n| x \\| y [[Winter berths\\|here]] | z |\n");
        assertTrue(
                html.contains(
                        "<td>x | y <a class=\"link\" href=\"/w/Winter_berths\">here</a></td>\n"
                                + "<td>z</td>"),
                html);
    }

    @Test
    void codeInATableShowsTheBarThatWasEscaped() {
        String html = html("| a |\n|---|\n| `[[a\\|b]]` |\n");
        assertTrue(html.contains("<code>[[a|b]]</code>"), html);
    }

    @Test
    void anUnclosedOrEmptyLinkIsText() {
        assertEquals("<p>[[a and [[</p>\n", html("[[a and [["));
        assertEquals("<p>[[ ]] and [[a\nb]]</p>\n", html("[[ ]] and [[a\nb]]"));
    }

    @Test
    void aTitleCannotBreakOutOfItsAttributeOrText() {
        String html = html("[[<img src=x onerror=alert(1)>|\"><script>]] [[a\" onclick=\"b]]");
        assertFalse(html.contains("<script>"), html);
        assertFalse(html.contains("<img"), html);
        assertFalse(html.contains("\" onclick"), html);
    }

    @Test
    void anEmbeddedImageIsShownWithItsSize() {
        assertEquals(
                "<p><img src=\"/w/-/file/assets/tide.png\" alt=\"tide.png\" width=\"300\" /></p>\n",
                html("![[tide.png|300]]"));
        assertTrue(html("![[tide.png|40x20]]").contains("width=\"40\" height=\"20\""));
        assertTrue(
                html("![[tide.png|50%|center|Low tide]]")
                        .contains("alt=\"Low tide\" width=\"50%\""));
    }

    @Test
    void anEmbeddedFileThatIsNoImageIsALink() {
        assertEquals(
                "<p>See <a class=\"file\" href=\"/w/-/file/winch_cert.pdf\">winch cert.pdf</a></p>\n",
                html("See ![[winch cert.pdf]]"));
    }

    @Test
    void anEmbeddedFileThatIsMissingSaysSo() {
        assertEquals(
                "<p><span class=\"missing-file\" title=\"This file is not in the wiki.\">gone.png"
                        + "</span></p>\n",
                html("![[gone.png]]"));
    }

    @Test
    void aRelativeLinkIsResolvedFromThePagesFolder() {
        vault.add("Harbour/Index", "[crane](Crane.md#Old%20parts) [up](../Winter%20berths.md)");
        assertEquals(
                "<p><a class=\"link\" href=\"/w/Harbour/Crane#old-parts\">crane</a>"
                        + " <a class=\"link\" href=\"/w/Winter_berths\">up</a></p>\n",
                vault.html("Harbour/Index"));
    }

    @Test
    void aRelativeImageIsShown() {
        vault.add("Harbour/Index", "![Low *tide*|120](../assets/tide.png \"Tide\")");
        assertEquals(
                "<p><img src=\"/w/-/file/assets/tide.png\" alt=\"Low tide\" title=\"Tide\""
                        + " width=\"120\" /></p>\n",
                vault.html("Harbour/Index"));
    }

    @Test
    void aLinkToAnotherSiteGivesNothingAway() {
        assertEquals(
                "<p><a href=\"https://example.org/\" rel=\"noopener noreferrer\">x</a></p>\n",
                html("[x](https://example.org/)"));
    }

    @Test
    void anImageOfAnotherSiteIsALinkThatLoadsIt() {
        assertEquals(
                "<p><a class=\"remote-image\" href=\"https://example.org/a.png\" title=\"A\""
                        + " rel=\"noopener noreferrer\">Load image</a></p>\n",
                html("![A](https://example.org/a.png)"));
    }

    @Test
    void anImageOfAnotherSiteInsideALinkFollowsTheLink() {
        String html = html("[![A](https://example.org/a.png)](https://example.org/)");
        assertEquals(
                "<p><a href=\"https://example.org/\" rel=\"noopener noreferrer\">A</a> <a"
                        + " class=\"remote-image\" href=\"https://example.org/a.png\" title=\"A\""
                        + " rel=\"noopener noreferrer\">Load image</a></p>\n",
                html);
    }

    @Test
    void anchorsAreNeverNested() {
        assertEquals(
                "<p><a href=\"https://example.org/\" rel=\"noopener noreferrer\">a Winter berths"
                        + " #tag</a></p>\n",
                html("[a [[Winter berths]] #tag](https://example.org/)"));
    }

    @Test
    void aTagIsALinkToItsPages() {
        assertEquals(
                "<p><a class=\"tag\" href=\"/w/-/tags/to/do\">#to/do</a>, not #12 nor a#b nor"
                        + " #tags-escaped</p>\n",
                html("#to/do, not #12 nor a#b nor \\#tags-escaped"));
    }

    @Test
    void aCharacterThatIsUsedAsAMarkIsNeverTakenFromTheText() {
        assertEquals("<p>\uFFFDa]] \uFFFD</p>\n", html("\uFDD0a]] \uFDD1"));
    }

    private String html(String text) {
        return vault.add("Page", text).html("Page");
    }
}
