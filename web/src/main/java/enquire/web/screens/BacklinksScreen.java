package enquire.web.screens;

import java.util.List;

/**
 * All links to one page.
 *
 * @param frame around it
 * @param title of the page
 * @param href of the page
 * @param backlinks pages that link here
 * @param next the rest; shown if its {@code href} is not empty
 */
public record BacklinksScreen(
        Frame frame, String title, String href, List<Backlink> backlinks, Link next)
        implements Screen {

    @Override
    public String template() {
        return "links.jte";
    }
}
