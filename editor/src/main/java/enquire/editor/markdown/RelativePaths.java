package enquire.editor.markdown;

import enquire.editor.page.Title;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;

/** Paths as relative links write them. */
public final class RelativePaths {

    private RelativePaths() {}

    /**
     * The path from the wiki's top of what {@code path} names on the page {@code from}: {@code
     * ../c.png} on {@code a/b/Page} is {@code a/c.png}. A leading {@code /} starts at the top.
     *
     * @return empty if it leads above the top or to nothing
     */
    public static Optional<String> fromTop(String path, Title from) {
        var segments = new ArrayDeque<String>();
        if (!path.startsWith("/")) {
            String title = from.value();
            int slash = title.lastIndexOf('/');
            addAll(slash < 0 ? "" : title.substring(0, slash), segments);
        }
        if (!addAll(path, segments) || segments.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.join("/", segments));
    }

    /** Without {@code .md} or {@code .markdown}. */
    public static String withoutExtension(String path) {
        for (String extension : new String[] {".md", ".markdown"}) {
            int end = path.length() - extension.length();
            if (end > 0 && path.regionMatches(true, end, extension, 0, extension.length())) {
                return path.substring(0, end);
            }
        }
        return path;
    }

    /** Resolves {@code %20}; what is no valid escape stays as it is. */
    static String decoded(String url) {
        if (url.indexOf('%') < 0) {
            return url;
        }
        try {
            return URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return url; // A name such as "100%.md" is written like that by hand.
        }
    }

    private static boolean addAll(String path, ArrayDeque<String> segments) {
        for (String segment : path.split("/", -1)) {
            switch (segment.strip()) {
                case "", "." -> {}
                case ".." -> {
                    if (segments.pollLast() == null) {
                        return false;
                    }
                }
                default -> segments.addLast(segment);
            }
        }
        return true;
    }
}
