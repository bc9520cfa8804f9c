package enquire.web.screens;

import enquire.web.html.SafeHtml;
import java.util.List;

/**
 * A page of a static site.
 *
 * @param frame around it
 * @param title the page's title
 * @param crumbs from Home along the title's {@code /}, without the page itself
 * @param edited last edit
 * @param author of the last edit; empty if nobody is known
 * @param body the rendered text, its addresses relative
 * @param headings for On this page
 * @param backlinks pages that link here
 * @param backlinkTotal how many there are in all
 * @param tags of the page
 * @param files attachments, the size as note
 * @param formulas whether there is something for KaTeX to draw
 */
public record SitePageScreen(
        SiteFrame frame,
        String title,
        List<Link> crumbs,
        When edited,
        String author,
        SafeHtml body,
        List<Heading> headings,
        List<Backlink> backlinks,
        int backlinkTotal,
        List<Link> tags,
        List<Link> files,
        boolean formulas)
        implements SiteScreen {

    @Override
    public String template() {
        return "sitepage.jte";
    }
}
