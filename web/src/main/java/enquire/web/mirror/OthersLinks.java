package enquire.web.mirror;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which pages, live or deleted, link to which files. A new file of the folder may be a copy of
 * another, or one that was away for a while: the links in it are of whoever wrote them there, who
 * may be somebody else. One thread at a time.
 */
final class OthersLinks {

    /** Asked for at once. (A guess.) */
    private static final int PAGES_AT_ONCE = 1_000;

    private final Repository repository;
    private final Entries entries;

    /** By what is compared of a name; empty until somebody asks, as that reads every page. */
    private Optional<Map<String, Set<PageId>>> pages = Optional.empty();

    OthersLinks(Repository repository, Entries entries) {
        this.repository = repository;
        this.entries = entries;
    }

    /** Notes what a page links to now; what it did before stays, as somebody may have that. */
    void changed(PageView page) {
        pages.ifPresent(known -> note(known, page));
    }

    private static void note(Map<String, Set<PageId>> pages, PageView page) {
        for (String name : OwnLinks.files(page.text())) {
            pages.computeIfAbsent(FileNames.name(name), any -> new HashSet<>()).add(page.page());
        }
    }

    /**
     * @param names from the text of a new file
     * @return those that no page has, unless somebody here wrote them there
     */
    List<String> own(List<String> names) {
        List<String> files = OwnLinks.ofFiles(names);
        return files.isEmpty() ? files : files.stream().filter(this::isOwn).toList();
    }

    private boolean isOwn(String name) {
        Map<String, Set<PageId>> known = pages.orElseGet(this::all);
        return known.getOrDefault(FileNames.name(name), Set.of()).stream()
                .allMatch(page ->
                        entries.of(page)
                                .filter(entry -> entry.linked().contains(name))
                                .isPresent());
    }

    private Map<String, Set<PageId>> all() {
        var all = new HashMap<String, Set<PageId>>();
        Optional<TitleKey> after = Optional.empty();
        List<PageSummary> some;
        do {
            some = repository.pages(after, PAGES_AT_ONCE);
            note(all, some);
            after = some.isEmpty() ? after : Optional.of(some.getLast().title().key());
        } while (some.size() == PAGES_AT_ONCE);
        int deleted = 0;
        do {
            some = repository.deleted(deleted, PAGES_AT_ONCE);
            note(all, some);
            deleted += some.size();
        } while (some.size() == PAGES_AT_ONCE);
        pages = Optional.of(all);
        return all;
    }

    private void note(Map<String, Set<PageId>> all, List<PageSummary> some) {
        for (PageSummary each : some) {
            repository.page(each.page()).ifPresent(page -> note(all, page));
        }
    }
}
