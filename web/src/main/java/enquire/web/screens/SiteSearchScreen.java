package enquire.web.screens;

/**
 * The search of a static site, which a script answers.
 *
 * @param frame around it
 */
public record SiteSearchScreen(SiteFrame frame) implements SiteScreen {

    @Override
    public String template() {
        return "sitesearch.jte";
    }
}
