package enquire.web.screens;

import enquire.web.html.SafeHtml;
import java.util.List;

/**
 * Results, twenty a page.
 *
 * @param frame around it
 * @param query as typed
 * @param filter what is asked for beside words
 * @param choices what the filter's fields offer
 * @param elsewhere what collaborators were asked
 * @param count how many pages were found and which of them are shown, as a sentence; empty if
 *     nothing was asked for
 * @param hits of this part
 * @param suggestion a query that would find something; shown if its {@code href} is not empty
 * @param unfilteredHref the same words without a filter; empty if there is no filter
 * @param createHref makes a page called like the query; empty if there is one or it cannot be a
 *     title
 * @param previous part before; shown if its {@code href} is not empty
 * @param next part after, likewise
 */
public record SearchScreen(
        Frame frame,
        String query,
        Filter filter,
        Choices choices,
        Elsewhere elsewhere,
        String count,
        List<Hit> hits,
        Link suggestion,
        String unfilteredHref,
        String createHref,
        Link previous,
        Link next)
        implements Screen {

    /**
     * The fields of the form beside the words, as they were sent.
     *
     * @param titlesOnly look in titles alone
     * @param tag without {@code #}, or empty
     * @param by a name, or empty
     * @param after an ISO 8601 day, or empty
     */
    public record Filter(boolean titlesOnly, String tag, String by, String after) {}

    /**
     * @param tags those of most pages, to choose from
     * @param people names of members
     */
    public record Choices(List<String> tags, List<String> people) {}

    /**
     * The computers of collaborators.
     *
     * @param asked whether they are asked, too
     * @param sentence who has not answered, or that nobody was there; empty if there is no more to
     *     come
     * @param againHref looks again; empty if there is no more to come
     */
    public record Elsewhere(boolean asked, String sentence, String againHref) {}

    /**
     * A page that was found.
     *
     * @param href path of the page, or of the screen that fetches it
     * @param title of the page, matches in {@code <mark>}
     * @param section the heading above what matched; shown if its {@code href} is not empty
     * @param snippet of its text, matches in {@code <mark>}
     * @param author of the last edit; empty if it is not known
     * @param edited last edit; without words for a page that is not here
     * @param holders on whose computers it is, too, as a sentence; may be empty
     */
    public record Hit(
            String href,
            SafeHtml title,
            Link section,
            SafeHtml snippet,
            String author,
            When edited,
            String holders) {}

    @Override
    public String template() {
        return "search.jte";
    }
}
