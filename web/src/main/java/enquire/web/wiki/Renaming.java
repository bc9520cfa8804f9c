package enquire.web.wiki;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.TitleTakenException;
import enquire.storage.search.SearchUnavailableException;
import enquire.sync.node.Wiki;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives pages other titles and, if asked, writes them into the links of other pages. Every page is
 * an edit of its own, and links that are left as they are keep working, since former titles stay as
 * aliases: so whoever is interrupted has lost nothing, and does the rest by doing it again.
 */
public final class Renaming {

    /** The most pages of a branch that are moved at once; the rest by moving it again. A guess. */
    public static final int BRANCH_PAGES_MAX = 2_000;

    /** The most pages whose links are looked at at once: what the index gives in one answer. */
    private static final int LINKING_PAGES_MAX = 10_000;

    /** So long links are updated before somebody is answered who waits for it. A guess. */
    private static final Duration UPDATING_MAX = Duration.ofSeconds(10);

    /** A page, what it was called and what it is called. */
    public record Moved(PageId page, Title before, Title after) {
        Moved back() {
            return new Moved(page, after, before);
        }
    }

    /**
     * @param moved pages that have their new title
     * @param updated pages in whose text links were updated
     * @param later pages whose links there was no time for; they keep working
     * @param left what could not be done, a sentence for each
     */
    public record Outcome(List<Moved> moved, Set<PageId> updated, int later, List<String> left) {

        public Outcome {
            moved = List.copyOf(moved);
            updated = Set.copyOf(updated);
            left = List.copyOf(left);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Renaming.class);

    private Renaming() {}

    /**
     * One page.
     *
     * @throws TitleTakenException if another page has this title
     */
    public static Outcome rename(Wiki wiki, PageView page, Title title, boolean updateLinks) {
        Map<PageId, Set<PageId>> linking = new HashMap<>();
        if (updateLinks) {
            linking.put(page.page(), linking(wiki, page));
        }
        wiki.repository().rename(page.page(), title);
        var moved = new Moved(page.page(), page.title(), title);
        return updateLinks(wiki, List.of(moved), linking, new ArrayList<>());
    }

    /**
     * Several pages, one after the other; which of them cannot have its title keeps its own.
     *
     * @param wanted their titles now, and then
     */
    public static Outcome move(Wiki wiki, List<Moved> wanted, boolean updateLinks) {
        return move(wiki, wanted, updateLinks, Set.of());
    }

    /** Takes back what was moved and written into links, also where the index lags behind. */
    public static Outcome undo(Wiki wiki, Outcome outcome) {
        List<Moved> back = outcome.moved().stream().map(Moved::back).toList();
        return move(wiki, back, !outcome.updated().isEmpty(), outcome.updated());
    }

    private static Outcome move(
            Wiki wiki, List<Moved> wanted, boolean updateLinks, Set<PageId> known) {
        Repository repository = wiki.repository();
        Map<PageId, Set<PageId>> linking = new HashMap<>();
        var moved = new ArrayList<Moved>();
        var left = new ArrayList<String>();
        for (Moved each : wanted) {
            Optional<PageView> page = repository.page(each.page());
            if (page.isEmpty() || page.get().deleted()) {
                left.add("“%s” is not there any more.".formatted(each.before()));
                continue;
            }
            if (updateLinks) {
                Set<PageId> pages = linking(wiki, page.get());
                pages.addAll(known);
                linking.put(each.page(), pages);
            }
            try {
                repository.rename(each.page(), each.after());
                moved.add(new Moved(each.page(), page.get().title(), each.after()));
            } catch (TitleTakenException taken) {
                left.add(
                        "“%s” stays where it is: there is a page called “%s”."
                                .formatted(each.before(), each.after()));
            }
        }
        return updateLinks(wiki, moved, linking, left);
    }

    /**
     * Where pages below a title go when it becomes another one.
     *
     * @throws InvalidTitleException if one of them would be called what no page can be called
     */
    public static List<Moved> below(Repository repository, Title from, Title to) {
        long slashes = from.value().chars().filter(c -> c == '/').count() + 1;
        var wanted = new ArrayList<Moved>();
        for (PageSummary page : below(repository, from)) {
            // Spaces and capitals may differ from those of the title above.
            String rest = page.title().value();
            for (long i = 0; i < slashes; i++) {
                rest = rest.substring(rest.indexOf('/') + 1);
            }
            wanted.add(new Moved(page.page(), page.title(), new Title(to + "/" + rest)));
        }
        return wanted;
    }

    /** Pages below this one, at most {@link #BRANCH_PAGES_MAX}. */
    public static List<PageSummary> below(Repository repository, Title title) {
        String prefix = title.key().value() + "/";
        return repository.pages(Optional.of(new TitleKey(prefix)), BRANCH_PAGES_MAX).stream()
                .takeWhile(page -> page.title().key().value().startsWith(prefix))
                .toList();
    }

    /** Updates links to one page by names that it had formerly: what was left over, once more. */
    public static Outcome update(Wiki wiki, PageView page) {
        Map<TitleKey, PageId> former = new HashMap<>();
        formerNames(page).forEach(name -> former.put(name, page.page()));
        Set<PageId> linking = new LinkedHashSet<>();
        if (!former.isEmpty()) {
            linking.addAll(
                    wiki.search().linking(page.page(), former.keySet(), LINKING_PAGES_MAX).pages());
        }
        var titles = new LinkedHashMap<PageId, List<Title>>();
        titles.put(page.page(), formerTitles(page));
        linking.forEach(id -> titles.putIfAbsent(id, List.of()));
        return update(wiki.repository(), List.of(), former, titles, new ArrayList<>());
    }

    /** Names by which links find the page though it is called differently now. */
    public static Set<TitleKey> formerNames(PageView page) {
        Set<TitleKey> names = new LinkedHashSet<>(page.aliases().keySet());
        names.remove(page.title().key());
        // A page that was moved is called by its last segment as before.
        names.remove(page.title().key().lastSegment());
        // Other names that its author gave it are meant.
        PageAnalysis.aliasesOf(page.text()).forEach(alias -> names.remove(TitleKey.of(alias)));
        return names;
    }

    /** Names by which links find the page that a rename would make former ones. */
    public static Set<TitleKey> names(PageView page) {
        return Set.copyOf(
                new LinkedHashSet<>(
                        List.of(
                                page.title().key(),
                                TitleKey.of(page.displayTitle()),
                                page.title().key().lastSegment())));
    }

    private static List<Title> formerTitles(PageView page) {
        var titles = new ArrayList<Title>();
        for (String alias : page.aliases().values()) {
            try {
                titles.add(new Title(alias));
            } catch (InvalidTitleException notFromHere) {
                continue; // A peer may hold anything there.
            }
        }
        titles.remove(page.title());
        return titles;
    }

    private static Set<PageId> linking(Wiki wiki, PageView page) {
        try {
            return new LinkedHashSet<>(
                    wiki.search().linking(page.page(), names(page), LINKING_PAGES_MAX).pages());
        } catch (SearchUnavailableException e) {
            LOG.warn(
                    "A page is renamed without its links, which work as before: {}",
                    e.getMessage());
            return new LinkedHashSet<>();
        }
    }

    private static Outcome updateLinks(
            Wiki wiki, List<Moved> moved, Map<PageId, Set<PageId>> linking, List<String> left) {
        Map<TitleKey, PageId> former = new HashMap<>();
        var titles = new LinkedHashMap<PageId, List<Title>>();
        for (Moved each : moved) {
            titles.put(each.page(), List.of(each.before()));
            if (linking.containsKey(each.page())) {
                former.put(each.before().key().lastSegment(), each.page());
            }
        }
        for (Moved each : moved) {
            if (linking.containsKey(each.page())) {
                former.put(each.before().key(), each.page());
            }
        }
        for (Moved each : moved) {
            linking.getOrDefault(each.page(), Set.of())
                    .forEach(id -> titles.putIfAbsent(id, List.of()));
        }
        return update(wiki.repository(), moved, former, titles, left);
    }

    /**
     * @param pages to look at, with the titles that they had themselves
     */
    private static Outcome update(
            Repository repository,
            List<Moved> moved,
            Map<TitleKey, PageId> former,
            Map<PageId, List<Title>> pages,
            List<String> left) {
        LinkUpdates.Result result =
                LinkUpdates.run(new LinkUpdate(repository, former), pages, UPDATING_MAX);
        result.failed().forEach((page, why) -> left.add(notUpdated(repository, page, why)));
        int kept = result.kept();
        if (kept > 0) {
            left.add(
                    "%s the former title, since [ ] | # and \\ cannot stand in a link. They keep working."
                            .formatted(
                                    kept == 1 ? "1 link keeps" : "%,d links keep".formatted(kept)));
        }
        return new Outcome(moved, result.updated(), result.later(), left);
    }

    private static String notUpdated(Repository repository, PageId page, String why) {
        String title = repository.page(page).map(PageView::displayTitle).orElse("A page");
        return "“%s” keeps its links as they are: %s".formatted(title, why);
    }
}
