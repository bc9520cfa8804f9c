package enquire.web.wiki;

import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;

/** Old texts of a page. */
public final class Versions {

    /** Said of a version that the page never had. */
    public static String unknown() {
        return Speaking.messages().text("version.unknown");
    }

    private Versions() {}

    /**
     * @throws ProblemException 400 if this is no version
     */
    public static Version parse(String token) {
        return Version.parse(token)
                .orElseThrow(() ->
                        ProblemException.badRequest(Speaking.messages().text("version.none")));
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
                .orElseThrow(() -> ProblemException.notFound(unknown()));
    }
}
