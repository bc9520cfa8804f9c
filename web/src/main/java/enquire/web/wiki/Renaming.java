package enquire.web.wiki;

import enquire.editor.markdown.LinkTarget;
import enquire.editor.markdown.PageAnalysis;
import enquire.editor.markdown.PageLink;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.search.Search;
import enquire.sync.node.Wiki;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a page another title and, if asked, writes it into the links of other pages. Links that are
 * left as they are keep working: the old title stays as an alias.
 */
public final class Renaming {

    /** Pages looked through for links; the rest keeps working by the alias. */
    private static final int PAGES_MAX = 2_000;

    private Renaming() {}

    /**
     * @throws enquire.storage.TitleTakenException if another page has this title
     */
    public static PageView rename(Wiki wiki, PageView page, Title title, boolean updateLinks) {
        Set<PageId> linking = updateLinks ? linking(wiki, page.page()) : Set.of();
        PageView renamed = wiki.repository().rename(page.page(), title);
        for (PageId id : linking) {
            wiki.repository().page(id).ifPresent(view -> update(wiki, view, page, title));
        }
        return renamed;
    }

    private static Set<PageId> linking(Wiki wiki, PageId page) {
        Set<PageId> linking = new LinkedHashSet<>();
        for (Search.Backlink link : wiki.search().backlinks(page, 0, PAGES_MAX).backlinks()) {
            linking.add(link.page());
        }
        return linking;
    }

    private static void update(Wiki wiki, PageView view, PageView renamed, Title title) {
        Repository repository = wiki.repository();
        var replacements = new ArrayList<TextChange.Replacement>();
        for (PageLink link : PageAnalysis.of(view.text()).links()) {
            boolean means =
                    link.target() instanceof LinkTarget.Wikilink
                            && repository
                                    .resolve(link.target().name())
                                    .equals(Optional.of(renamed.page()));
            if (means && link.targetRange().isPresent()) {
                var range = link.targetRange().get();
                replacements.add(
                        new TextChange.Replacement(range.start(), range.end(), title.value()));
            }
        }
        if (!replacements.isEmpty()) {
            List<TextChange.Replacement> ordered =
                    replacements.stream()
                            .sorted((a, b) -> Integer.compare(a.from(), b.from()))
                            .toList();
            String text = TextChange.of(view.text().length(), ordered).apply(view.text());
            repository.write(view.page(), view.version(), text);
        }
    }
}
