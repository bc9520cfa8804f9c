package enquire.web.screens;

/**
 * The question before somebody is taken out of a wiki.
 *
 * @param frame around it
 * @param name of who is removed
 * @param note what it means for other computers of the same person, or empty
 * @param action POST: do it
 * @param cancelHref back to the peers
 */
public record RemoveScreen(Frame frame, String name, String note, String action, String cancelHref)
        implements Screen {

    @Override
    public String template() {
        return "remove.jte";
    }
}
