package enquire.web.screens;

import java.util.List;

/**
 * A list of pages or tags: all pages, wanted, orphans, tags, one tag, deleted pages, the wikis of
 * this node.
 *
 * @param frame around it
 * @param heading the h1
 * @param lead a sentence below it, or empty
 * @param orders other orders of the list; the current one has an empty {@code href}
 * @param rows what is listed
 * @param empty the sentence in place of an empty list, which says what to do next
 * @param way what may be done about that; shown if its {@code href} is not empty
 * @param next the rest; shown if its {@code href} is not empty
 * @param feed the changes of what is listed, for feed readers; shown if its {@code href} is not
 *     empty
 */
public record ListScreen(
        Frame frame,
        String heading,
        String lead,
        List<Link> orders,
        List<Row> rows,
        String empty,
        Link way,
        Link next,
        Link feed)
        implements Screen {

    /** A list about which there is nothing to do when it is empty. */
    public ListScreen(
            Frame frame,
            String heading,
            String lead,
            List<Link> orders,
            List<Row> rows,
            String empty,
            Link next) {
        this(frame, heading, lead, orders, rows, empty, Link.of("", ""), next);
    }

    /** A list that is no feed. */
    public ListScreen(
            Frame frame,
            String heading,
            String lead,
            List<Link> orders,
            List<Row> rows,
            String empty,
            Link way,
            Link next) {
        this(frame, heading, lead, orders, rows, empty, way, next, Link.of("", ""));
    }

    /**
     * One line.
     *
     * @param href where it leads
     * @param text plain text
     * @param note small print at its end, or empty
     * @param missing whether it leads to a page that does not exist yet
     * @param action POST path of the button at its end; empty for none
     * @param actionLabel what the button does ("Restore page")
     */
    public record Row(
            String href,
            String text,
            String note,
            boolean missing,
            String action,
            String actionLabel) {

        /** A line that is only a link. */
        public static Row of(String href, String text, String note) {
            return new Row(href, text, note, false, "", "");
        }
    }

    @Override
    public String template() {
        return "list.jte";
    }
}
