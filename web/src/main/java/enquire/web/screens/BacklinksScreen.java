package enquire.web.screens;

import enquire.web.html.SafeHtml;
import java.util.List;

/**
 * All links to one page, and where it is mentioned without one.
 *
 * @param frame around it
 * @param title of the page
 * @param href of the page
 * @param outdated how many links name the page as it was called formerly
 * @param updateAction POST: writes its title into them
 * @param gone headings that links name and the page does not have
 * @param headings that it has, to choose from
 * @param headingAction POST: {@code from}, {@code to}; empty for who may not write
 * @param backlinks pages that link here
 * @param next the rest; shown if its {@code href} is not empty
 * @param mentionTotal pages that mention it without a link
 * @param linkAction POST: {@code page}; empty for who may not write
 * @param mentions the first of them
 */
public record BacklinksScreen(
        Frame frame,
        String title,
        String href,
        int outdated,
        String updateAction,
        List<Gone> gone,
        List<String> headings,
        String headingAction,
        List<Backlink> backlinks,
        Link next,
        int mentionTotal,
        String linkAction,
        List<Mention> mentions)
        implements Screen {

    /**
     * A page that mentions this one.
     *
     * @param page its id
     * @param snippet the words, marked
     */
    public record Mention(String href, String title, String page, SafeHtml snippet) {}

    /**
     * A heading that is gone.
     *
     * @param links that name it
     * @param closest the heading that it most likely became, or empty
     */
    public record Gone(String heading, int links, String closest) {}

    @Override
    public String template() {
        return "links.jte";
    }
}
