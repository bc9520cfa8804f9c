package enquire.web.screens;

/**
 * A wiki that no folder of Markdown files follows, and the form that lets one.
 *
 * @param frame around it
 * @param action POST: {@code folder} and {@code adopt}
 * @param folder what was typed, or a place that will do
 * @param adopts what was ticked: Markdown files that are there become pages
 * @param problem why the folder cannot be taken, or empty
 * @param peersHref back to the peers
 */
public record NewMirrorScreen(
        Frame frame, String action, String folder, boolean adopts, String problem, String peersHref)
        implements Screen {

    @Override
    public String template() {
        return "newmirror.jte";
    }
}
