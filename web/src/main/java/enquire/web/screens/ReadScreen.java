package enquire.web.screens;

import enquire.web.html.SafeHtml;
import java.util.List;

/**
 * A page to read.
 *
 * @param frame around it
 * @param title the page's title
 * @param pageId as in permanent links
 * @param version the version token of the text that is shown
 * @param digest of the title and the text: versions differ also where nothing to be read does
 * @param paths where its actions are
 * @param crumbs from Home along the title's {@code /}, without the page itself
 * @param edited last edit
 * @param author of the last edit; empty if nobody is known
 * @param editing a sentence about who has it open in an editor; empty if nobody has
 * @param notices above the text ("Renamed from Winch notes")
 * @param body the rendered text
 * @param headings for On this page
 * @param backlinks the first few pages that link here
 * @param backlinkTotal how many there are in all
 * @param mentions pages that mention it without a link, if none links here
 * @param tags of the page
 * @param files attachments, the size as note
 * @param copies "On 2 other computers.", or empty
 */
public record ReadScreen(
        Frame frame,
        String title,
        String pageId,
        String version,
        String digest,
        PagePaths paths,
        List<Link> crumbs,
        When edited,
        String author,
        String editing,
        List<Notice> notices,
        SafeHtml body,
        List<Heading> headings,
        List<Backlink> backlinks,
        int backlinkTotal,
        int mentions,
        List<Link> tags,
        List<Link> files,
        String copies)
        implements Screen {

    @Override
    public String template() {
        return "read.jte";
    }
}
