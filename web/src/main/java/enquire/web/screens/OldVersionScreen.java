package enquire.web.screens;

import enquire.web.html.SafeHtml;

/**
 * A page as it was.
 *
 * @param frame around it
 * @param title of the page
 * @param paths of the page
 * @param at when it was written
 * @param author who wrote it
 * @param body the text as it was
 * @param diffHref what changed since
 * @param actions what can be done with it
 */
public record OldVersionScreen(
        Frame frame,
        String title,
        PagePaths paths,
        When at,
        String author,
        SafeHtml body,
        String diffHref,
        VersionActions actions)
        implements Screen {

    @Override
    public String template() {
        return "old.jte";
    }
}
