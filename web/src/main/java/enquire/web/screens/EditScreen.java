package enquire.web.screens;

/**
 * The editor. Text and everything that changes comes over the live socket; without JavaScript the
 * screen leads to the plain editor.
 *
 * @param frame around it
 * @param title of the page, or the one asked for
 * @param pageId empty for a page that is not made yet
 * @param paths of the page
 * @param plainHref the editor without JavaScript
 * @param me how others see this tab
 * @param backlinkTotal links that a rename can update
 * @param fileBytesMax largest attachment, in bytes
 */
public record EditScreen(
        Frame frame,
        String title,
        String pageId,
        PagePaths paths,
        String plainHref,
        Person me,
        int backlinkTotal,
        long fileBytesMax)
        implements Screen {

    @Override
    public String template() {
        return "edit.jte";
    }
}
