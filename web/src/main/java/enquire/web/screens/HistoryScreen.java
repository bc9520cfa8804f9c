package enquire.web.screens;

import java.util.List;

/**
 * The versions of a page, newest first.
 *
 * @param frame around it
 * @param title of the page
 * @param paths of the page
 * @param notices above the list
 * @param versions newest first
 * @param next older ones; shown if its {@code href} is not empty
 */
public record HistoryScreen(
        Frame frame,
        String title,
        PagePaths paths,
        List<Notice> notices,
        List<Version> versions,
        Link next)
        implements Screen {

    /**
     * One version.
     *
     * @param at when it was written
     * @param author who wrote it
     * @param summary what the author said, or empty
     * @param added words added
     * @param removed words removed
     * @param href the text as it was
     * @param diffHref what changed since the version before
     */
    public record Version(
            When at,
            Person author,
            String summary,
            int added,
            int removed,
            String href,
            String diffHref) {}

    @Override
    public String template() {
        return "history.jte";
    }
}
