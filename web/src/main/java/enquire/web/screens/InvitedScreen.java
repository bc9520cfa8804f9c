package enquire.web.screens;

import enquire.web.html.SafeHtml;

/**
 * A new invite, shown once.
 *
 * @param frame around it
 * @param invite the words or link to send
 * @param qr the same as an SVG picture with a viewBox, without style attributes
 * @param sentence "Works once, until tomorrow 15:00. ..."
 * @param backHref Peers and sync
 */
public record InvitedScreen(
        Frame frame, String invite, SafeHtml qr, String sentence, String backHref)
        implements Screen {

    @Override
    public String template() {
        return "invited.jte";
    }
}
