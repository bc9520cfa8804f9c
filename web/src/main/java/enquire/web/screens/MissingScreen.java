package enquire.web.screens;

import java.util.List;

/**
 * Nothing is stored under this title.
 *
 * @param frame around it
 * @param title as asked for
 * @param arriving that it may be among pages which are still to come; empty if none are
 * @param createHref the editor for it
 * @param backlinks pages that link to it
 * @param closest titles that are nearly the same
 */
public record MissingScreen(
        Frame frame,
        String title,
        String arriving,
        String createHref,
        List<Backlink> backlinks,
        List<Link> closest)
        implements Screen {

    @Override
    public String template() {
        return "missing.jte";
    }
}
