package enquire.web.screens;

import java.util.List;

/**
 * The keyboard map and how to write Markdown.
 *
 * @param frame around it
 * @param version of this node
 * @param roles all there are, the highest first
 */
public record HelpScreen(Frame frame, String version, List<RoleLine> roles) implements Screen {

    @Override
    public String template() {
        return "help.jte";
    }
}
