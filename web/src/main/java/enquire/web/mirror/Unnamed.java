package enquire.web.mirror;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Missing files that lie under a name which no page, or not theirs, can have now. Their pages live
 * as long as those files do; that is noted with each entry, as after a restart an edited file could
 * not be told from any other. One thread at a time.
 */
final class Unnamed {

    private final Entries entries;
    private final Map<Entry, String> paths = new LinkedHashMap<>();

    /** Of these, those that are not there: they are about to be replaced, renamed, or gone. */
    private final Set<Entry> away = new HashSet<>();

    Unnamed(Entries entries) {
        this.entries = entries;
        entries.all().forEach(entry -> entry.lies().ifPresent(path -> paths.put(entry, path)));
    }

    /** Whether its file lies there now. */
    boolean has(Entry entry) {
        return paths.containsKey(entry) && !away.contains(entry);
    }

    /** Where its file lies, or did a moment ago. */
    Optional<String> place(Entry entry) {
        return Optional.ofNullable(paths.get(entry));
    }

    /** Which page's file lies there, or did a moment ago. */
    Optional<Entry> at(String path) {
        return paths.entrySet().stream()
                .filter(each -> each.getValue().equals(path))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether what lies there is known to be the file of another page than this. */
    boolean isOfAnother(String path, Entry entry) {
        return at(path).filter(other -> other != entry).isPresent();
    }

    /** The file of this page lies there, and its page cannot be called so. */
    void lies(Entry entry, String path) {
        paths.put(entry, path);
        away.remove(entry);
        entries.lies(entry, Optional.of(path));
    }

    /** It is where its page has it. */
    void remove(Entry entry) {
        away.remove(entry);
        if (paths.remove(entry) != null) {
            entries.lies(entry, Optional.empty());
        }
    }

    /**
     * Forgets those that are in their places again, and those of which the mirror knows no more.
     *
     * @param missing which files are gone at their places
     * @return those that lie there no more since this look: editors replace files by renaming
     *     others, and they may have been renamed once more
     */
    List<Entry> look(Listing listing, Set<Entry> missing) {
        for (Entry entry : List.copyOf(paths.keySet())) {
            boolean known = entries.of(entry.page).filter(each -> each == entry).isPresent();
            boolean closed = listing.isClosed(entry.path()); // And may be gone for all we know.
            boolean another =
                    entries.at(paths.get(entry))
                            .filter(each -> each.path().equals(paths.get(entry)))
                            .isPresent();
            if (!known || another || !missing.contains(entry) && !closed) {
                remove(entry);
            }
        }
        var gone = new ArrayList<Entry>();
        paths.forEach((entry, path) -> {
            if (listing.has(path)) {
                away.remove(entry);
            } else if (away.add(entry)) {
                gone.add(entry);
            }
        });
        return gone;
    }
}
