package enquire.web.wiki;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.util.Optional;

/** Which page a title in an address means. */
public final class PageLookup {

    private PageLookup() {}

    /**
     * The live page of exactly this title, or of {@code Title~k3f9}; no old title, no ending: what
     * a write may go to.
     */
    public static Optional<PageView> exact(Repository repository, String title) {
        Optional<PageId> page = repository.find(TitleKey.of(title));
        if (page.isEmpty() && title.indexOf('~') > 0) {
            page = repository.resolve(title);
        }
        return page.flatMap(repository::page).filter(view -> !view.deleted() && names(view, title));
    }

    /** The same, or else a deleted page of this title, whose history is kept. */
    public static Optional<PageView> exactOrDeleted(Repository repository, String title) {
        return exact(repository, title)
                .or(() -> repository.findDeleted(TitleKey.of(title)).flatMap(repository::page));
    }

    /** The live page that this may mean, old titles and endings included: what a reader gets. */
    public static Optional<PageView> any(Repository repository, String title) {
        return repository.resolve(title).flatMap(repository::page).filter(view -> !view.deleted());
    }

    public static Optional<PageView> deleted(Repository repository, Title title) {
        return repository.findDeleted(title.key()).flatMap(repository::page);
    }

    private static boolean names(PageView view, String title) {
        TitleKey key = TitleKey.of(title);
        return view.title().key().equals(key) || TitleKey.of(view.displayTitle()).equals(key);
    }
}
