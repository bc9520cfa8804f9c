package enquire.web.vault.markup;

import java.util.ArrayList;
import java.util.List;

/**
 * What names on a page mean: {@code ns:page} is a page below {@code ns}, {@code page} one beside
 * this page, {@code :page} one at the top, {@code ..:page} one further up.
 */
final class DokuWikiNames {

    /** What a namespace shows when itself is opened. */
    private static final String START = "start";

    private final List<String> here;

    /**
     * @param title of the page, with {@code /}
     */
    DokuWikiNames(String title) {
        List<String> segments = List.of(title.split("/"));
        this.here = segments.subList(0, Math.max(0, segments.size() - 1));
    }

    /** The title of a page that is named here. */
    String page(String name) {
        String plain = name.strip().replace('/', ':').replace('_', ' ');
        boolean namespace = plain.endsWith(":");
        return path(namespace ? plain + START : plain);
    }

    /** Where a file lies below {@code media}. */
    String media(String name) {
        return "media/" + path(name.strip().replace(' ', '_'));
    }

    private String path(String name) {
        var path = new ArrayList<String>();
        boolean relative = name.indexOf(':') < 0 || name.startsWith(".");
        if (relative) {
            path.addAll(here);
        }
        for (String segment : name.split(":")) {
            String plain = segment.strip();
            // "..ns" is short for "..:ns".
            while (plain.startsWith("..")) {
                if (!path.isEmpty()) {
                    path.removeLast();
                }
                plain = plain.substring(2);
            }
            if (plain.startsWith(".")) {
                plain = plain.substring(1);
            }
            if (!plain.isEmpty()) {
                path.add(plain);
            }
        }
        return String.join("/", path);
    }
}
