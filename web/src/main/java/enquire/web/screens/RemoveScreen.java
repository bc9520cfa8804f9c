package enquire.web.screens;

import java.util.List;

/**
 * The question before somebody is taken out of a wiki.
 *
 * @param frame around it
 * @param name of who is removed
 * @param note what it means for other computers of the same person, or empty
 * @param only what would go with that member, a sentence each, and what to do; none if nothing
 * @param action POST: do it
 * @param cancelHref back to the peers
 */
public record RemoveScreen(
        Frame frame, String name, String note, List<String> only, String action, String cancelHref)
        implements Screen {

    @Override
    public String template() {
        return "remove.jte";
    }
}
