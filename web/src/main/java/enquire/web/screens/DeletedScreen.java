package enquire.web.screens;

import enquire.web.html.SafeHtml;

/**
 * A page that somebody deleted.
 *
 * @param frame around it
 * @param title of the page
 * @param sentence "Alice deleted this page today at 14:51."
 * @param restoreAction POST: brings it back
 * @param historyHref its versions
 * @param lastText the text it had
 */
public record DeletedScreen(
        Frame frame,
        String title,
        String sentence,
        String restoreAction,
        String historyHref,
        SafeHtml lastText)
        implements Screen {

    @Override
    public String template() {
        return "deleted.jte";
    }
}
