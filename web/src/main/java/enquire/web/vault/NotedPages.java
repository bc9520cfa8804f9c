package enquire.web.vault;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.markdown.RelativePaths;
import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives pages of an export their titles and texts back. A file that somebody has edited since keeps
 * what it says; only its links to pages that are called otherwise follow. Thread-safe.
 */
final class NotedPages {

    private final Map<String, PageNote> notes;
    private final ExportedLinks links;

    /**
     * @param notes by the paths of their files
     * @param paths of all pages
     */
    NotedPages(Map<String, PageNote> notes, List<String> paths) {
        this.notes = notes;
        this.links = new ExportedLinks(notes.isEmpty() ? Map.of() : places(notes, paths), Map.of());
    }

    /** What each file would have to be called for its page. */
    private static Map<String, String> places(Map<String, PageNote> notes, List<String> paths) {
        Map<String, String> places = new LinkedHashMap<>();
        for (String path : paths) {
            String name = RelativePaths.withoutExtension(path);
            PageNote note = notes.get(path);
            places.put(name, (note == null ? name : note.title().value()) + ".md");
        }
        return places;
    }

    /** What the page of a file should be called. */
    String name(Dialect.Draft draft) {
        PageNote note = notes.get(draft.path());
        return note == null ? draft.name() : note.title().value();
    }

    VaultPage page(Dialect.Draft draft, Title title) {
        PageNote note = notes.get(draft.path());
        if (note == null) {
            return VaultPage.of(draft.path(), title, draft.text());
        }
        List<PageLink> written = PageAnalysis.of(draft.text()).links();
        Title place = place(draft, title);
        String text =
                note.original(draft.text()).orElseGet(() -> links.relinked(draft.text(), place));
        List<PageLink> own = text.equals(draft.text()) ? written : PageAnalysis.of(text).links();
        return new VaultPage(
                draft.path(), title, text, own, Optional.of(place), written, note.aliases());
    }

    /** Its links to files are written from there. */
    private static Title place(Dialect.Draft draft, Title title) {
        try {
            return new Title(draft.name());
        } catch (InvalidTitleException e) {
            return title;
        }
    }
}
