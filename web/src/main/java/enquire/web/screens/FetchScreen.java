package enquire.web.screens;

/**
 * A page on its way from the computer of a collaborator, or why it does not come.
 *
 * @param frame around it
 * @param title of the page, as it was told; empty if it is not known
 * @param sentence from whom it is fetched, or what is wrong
 * @param waiting whether it may still come; the screen is loaded again by itself then
 * @param againHref asks once more
 */
public record FetchScreen(
        Frame frame, String title, String sentence, boolean waiting, String againHref)
        implements Screen {

    @Override
    public String template() {
        return "fetch.jte";
    }
}
