package enquire.web.screens;

/**
 * The form that makes a page part of another one.
 *
 * @param frame around it
 * @param title of the page that goes
 * @param action POST: {@code into}, the other page's title
 * @param cancelHref back to the page
 * @param typed what stands in the field
 * @param problem what was wrong with the last try, or empty
 */
public record MergeScreen(
        Frame frame, String title, String action, String cancelHref, String typed, String problem)
        implements Screen {

    @Override
    public String template() {
        return "merge.jte";
    }
}
