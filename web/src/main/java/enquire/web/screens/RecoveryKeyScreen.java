package enquire.web.screens;

import enquire.web.html.SafeHtml;
import java.util.List;

/**
 * The recovery key of a wiki that was made just now. It is on no other screen.
 *
 * @param frame around it
 * @param wiki its name
 * @param groups of letters, to be written down
 * @param qr the same as an SVG picture
 * @param nextHref where its first page is edited
 */
public record RecoveryKeyScreen(
        Frame frame, String wiki, List<String> groups, SafeHtml qr, String nextHref)
        implements Screen {

    @Override
    public String template() {
        return "recoverykey.jte";
    }
}
