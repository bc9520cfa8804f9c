package enquire.web.screens;

import java.util.List;

/**
 * Pages and links as a picture, and the same as a list.
 *
 * @param frame around it
 * @param title of the page in the middle; empty for the whole wiki
 * @param depth how many links away, 1 to 3
 * @param source GET: what the picture is drawn from
 * @param pageHref GET: the map around the home page, or around the page in the middle
 * @param wholeHref GET: the map of the whole wiki
 * @param rows the list
 * @param total pages that there would be without a limit
 */
public record MapScreen(
        Frame frame,
        String title,
        int depth,
        String source,
        String pageHref,
        String wholeHref,
        List<Row> rows,
        int total)
        implements Screen {

    /**
     * A page.
     *
     * @param distance in links from the page in the middle
     * @param linksTo how many pages it links to
     * @param linkedFrom how many pages link to it
     */
    public record Row(String href, String title, int distance, int linksTo, int linkedFrom) {}

    @Override
    public String template() {
        return "map.jte";
    }
}
