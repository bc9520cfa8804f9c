package enquire.web.screens;

import java.util.List;

/**
 * All links to one page.
 *
 * @param frame around it
 * @param title of the page
 * @param href of the page
 * @param outdated how many links name the page as it was called formerly
 * @param updateAction POST: writes its title into them
 * @param backlinks pages that link here
 * @param next the rest; shown if its {@code href} is not empty
 */
public record BacklinksScreen(
        Frame frame,
        String title,
        String href,
        int outdated,
        String updateAction,
        List<Backlink> backlinks,
        Link next)
        implements Screen {

    @Override
    public String template() {
        return "links.jte";
    }
}
