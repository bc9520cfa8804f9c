package enquire.web.wiki;

import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.ProblemException;

/** Old texts of a page. */
public final class Versions {

    /** Said of a version that the page never had. */
    public static final String UNKNOWN = "This computer does not know that version of the page.";

    private Versions() {}

    /**
     * @throws ProblemException 400 if this is no version
     */
    public static Version parse(String token) {
        return Version.parse(token)
                .orElseThrow(() -> ProblemException.badRequest("This is not a version of a page."));
    }

    /**
     * @throws ProblemException 404 if the page never had this version
     */
    public static String text(Wiki wiki, PageView page, Version version) {
        if (version.equals(page.version())) {
            return page.text();
        }
        return wiki.repository()
                .textAt(page.page(), version)
                .orElseThrow(() -> ProblemException.notFound(UNKNOWN));
    }
}
