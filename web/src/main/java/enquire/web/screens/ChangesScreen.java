package enquire.web.screens;

import java.util.List;

/**
 * Recent changes, grouped by day and page.
 *
 * @param frame around it
 * @param notices above the list
 * @param shows whose changes can be shown; the current choice has an empty {@code href}
 * @param filter what else narrows them
 * @param people who can be chosen
 * @param marking what makes everything read; shown if its {@code path} is not empty
 * @param days newest first
 * @param empty the sentence in place of an empty list
 * @param next older ones; shown if its {@code href} is not empty
 * @param feedHref the same as a feed
 */
public record ChangesScreen(
        Frame frame,
        List<Notice> notices,
        List<Link> shows,
        Filter filter,
        List<String> people,
        Marking marking,
        List<Day> days,
        String empty,
        Link next,
        String feedHref)
        implements Screen {

    /**
     * The fields of the form.
     *
     * @param show {@code new}, {@code others} or {@code everyone}
     * @param by a name, or empty
     * @param tag without {@code #}, or empty
     */
    public record Filter(String show, String by, String tag) {}

    /**
     * @param path POST {@code upTo}
     * @param upTo the change up to which everything was shown
     */
    public record Marking(String path, String upTo) {}

    /**
     * One day.
     *
     * @param words "Today", "Thursday 19 November"
     * @param changes newest first
     */
    public record Day(String words, List<Change> changes) {}

    /**
     * What one page became on one day.
     *
     * @param at when last
     * @param href of the page
     * @param title of the page
     * @param authors who, the last one first
     * @param unread whether it is news to the reader
     * @param summary "deleted", or empty
     * @param diffHref what changed; empty if that cannot be shown
     */
    public record Change(
            When at,
            String href,
            String title,
            List<Person> authors,
            boolean unread,
            String summary,
            String diffHref) {}

    @Override
    public String template() {
        return "changes.jte";
    }
}
