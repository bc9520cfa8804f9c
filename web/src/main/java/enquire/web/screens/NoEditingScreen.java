package enquire.web.screens;

import java.util.List;

/**
 * Stands where the editor would, for who may not write. If this browser keeps words that the page
 * does not hold, a script leads to them.
 *
 * @param frame around it
 * @param heading a short sentence
 * @param detail what is safe and what to do
 * @param ways where to go from here, at least one
 * @param pageId empty if there is no such page
 * @param pageTitle the same
 * @param editHref of the page's editor; the same
 */
public record NoEditingScreen(
        Frame frame,
        String heading,
        String detail,
        List<Link> ways,
        String pageId,
        String pageTitle,
        String editHref)
        implements Screen {

    @Override
    public String template() {
        return "noediting.jte";
    }
}
