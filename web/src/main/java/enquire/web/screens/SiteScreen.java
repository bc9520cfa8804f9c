package enquire.web.screens;

/** What one template of a static site takes. */
public sealed interface SiteScreen permits SiteListScreen, SitePageScreen, SiteSearchScreen {

    /** What stands around this screen. */
    SiteFrame frame();

    /** The template's file below {@code src/main/jte}. */
    String template();
}
