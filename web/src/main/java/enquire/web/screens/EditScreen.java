package enquire.web.screens;

import java.util.List;

/**
 * The editor. The text stands in the screen to be read at once; what is edited comes over the live
 * socket. Without JavaScript the screen leads to the plain editor.
 *
 * @param frame around it
 * @param heading for those who cannot see the title's field
 * @param title of the page, or the one asked for; empty for a new page, which asks for one
 * @param text the Markdown as it is now, until the socket brings it; empty if there is none yet, or
 *     too much to send twice
 * @param pageId empty for a page that is not made yet
 * @param paths of the page
 * @param plainHref the editor without JavaScript
 * @param me how others see this tab
 * @param backlinkTotal links that a rename can update
 * @param fileBytesMax largest attachment, in bytes
 * @param textCharsMax longest text of a page, in UTF-16 units
 * @param keptOnly whether only what the browser keeps is to be shown, since this person may not
 *     write; if it keeps nothing, a script leads to the page
 * @param templates from which a page that is not made yet may begin
 */
public record EditScreen(
        Frame frame,
        String heading,
        String title,
        String text,
        String pageId,
        PagePaths paths,
        String plainHref,
        Person me,
        int backlinkTotal,
        long fileBytesMax,
        int textCharsMax,
        boolean keptOnly,
        List<Link> templates)
        implements Screen {

    @Override
    public String template() {
        return "edit.jte";
    }
}
