package enquire.web.mirror;

import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.RelativePaths;
import enquire.editor.page.Title;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a folder that are no pages, as links name them. One thread at a time. */
final class FileNames {

    private final Set<String> paths = new HashSet<>();

    /** By the name in lower case; empty if two files have it. */
    private final Map<String, Optional<String>> byName = new HashMap<>();

    /**
     * @param files paths from the top of the folder, pages among them
     */
    FileNames(Collection<String> files) {
        for (String path : files) {
            if (!FileName.isPage(path)) {
                paths.add(path);
                byName.merge(name(path), Optional.of(path), (one, other) -> Optional.empty());
            }
        }
    }

    /**
     * Which file a link means: by its path from the page, then from the top, then by a name that no
     * other file has.
     *
     * @param title of the page with the link
     */
    Optional<String> meant(Title title, LinkTarget target) {
        String written = target.name();
        Optional<String> fromPage = RelativePaths.fromTop(written, title).filter(paths::contains);
        if (fromPage.isPresent()) {
            return fromPage;
        }
        return paths.contains(written)
                ? Optional.of(written)
                : byName.getOrDefault(name(written), Optional.empty());
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
