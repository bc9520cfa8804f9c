package enquire.web.vault;

import enquire.editor.markdown.LinkResolution;
import enquire.editor.markdown.PageLink;
import enquire.editor.page.TitleKey;
import enquire.storage.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which links of imported pages lead nowhere. What leads to a page of the import is known at once;
 * of the rest the wiki is asked when all pages are in it. One thread at a time.
 */
final class LinkCheck {

    /** Links listed; the count goes on. */
    private static final int LISTED_MAX = 1_000;

    /**
     * Links that are asked of the wiki in the end; more are counted without being asked. With names
     * of 50 characters they take 30 MB. (Arithmetic.)
     */
    private static final int ASKED_MAX = 200_000;

    private record Open(String page, String target, Set<String> names) {}

    private final Repository repository;
    private final PageSource source;
    private final List<Open> open = new ArrayList<>();
    private int notAsked;

    LinkCheck(Repository repository, PageSource source) {
        this.repository = repository;
        this.source = source;
    }

    /** Notes it, unless it leads to a page of the import. */
    void note(VaultPage page, PageLink link) {
        Set<String> names = LinkResolution.names(link.target(), page.title());
        if (names.stream().anyMatch(name -> source.holds(TitleKey.of(name)))) {
            return;
        }
        if (open.size() < ASKED_MAX) {
            open.add(new Open(page.title().value(), link.target().name(), names));
        } else {
            notAsked++;
        }
    }

    /**
     * Asks the wiki, once.
     *
     * @param listed gets the first of them
     * @return how many lead nowhere
     */
    int unresolved(List<ImportReport.Unresolved> listed) {
        int count = notAsked;
        for (Open link : open) {
            if (link.names().stream().anyMatch(name -> repository.resolve(name).isPresent())) {
                continue;
            }
            count++;
            if (listed.size() < LISTED_MAX) {
                listed.add(new ImportReport.Unresolved(link.page(), link.target()));
            }
        }
        return count;
    }
}
