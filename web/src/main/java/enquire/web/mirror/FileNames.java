package enquire.web.mirror;

import enquire.editor.markdown.RelativePaths;
import enquire.editor.page.Title;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a folder that are no pages, as links name them. One thread at a time. */
final class FileNames {

    private final Set<String> paths = new HashSet<>();

    /**
     * By what some file systems take for the same path, as a link may be typed in another way than
     * the file is spelled; empty if two files have it.
     */
    private final Map<String, Optional<String>> byPath = new HashMap<>();

    /** The same, of the name alone. */
    private final Map<String, Optional<String>> byName = new HashMap<>();

    /**
     * @param files paths from the top of the folder, pages among them
     */
    FileNames(Collection<String> files) {
        for (String path : files) {
            if (!FileName.isPage(path)) {
                paths.add(path);
                byPath.merge(
                        FileName.key(path), Optional.of(path), (one, other) -> Optional.empty());
                byName.merge(name(path), Optional.of(path), (one, other) -> Optional.empty());
            }
        }
    }

    /**
     * Which file a link means: by its path from the page, then from the top, then by a name that no
     * other file has.
     *
     * @param title of the page with the link
     * @param written where it leads, free of escapes
     */
    Optional<String> meant(Title title, String written) {
        return RelativePaths.fromTop(written, title)
                .flatMap(this::at)
                .or(() -> at(written))
                .or(() -> byName.getOrDefault(name(written), Optional.empty()));
    }

    /** Whether a link may mean a file at all. */
    boolean has(String written) {
        return byName.containsKey(name(written));
    }

    private Optional<String> at(String path) {
        return paths.contains(path)
                ? Optional.of(path)
                : byPath.getOrDefault(FileName.key(path), Optional.empty());
    }

    /** What is compared of a name. */
    static String name(String path) {
        return FileName.key(path.substring(path.lastIndexOf('/') + 1));
    }
}
