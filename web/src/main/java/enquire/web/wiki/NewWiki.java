package enquire.web.wiki;

import enquire.editor.page.Title;
import enquire.sync.node.Node;
import enquire.sync.node.Wiki;
import enquire.web.language.Language;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A wiki that somebody starts here. */
public final class NewWiki {

    /** In UTF-16 units; what fits into the header. */
    public static final int NAME_CHARS_MAX = 64;

    private NewWiki() {}

    /** The page that a new wiki opens with, if it is started in that language. */
    public static String home(Language language) {
        return Messages.of(language).text("newWiki.home");
    }

    /** With a home page and a short tour, in the language of whoever starts it. */
    public static Wiki withTour(Node node, String name) {
        Wiki wiki = node.create(name);
        Language language = Speaking.language();
        String tour = Messages.of(language).text("newWiki.tour");
        wiki.repository().create(new Title(home(language)), text("home", language));
        wiki.repository().create(new Title(tour), text("tour", language));
        return wiki;
    }

    private static String text(String page, Language language) {
        String resource = page + (language == Language.ENGLISH ? "" : "_" + language.tag()) + ".md";
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
