package enquire.web.wiki;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.web.http.Percent;

/** Where everything of one wiki is, percent-encoded. Titles are written as their display titles. */
public record WikiPaths(String slug) {

    /** The segment below which the screens of a wiki are; no title begins with it. */
    private static final String RESERVED = "-";

    public String home() {
        return "/" + Percent.encode(slug) + "/";
    }

    /** A page, or where a page of this title would be. */
    public String page(String title) {
        return "/" + Percent.encode(slug) + "/" + titlePath(title);
    }

    /** A screen of a page: {@code edit}, {@code history}, ... */
    public String screen(String name, String title) {
        return screen(name) + "/" + titlePath(title);
    }

    /** A screen of the wiki: {@code changes}, {@code search}, ... */
    public String screen(String name) {
        return "/" + Percent.encode(slug) + "/-/" + name;
    }

    public String permanent(PageId page) {
        return screen("page") + "/" + page;
    }

    public String file(BlobId blob, String name) {
        return screen("file") + "/" + blob + "/" + Percent.encode(name);
    }

    /** One segment: also the {@code /} of a title is encoded. */
    public String api(String title) {
        return "/-/api/v1/wikis/" + Percent.encode(slug) + "/pages/" + Percent.encode(title);
    }

    /** The pages and links that a map is drawn from. */
    public String graph() {
        return "/-/api/v1/wikis/" + Percent.encode(slug) + "/graph";
    }

    /**
     * A title as it stands in an address: spaces as {@code _}, {@code /} kept. A first segment
     * {@code -} is escaped, since the screens of the wiki are there.
     */
    public static String titlePath(String title) {
        var path = new StringBuilder(title.length() + 16);
        for (String segment : title.replace(' ', '_').split("/", -1)) {
            if (!path.isEmpty()) {
                path.append('/');
            }
            boolean reserved = path.isEmpty() && segment.equals(RESERVED);
            path.append(reserved ? "%2D" : Percent.encode(segment));
        }
        return path.toString();
    }

    /** What a person meant by a decoded path: {@code _} is a space. */
    public static String titleOf(String decodedPath) {
        return decodedPath.replace('_', ' ');
    }
}
