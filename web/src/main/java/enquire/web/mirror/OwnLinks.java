package enquire.web.mirror;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the person at this computer links to in a file. What others wrote into the page stands in
 * its file, too, and must not make a file of the folder public when somebody here saves the page.
 * Pure.
 */
final class OwnLinks {

    /** Of one page. (A guess; whoever writes more at once saves once more.) */
    static final int LINKS_MAX = 500;

    /** Remembered beyond the moment: those of one page. (A guess, for a record of a few kB.) */
    static final int KEPT_MAX = 100;

    /** In UTF-16 units; a path is no longer on most systems. (Linux: 4,096 bytes.) */
    private static final int NAME_CHARS_MAX = 1_000;

    /** As files have it that are attached; pages have none. */
    private static final Pattern EXTENSION = Pattern.compile("(?is).*\\.(?!md$)\\p{L}\\w{0,7}");

    private OwnLinks() {}

    /**
     * @param text of the file as somebody here saved it
     * @param others what may hold links of others: the page, and what stood in the file
     * @param before links that he wrote earlier
     * @return names as they are written, at most {@link #LINKS_MAX}
     */
    static List<String> of(String text, Collection<String> others, Collection<String> before) {
        Set<String> names = names(text);
        if (names.isEmpty()) {
            return List.of();
        }
        var foreign = new HashSet<String>();
        others.forEach(other -> foreign.addAll(names(other)));
        foreign.removeAll(before);
        return names.stream().filter(name -> !foreign.contains(name)).limit(LINKS_MAX).toList();
    }

    /** Of those of which no file is there, the ones that may be of files which come later. */
    static List<String> kept(Collection<String> links) {
        return ofFiles(links).stream().limit(KEPT_MAX).toList();
    }

    /** Of these, the ones that look like files. */
    static List<String> ofFiles(Collection<String> links) {
        return links.stream().filter(name -> EXTENSION.matcher(name).matches()).toList();
    }

    /** What looks like a file of what this text links to, as it is written. */
    static List<String> files(String text) {
        return text.contains("[") || text.contains("<") ? ofFiles(names(text)) : List.of();
    }

    private static Set<String> names(String text) {
        var names = new LinkedHashSet<String>();
        for (PageLink link : PageAnalysis.of(text).links()) {
            String name = link.target().name();
            if (name.length() <= NAME_CHARS_MAX) {
                names.add(name);
            }
        }
        return names;
    }
}
