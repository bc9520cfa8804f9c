package enquire.web.screens;

import java.util.List;
import java.util.Optional;

/**
 * The sessions in which a page was written, newest first, and what one of them did.
 *
 * @param frame around it
 * @param title of the page
 * @param paths of the page
 * @param notices above the list
 * @param only "One version, written by you today." while there is nothing else, or empty
 * @param named versions that have a name, newest first
 * @param sessions newest first
 * @param newer newer ones; shown if its {@code href} is not empty
 * @param older older ones; likewise
 * @param redact where something is taken out of the past for good; shown if its {@code href} is not
 *     empty
 * @param shown the one that is looked at; empty if there is none
 */
public record HistoryScreen(
        Frame frame,
        String title,
        PagePaths paths,
        List<Notice> notices,
        String only,
        List<Link> named,
        List<Session> sessions,
        Link newer,
        Link older,
        Link redact,
        Optional<Shown> shown)
        implements Screen {

    /**
     * One session.
     *
     * @param day "Today" above the first of its day, else empty
     * @param times "14:40 to 15:02"
     * @param to when its last edit was made
     * @param author who wrote it
     * @param size "2 sections", or empty
     * @param added words added
     * @param removed words removed
     * @param names of versions that it left
     * @param acts what was done besides writing, as sentences without a stop
     * @param href it is looked at there
     * @param current whether it is the one that is looked at
     */
    public record Session(
            String day,
            String times,
            When to,
            Person author,
            String size,
            int added,
            int removed,
            List<String> names,
            List<String> acts,
            String href,
            boolean current) {}

    /**
     * The session that is looked at.
     *
     * @param session as in the list
     * @param when "Today 14:40 to 15:02"
     * @param difference what it did
     * @param version how the page was after it
     * @param steps of the session, newest first; empty if it is one step
     * @param moreSteps how many more there are
     */
    public record Shown(
            Session session,
            String when,
            Difference difference,
            VersionActions version,
            List<Step> steps,
            int moreSteps) {}

    /**
     * A version within a session.
     *
     * @param at "14:52:07"
     * @param href the page as it was then
     * @param size "+3 −1 words", or what was done
     */
    public record Step(String at, String href, String size) {}

    @Override
    public String template() {
        return "history.jte";
    }
}
