package enquire.web.wiki;

import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.TextRange;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a page is named inside a link, in the form in which its author wrote the link. */
final class LinkText {

    /** What would end the name, or the link, if it stood in {@code [[…]]}. */
    private static final String NOT_IN_WIKILINK = "[]|#\\";

    /** What must not stand as it is between {@code (} and {@code )}. */
    private static final String ENCODED_IN_PATH = " ()<>#%\"\\";

    private LinkText() {}

    /** As {@code [[…]]} names the page; empty if its title cannot stand there. */
    static Optional<String> wikilink(String title) {
        return title.chars().anyMatch(c -> NOT_IN_WIKILINK.indexOf(c) >= 0)
                ? Optional.empty()
                : Optional.of(title);
    }

    /** As {@code [label](path)}, or {@code [label](<path>)}, names one page on another. */
    static String path(Title from, Title to, boolean bracketed) {
        String path = relative(from, to);
        return bracketed ? inBrackets(path) : encoded(path);
    }

    /**
     * What replaces {@code range}, where the link names {@code target}, so that it leads to {@code
     * page}.
     *
     * @param text of the page that the link stands on
     * @param from the title of the page that the link stands on
     * @return empty if the title cannot stand in such a link
     */
    static Optional<String> naming(
            Repository repository,
            LinkTarget target,
            TextRange range,
            String text,
            Title from,
            PageView page) {
        String written = range.of(text);
        if (target instanceof LinkTarget.RelativePath) {
            int before = range.start() - 1;
            boolean bracketed = before >= 0 && text.charAt(before) == '<';
            String path =
                    (written.startsWith("/") ? "/" + page.title() : relative(from, page.title()))
                            + extension(written);
            return leadingTo(repository, from, page, new LinkTarget.RelativePath(path))
                    .map(_sure -> bracketed ? inBrackets(path) : encoded(path));
        }
        String title = page.displayTitle();
        if (wikilink(title).isEmpty()) {
            return Optional.empty();
        }
        String segment = title.substring(title.lastIndexOf('/') + 1).strip();
        boolean wasShort = written.indexOf('/') < 0;
        Optional<String> name =
                wasShort
                        ? leadingTo(repository, from, page, new LinkTarget.Wikilink(segment))
                        : Optional.empty();
        return name.or(() -> leadingTo(repository, from, page, new LinkTarget.Wikilink(title)))
                .map(found -> found + extension(written));
    }

    /** The name, if a link with it leads to the page. */
    private static Optional<String> leadingTo(
            Repository repository, Title from, PageView page, LinkTarget target) {
        boolean isFile =
                !FileType.extension(target.name()).isEmpty()
                        && repository
                                .attachments()
                                .named(Optional.empty(), target.name())
                                .isPresent();
        boolean leads =
                WikiLinks.find(repository, target, from)
                        .filter(found -> found.page().equals(page.page()))
                        .isPresent();
        return leads && !isFile ? Optional.of(target.name()) : Optional.empty();
    }

    /** {@code ../c/Page} from {@code a/b/Other} to {@code a/c/Page}. */
    static String relative(Title from, Title to) {
        List<String> folder = segments(from);
        folder.removeLast();
        List<String> target = segments(to);
        int common = 0;
        while (common < Math.min(folder.size(), target.size() - 1)
                && TitleKey.of(folder.get(common)).equals(TitleKey.of(target.get(common)))) {
            common++;
        }
        return "../".repeat(folder.size() - common)
                + String.join("/", target.subList(common, target.size()));
    }

    private static List<String> segments(Title title) {
        return new ArrayList<>(List.of(title.value().split("/", -1)));
    }

    static String extension(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        for (String extension : List.of(".md", ".markdown")) {
            if (lower.endsWith(extension)) {
                return written.substring(written.length() - extension.length());
            }
        }
        return "";
    }

    private static String inBrackets(String path) {
        return path.replace("%", "%25").replace("<", "%3C").replace(">", "%3E");
    }

    private static String encoded(String path) {
        var encoded = new StringBuilder(path.length() + 16);
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (ENCODED_IN_PATH.indexOf(c) >= 0) {
                encoded.append("%%%02X".formatted((int) c));
            } else {
                encoded.append(c);
            }
        }
        return encoded.toString();
    }
}
