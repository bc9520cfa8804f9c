package enquire.web.screens;

/**
 * The keyboard map and how to write Markdown.
 *
 * @param frame around it
 * @param version of this node
 */
public record HelpScreen(Frame frame, String version) implements Screen {

    @Override
    public String template() {
        return "help.jte";
    }
}
