package enquire.web.screens;

import java.util.List;

/**
 * A list of a static site: all pages, recent changes, tags, one tag.
 *
 * @param frame around it
 * @param heading the h1
 * @param groups what is listed
 * @param empty the sentence in place of an empty list
 * @param previous the rows before these; shown if its {@code href} is not empty
 * @param next the rest; shown if its {@code href} is not empty
 */
public record SiteListScreen(
        SiteFrame frame, String heading, List<Group> groups, String empty, Link previous, Link next)
        implements SiteScreen {

    /**
     * Rows that belong together.
     *
     * @param heading a day; empty for none
     */
    public record Group(String heading, List<Link> rows) {}

    @Override
    public String template() {
        return "sitelist.jte";
    }
}
