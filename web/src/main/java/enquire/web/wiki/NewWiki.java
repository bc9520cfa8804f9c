package enquire.web.wiki;

import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.sync.identity.RecoveryKey;
import enquire.sync.node.Node;
import enquire.sync.node.Wiki;
import enquire.web.language.Language;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** A wiki that somebody starts here. */
public final class NewWiki {

    /** In UTF-16 units; what fits into the header. */
    public static final int NAME_CHARS_MAX = 64;

    /** What a line of the tour begins with that names the page below it. */
    private static final String PAGE = "=== ";

    private NewWiki() {}

    /** The page that a new wiki opens with, if it is started in that language. */
    public static String home(Language language) {
        return Messages.of(language).text("newWiki.home");
    }

    /**
     * A wiki that was made just now.
     *
     * @param recovery to be shown to whoever made it, once; it is kept nowhere
     */
    public record Made(Wiki wiki, RecoveryKey recovery) {}

    /** Without pages. */
    public static Made empty(Node node, String name) {
        RecoveryKey recovery = RecoveryKey.draw(new SecureRandom());
        return new Made(node.create(name, recovery), recovery);
    }

    /** With a home page and a short tour below a title of its own, in the language spoken here. */
    public static Made withTour(Node node, String name) {
        Made made = empty(node, name);
        Wiki wiki = made.wiki();
        tour(Speaking.language())
                .forEach((title, text) -> wiki.repository().create(new Title(title), text));
        return made;
    }

    /** Whether a page still is what a new wiki began with, in whichever language. */
    public static boolean isUntouched(TitleKey key, String text) {
        return Arrays.stream(Language.values())
                .flatMap(language -> tour(language).entrySet().stream())
                .anyMatch(page ->
                        page.getValue().equals(text) && new Title(page.getKey()).key().equals(key));
    }

    /** Titles and texts, in the order in which one reads them. */
    static Map<String, String> tour(Language language) {
        Map<String, String> pages = new LinkedHashMap<>();
        for (String page : text("tour.%s.md".formatted(language.tag())).split("(?m)^" + PAGE)) {
            int end = page.indexOf('\n');
            if (end > 0) {
                pages.put(page.substring(0, end), page.substring(end + 1));
            }
        }
        return pages;
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
