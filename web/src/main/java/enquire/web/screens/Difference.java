package enquire.web.screens;

import enquire.web.html.SafeHtml;
import java.util.List;

/**
 * What differs between two texts of a page, in one of several views.
 *
 * @param views to choose from
 * @param rendered the newer text as a page with both marked; empty unless that view is shown
 * @param lines of the source, unchanged stretches already shortened; empty unless that is shown
 * @param same whether nothing differs
 * @param count how many places of the rendered page differ
 * @param writers who wrote the newer text, who wrote most first; empty unless that is shown
 * @param note why another view or not all is shown, or empty
 * @param more shows what is left out; if its {@code href} is not empty
 */
public record Difference(
        List<View> views,
        SafeHtml rendered,
        List<DiffScreen.Line> lines,
        boolean same,
        int count,
        List<Writer> writers,
        String note,
        Link more) {

    /**
     * @param share "62 %"
     */
    public record Writer(Person person, String share) {}

    /** One way to look at it. */
    public record View(String href, String name, boolean current) {}
}
