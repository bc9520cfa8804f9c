package enquire.web.screens;

import java.util.List;

/**
 * All links to one page, and mentions that are no links yet.
 *
 * @param frame around it
 * @param title of the page
 * @param href of the page
 * @param backlinks pages that link here
 * @param mentions pages that name it without a link
 */
public record BacklinksScreen(
        Frame frame, String title, String href, List<Backlink> backlinks, List<Backlink> mentions)
        implements Screen {

    @Override
    public String template() {
        return "links.jte";
    }
}
