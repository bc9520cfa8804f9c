package enquire.web.hooks;

import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.storage.Repository;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Goes through a wiki's pages, a bounded number of them in memory. Stateless. */
final class EveryPage {

    private static final int PAGES_AT_ONCE = 1_000;

    private EveryPage() {}

    /** Live ones by title, then deleted ones. One that is deleted meanwhile may come twice. */
    static void of(Repository repository, Consumer<PageSummary> work) {
        Optional<TitleKey> after = Optional.empty();
        List<PageSummary> pages;
        do {
            pages = repository.pages(after, PAGES_AT_ONCE);
            pages.forEach(work);
            after = pages.isEmpty() ? after : Optional.of(pages.getLast().title().key());
        } while (pages.size() >= PAGES_AT_ONCE);
        int offset = 0;
        do {
            pages = repository.deleted(offset, PAGES_AT_ONCE);
            pages.forEach(work);
            offset += PAGES_AT_ONCE;
        } while (pages.size() == PAGES_AT_ONCE);
    }
}
