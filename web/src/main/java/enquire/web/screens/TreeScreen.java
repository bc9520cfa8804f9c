package enquire.web.screens;

import java.util.List;

/**
 * All pages by the slashes of their titles.
 *
 * @param frame around it
 * @param lead how many there are
 * @param orders other orders; the current one has an empty {@code href}
 * @param nodes at the top
 * @param next the rest; shown if its {@code href} is not empty
 */
public record TreeScreen(Frame frame, String lead, List<Link> orders, List<Node> nodes, Link next)
        implements Screen {

    /**
     * A title, and what is below it.
     *
     * @param href of its page; empty if only pages below it are there
     * @param title what it is called to tell it from others
     * @param label the last part of the title, which is shown
     * @param moveHref GET: moves it with all below it; empty where there is nothing to move
     * @param renameHref GET: gives all below it another title above; empty likewise
     * @param below how many pages are below it
     * @param nodes directly below it
     */
    public record Node(
            String href,
            String title,
            String label,
            String moveHref,
            String renameHref,
            int below,
            List<Node> nodes) {}

    @Override
    public String template() {
        return "tree.jte";
    }
}
