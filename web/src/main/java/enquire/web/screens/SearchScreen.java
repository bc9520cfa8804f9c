package enquire.web.screens;

import enquire.web.html.SafeHtml;
import java.util.List;

/**
 * Results, twenty a page.
 *
 * @param frame around it
 * @param query as typed
 * @param total number of pages found
 * @param hits of this part
 * @param suggestion a query that would find something, or empty
 * @param createHref makes a page called like the query; empty if there is one or it cannot be a
 *     title
 * @param previous part before; shown if its {@code href} is not empty
 * @param next part after, likewise
 */
public record SearchScreen(
        Frame frame,
        String query,
        long total,
        List<Hit> hits,
        String suggestion,
        String createHref,
        Link previous,
        Link next)
        implements Screen {

    /**
     * A page that was found.
     *
     * @param href path of the page
     * @param title of the page, matches in {@code <mark>}
     * @param snippet of its text, matches in {@code <mark>}
     * @param edited last edit
     */
    public record Hit(String href, SafeHtml title, SafeHtml snippet, When edited) {}

    @Override
    public String template() {
        return "search.jte";
    }
}
