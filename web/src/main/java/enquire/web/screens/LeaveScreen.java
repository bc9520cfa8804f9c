package enquire.web.screens;

import java.util.List;

/**
 * The question before this computer leaves a wiki.
 *
 * @param frame around it
 * @param wiki its name
 * @param consequences what stays, what ends, and what cannot be taken back; a paragraph each
 * @param action POST: do it
 * @param cancelHref back to the peers
 */
public record LeaveScreen(
        Frame frame, String wiki, List<String> consequences, String action, String cancelHref)
        implements Screen {

    @Override
    public String template() {
        return "leave.jte";
    }
}
