package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageContent;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageDocumentException;
import enquire.editor.page.PageId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whole pages that this node made while it was no writer any more and had not heard of it: there is
 * no page to offer them to, so they are shown by themselves. They come back when it is a writer
 * again. Thread-safe.
 */
public final class PagesLeftOut {

    private static final Logger LOG = LoggerFactory.getLogger(PagesLeftOut.class);

    private final Suggestions suggestions;
    private final Loading loading;
    private final Documents documents;

    PagesLeftOut(Suggestions suggestions, Loading loading, Documents documents) {
        this.suggestions = suggestions;
        this.loading = loading;
        this.documents = documents;
    }

    /**
     * @param title its own, or the one it would have without any
     * @param text as it was last
     */
    public record PageLeftOut(PageId page, String title, String text) {}

    /** By their ids; at most {@link Suggestions#PAGES_MAX}. */
    public List<PageLeftOut> pages() {
        return suggestions.takenOutPages().stream()
                .sorted()
                .flatMap(page -> page(page).stream())
                .limit(Suggestions.PAGES_MAX)
                .toList();
    }

    /** How many; a look at each page that anything was ever taken out of. */
    public int count() {
        return (int)
                suggestions.takenOutPages().stream()
                        .filter(page -> loading.view(page).isEmpty())
                        .limit(Suggestions.PAGES_MAX)
                        .count();
    }

    /** Empty if there is none, or it is a page like others by now. */
    public Optional<PageLeftOut> page(PageId page) {
        if (!suggestions.takenOutPages().contains(page) || loading.view(page).isPresent()) {
            return Optional.empty();
        }
        Set<ChangeHash> own = suggestions.takenOut(page);
        Forks.Outvoted out = suggestions.leftOut(page);
        SequencedSet<Change> all = new LinkedHashSet<>();
        // What this node wrote, and all that is before it, was part of the page here once.
        out.outvoted().stream()
                .filter(change -> own.contains(change.hash()))
                .forEach(change -> all.addAll(out.ancestors(change)));
        try (PageDocument document = documents.apart(new ArrayList<>(all))) {
            PageContent content = document.content();
            String title = content.title().map(Object::toString).orElse("Page without a title");
            return Optional.of(new PageLeftOut(page, title, content.text()));
        } catch (IllegalArgumentException | PageDocumentException e) {
            LOG.warn("The page {}, which is no part of this wiki, cannot be read", page, e);
            return Optional.empty();
        }
    }
}
