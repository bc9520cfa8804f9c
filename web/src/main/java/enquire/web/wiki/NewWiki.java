package enquire.web.wiki;

import enquire.editor.page.Title;
import enquire.sync.node.Node;
import enquire.sync.node.Wiki;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A wiki that somebody starts here. */
public final class NewWiki {

    /** In UTF-16 units; what fits into the header. */
    public static final int NAME_CHARS_MAX = 64;

    /** The page that a new wiki opens with. */
    public static final String HOME = "Home";

    private static final String TOUR = "Tour";

    private NewWiki() {}

    /** With a home page and a short tour. */
    public static Wiki withTour(Node node, String name) {
        Wiki wiki = node.create(name);
        wiki.repository().create(new Title(HOME), text("home.md"));
        wiki.repository().create(new Title(TOUR), text("tour.md"));
        return wiki;
    }

    private static String text(String resource) {
        try (InputStream in = NewWiki.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
