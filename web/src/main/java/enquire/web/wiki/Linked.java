package enquire.web.wiki;

import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.search.Search;
import enquire.storage.search.SearchUnavailableException;
import enquire.sync.node.Wiki;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages that link to one by certain names.
 *
 * @param pages can be added to
 * @param all whether these are all that there are, for the index had caught up and had room
 */
record Linked(Set<PageId> pages, boolean all) {

    /** What the index gives in one answer; of more pages, it is asked again. */
    private static final int LINKING_PAGES_MAX = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Linked.class);

    static Linked to(Wiki wiki, PageId page, Set<TitleKey> names) {
        if (names.isEmpty()) {
            return new Linked(new LinkedHashSet<>(), true);
        }
        try {
            boolean caughtUp = caughtUp(wiki); // Asked first.
            Search.Linking found = wiki.search().linking(page, names, LINKING_PAGES_MAX);
            return new Linked(
                    new LinkedHashSet<>(found.pages()),
                    caughtUp && found.total() <= found.pages().size());
        } catch (SearchUnavailableException e) {
            LOG.warn(
                    "A page is renamed without its links, which work as before: {}",
                    e.getMessage());
            return new Linked(new LinkedHashSet<>(), true);
        }
    }

    /** Links that somebody wrote a moment ago, or is typing, may not be in the index yet. */
    static boolean caughtUp(Wiki wiki) {
        return wiki.repository().exchange().pending().isEmpty() && wiki.search().behind() == 0;
    }

    Linked with(Linked other) {
        pages.addAll(other.pages());
        return new Linked(pages, all && other.all());
    }

    /** What the index had no room for in its first answer, or did not know by then. */
    Set<PageId> rest(LinkWorks works, Wiki wiki, LinkWork work, Map<TitleKey, PageId> former) {
        if (all || !works.awaitEarlier(work) || !works.awaitIndex(wiki, work::goesOn)) {
            return Set.of();
        }
        Set<PageId> rest = new HashSet<>();
        for (PageId page : Set.copyOf(former.values())) {
            Set<TitleKey> names = new HashSet<>(former.keySet());
            names.removeIf(name -> !page.equals(former.get(name)));
            rest.addAll(to(wiki, page, names).pages());
        }
        return rest;
    }
}
