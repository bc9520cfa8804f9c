package enquire.web.mirror;

import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files of the folder that mean pages and are no page's yet, by the titles that they mean. One
 * thread at a time.
 */
final class Strangers {

    private final Entries entries;
    private final Map<TitleKey, String> paths = new HashMap<>();

    Strangers(Entries entries) {
        this.entries = entries;
    }

    /** The file that means a page of this title, if that is no page's; it may be gone by now. */
    Optional<String> of(TitleKey title) {
        return Optional.ofNullable(paths.get(title)).filter(path -> entries.at(path).isEmpty());
    }

    /**
     * Looks at files that may have come or gone.
     *
     * @param touched all of the listing, if {@code whole}
     */
    void look(Collection<String> touched, Listing listing, boolean whole) {
        if (whole) {
            paths.clear();
        }
        for (String path : touched) {
            if (!FileName.isPage(path)) {
                continue;
            }
            boolean strange = listing.files().containsKey(path) && entries.at(path).isEmpty();
            if (!strange && paths.isEmpty()) {
                continue; // Most often there are none, and 100,000 that are pages'.
            }
            Optional<TitleKey> title = FileName.title(path).map(Title::key);
            if (strange) {
                title.ifPresent(key -> paths.put(key, path));
            } else {
                title.ifPresent(key -> paths.remove(key, path));
            }
        }
    }
}
