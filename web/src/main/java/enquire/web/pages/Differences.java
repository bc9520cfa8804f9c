package enquire.web.pages;

import enquire.editor.page.TextHistory;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.html.HtmlDiff;
import enquire.web.html.SafeHtml;
import enquire.web.screens.Difference;
import enquire.web.wiki.LineDiff;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Shows what an edit did: as a page, or as its source. */
final class Differences {

    /**
     * Both texts together, in UTF-16 units. More is shown as source, where what did not change is
     * left out: two pages of 200,000 characters take about a second to be rendered and compared.
     */
    private static final int RENDERED_CHARS_MAX = 400_000;

    private static final String SOURCE = "source";

    private final Screens screens;

    Differences(Screens screens) {
        this.screens = screens;
    }

    /**
     * @param asked the view: {@code source}, or anything else for the rendered page
     * @param href of a view
     */
    Difference of(
            Wiki wiki,
            PageView page,
            TextHistory.Part part,
            Optional<String> asked,
            UnaryOperator<String> href) {
        boolean large = part.before().length() + part.change().lengthAfter() > RENDERED_CHARS_MAX;
        boolean source = large || asked.filter(SOURCE::equals).isPresent();
        List<Difference.View> views =
                List.of(
                        new Difference.View(href.apply(""), "Rendered", !source),
                        new Difference.View(href.apply(SOURCE), "Source", source));
        String note =
                large
                        ? "This page is too long to be compared as it reads, so its source is shown."
                        : "";
        if (part.change().isEmpty()) {
            return new Difference(views, SafeHtml.EMPTY, List.of(), true, 0, "");
        }
        if (source) {
            var lines = LineDiff.of(part.before(), part.change());
            return new Difference(views, SafeHtml.EMPTY, lines, false, 0, note);
        }
        HtmlDiff.Merged merged =
                HtmlDiff.between(
                        screens.renderer().past(wiki, page, part.before()),
                        screens.renderer().past(wiki, page, part.after()));
        if (merged.changes() == 0) {
            return new Difference(
                    views,
                    merged.html(),
                    List.of(),
                    false,
                    0,
                    "Both versions look the same. Their source differs.");
        }
        return new Difference(views, merged.html(), List.of(), false, merged.changes(), "");
    }
}
