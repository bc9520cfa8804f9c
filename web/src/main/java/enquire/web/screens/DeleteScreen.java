package enquire.web.screens;

/**
 * The question before a page is deleted.
 *
 * @param frame around it
 * @param title of the page
 * @param action POST: do it
 * @param cancelHref back to the page
 * @param backlinkTotal pages that link to it
 * @param belowTotal pages below it, which may go along
 */
public record DeleteScreen(
        Frame frame,
        String title,
        String action,
        String cancelHref,
        int backlinkTotal,
        int belowTotal)
        implements Screen {

    @Override
    public String template() {
        return "delete.jte";
    }
}
