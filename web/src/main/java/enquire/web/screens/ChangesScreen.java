package enquire.web.screens;

import java.util.List;

/**
 * Recent changes, grouped by day.
 *
 * @param frame around it
 * @param notices above the list
 * @param days newest first
 * @param next older ones; shown if its {@code href} is not empty
 */
public record ChangesScreen(Frame frame, List<Notice> notices, List<Day> days, Link next)
        implements Screen {

    /**
     * One day.
     *
     * @param words "Today", "Thursday 19 November"
     * @param changes newest first
     */
    public record Day(String words, List<Change> changes) {}

    /**
     * One change of one page.
     *
     * @param at when
     * @param href of the page
     * @param title of the page
     * @param author who
     * @param summary "+48 −12 words", "deleted", or empty
     * @param diffHref what changed; empty if that cannot be shown
     */
    public record Change(
            When at, String href, String title, Person author, String summary, String diffHref) {}

    @Override
    public String template() {
        return "changes.jte";
    }
}
