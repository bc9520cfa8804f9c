package enquire.web.vault;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.text.TextChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A link that leads elsewhere in an export goes on showing what it showed. */
class ExportedLinksTest {

    private static String labelled(String text) {
        List<TextChange.Replacement> labels =
                PageAnalysis.of(text).links().stream()
                        .map(link -> ExportedLinks.label(text, link))
                        .flatMap(Optional::stream)
                        .toList();
        return TextChange.of(text.length(), labels).apply(text);
    }

    @Test
    void aLinkShowsItsOldTargetButNotInATable() {
        assertEquals("See [[Boats|Boats]], [[A|b]].", labelled("See [[Boats]], [[A|b]]."));
        assertEquals(
                "One.\n[[Boats|Boats]]\nTwo | three.", labelled("One.\n[[Boats]]\nTwo | three."));
        assertEquals("| [[Boats]] | 1 |", labelled("| [[Boats]] | 1 |"));
    }

    @Test
    void inALineThatIsTooLongToReadForEachLinkItIsLeft() {
        String line = "x".repeat(6_000) + "[[Boats]]";
        assertEquals(line, labelled(line));
    }

    /** The whole line was read for each link of it. */
    @Test
    void aLineOfManyLinksDoesNotTakeLong() {
        String text = "[[Boats]] ".repeat(30_000);
        List<PageLink> links = PageAnalysis.of(text).links();
        assertEquals(30_000, links.size());
        assertTimeoutPreemptively(
                ofSeconds(60), () -> links.forEach(link -> ExportedLinks.label(text, link)));
    }
}
