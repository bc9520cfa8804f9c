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
import enquire.storage.search.Search;
import enquire.storage.search.SearchUnavailableException;
import enquire.sync.node.Wiki;
import enquire.web.http.Failures;
import enquire.web.language.Speaking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives pages other titles and, if asked, writes them into the links of other pages. Every page is
 * an edit of its own, and links that are left as they are keep working, since former titles stay as
 * aliases: so whoever is interrupted has lost nothing, and {@link LinkWorks} does the rest.
 */
public final class Renaming {

    /** The most pages of a branch that are moved at once; the rest by moving it again. A guess. */
    public static final int BRANCH_PAGES_MAX = 2_000;

    /** What the index gives in one answer; of more pages, it is asked again. */
    private static final int LINKING_PAGES_MAX = 10_000;

    /** A page, what it was called and what it is called. */
    public record Moved(PageId page, Title before, Title after) {
        Moved back() {
            return new Moved(page, after, before);
        }
    }

    /**
     * What was done, and goes on.
     *
     * @param moved pages that have their new title
     * @param work links to them, which may still be written
     * @param stay what could not be moved, a sentence for each
     */
    public record Outcome(
            Repository repository, List<Moved> moved, LinkWork work, List<String> stay) {

        public Outcome {
            moved = List.copyOf(moved);
            stay = List.copyOf(stay);
        }

        /** What could not be done by now, a sentence for each. */
        public List<String> left() {
            var left = new ArrayList<>(stay);
            left.addAll(Renaming.left(repository, work));
            return left;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Renaming.class);

    private Renaming() {}

    /**
     * One page.
     *
     * @throws TitleTakenException if another page has this title
     */
    public static Outcome rename(
            LinkWorks works, Wiki wiki, PageView page, Title title, boolean updateLinks) {
        var moved = new Moved(page.page(), page.title(), title);
        Map<PageId, Linked> linking = new HashMap<>();
        if (updateLinks) {
            works.note(wiki, List.of(moved));
            linking.put(page.page(), linking(wiki, page.page(), names(page)));
        }
        wiki.repository().rename(page.page(), title);
        return updateLinks(works, wiki, List.of(moved), linking, List.of());
    }

    /**
     * Several pages, one after the other; which of them cannot have its title keeps its own.
     *
     * @param wanted their titles now, and then
     */
    public static Outcome move(
            LinkWorks works, Wiki wiki, List<Moved> wanted, boolean updateLinks) {
        return move(works, wiki, wanted, updateLinks, Set.of());
    }

    /**
     * Takes back what was moved and written into links, also where the index lags behind; what
     * still goes on is stopped.
     */
    public static Outcome undo(LinkWorks works, Wiki wiki, Outcome outcome) {
        outcome.work().stop();
        List<Moved> back = outcome.moved().reversed().stream().map(Moved::back).toList();
        Set<PageId> updated = outcome.work().updated();
        return move(works, wiki, back, !updated.isEmpty(), updated);
    }

    private static Outcome move(
            LinkWorks works,
            Wiki wiki,
            List<Moved> wanted,
            boolean updateLinks,
            Set<PageId> known) {
        Repository repository = wiki.repository();
        if (updateLinks) {
            works.note(wiki, wanted);
        }
        Map<PageId, Linked> linking = new HashMap<>();
        var moved = new ArrayList<Moved>();
        var left = new ArrayList<String>();
        for (Moved each : wanted) {
            Optional<PageView> page = repository.page(each.page());
            if (page.isEmpty() || page.get().deleted()) {
                left.add(Speaking.messages().text("left.gone", "title", each.before().value()));
                continue;
            }
            if (updateLinks) {
                Linked linked = linking(wiki, each.page(), names(page.get()));
                linked.pages().addAll(known);
                linking.put(each.page(), linked);
            }
            try {
                repository.rename(each.page(), each.after());
                moved.add(new Moved(each.page(), page.get().title(), each.after()));
            } catch (TitleTakenException taken) {
                left.add(
                        Speaking.messages()
                                .text(
                                        "left.taken",
                                        "title",
                                        each.before().value(),
                                        "taken",
                                        each.after().value()));
            }
        }
        return updateLinks(works, wiki, moved, linking, left);
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
    public static Outcome update(LinkWorks works, Wiki wiki, PageView page) {
        Map<TitleKey, PageId> former = new HashMap<>();
        formerNames(page).forEach(name -> former.put(name, page.page()));
        Linked linked = linking(wiki, page.page(), former.keySet());
        var titles = new LinkedHashMap<PageId, List<Title>>();
        titles.put(page.page(), formerTitles(page));
        linked.pages().forEach(id -> titles.putIfAbsent(id, List.of()));
        var work =
                works.begin(
                        wiki,
                        Set.of(page.page()),
                        new LinkUpdate(wiki.repository(), former)::of,
                        titles,
                        () -> rest(works, wiki, linked.all(), former));
        return new Outcome(wiki.repository(), List.of(), work, List.of());
    }

    /**
     * Goes on with links to pages that were renamed, or were about to be, when the node stopped.
     */
    static void resume(LinkWorks works, Wiki wiki, List<Moved> noted) {
        Map<PageId, Linked> linking = new HashMap<>();
        for (Moved each : noted) {
            TitleKey key = each.before().key();
            var names = new HashSet<>(List.of(key, key.lastSegment()));
            Linked found = linking(wiki, each.page(), names);
            linking.merge(each.page(), found, Linked::with);
        }
        updateLinks(works, wiki, noted, linking, List.of());
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

    /**
     * Pages that link to one by certain names.
     *
     * @param pages can be added to
     * @param all whether these are all that there are
     */
    private record Linked(Set<PageId> pages, boolean all) {
        Linked with(Linked other) {
            pages.addAll(other.pages());
            return new Linked(pages, all && other.all());
        }
    }

    private static Linked linking(Wiki wiki, PageId page, Set<TitleKey> names) {
        if (names.isEmpty()) {
            return new Linked(new LinkedHashSet<>(), true);
        }
        try {
            Search.Linking found = wiki.search().linking(page, names, LINKING_PAGES_MAX);
            return new Linked(
                    new LinkedHashSet<>(found.pages()), found.total() <= found.pages().size());
        } catch (SearchUnavailableException e) {
            LOG.warn(
                    "A page is renamed without its links, which work as before: {}",
                    e.getMessage());
            return new Linked(new LinkedHashSet<>(), true);
        }
    }

    /** What the index had no room for in its first answer. */
    private static Set<PageId> rest(
            LinkWorks works, Wiki wiki, boolean all, Map<TitleKey, PageId> former) {
        if (all) {
            return Set.of();
        }
        works.awaitIndex(wiki);
        Set<PageId> rest = new HashSet<>();
        for (PageId page : Set.copyOf(former.values())) {
            Set<TitleKey> names = new HashSet<>(former.keySet());
            names.removeIf(name -> !page.equals(former.get(name)));
            rest.addAll(linking(wiki, page, names).pages());
        }
        return rest;
    }

    private static Outcome updateLinks(
            LinkWorks works,
            Wiki wiki,
            List<Moved> moved,
            Map<PageId, Linked> linking,
            List<String> stay) {
        Map<TitleKey, PageId> former = new HashMap<>();
        var titles = new LinkedHashMap<PageId, List<Title>>();
        for (Moved each : moved) {
            titles.computeIfAbsent(each.page(), _page -> new ArrayList<>()).add(each.before());
            if (linking.containsKey(each.page())) {
                former.put(each.before().key().lastSegment(), each.page());
            }
        }
        for (Moved each : moved) {
            if (linking.containsKey(each.page())) {
                former.put(each.before().key(), each.page());
            }
        }
        boolean all = true;
        for (Moved each : moved) {
            Linked linked = linking.get(each.page());
            if (linked != null) {
                all = all && linked.all();
                linked.pages().forEach(id -> titles.putIfAbsent(id, List.of()));
            }
        }
        boolean nothingMore = all;
        LinkWork work =
                works.begin(
                        wiki,
                        moved.stream().map(Moved::page).collect(Collectors.toSet()),
                        new LinkUpdate(wiki.repository(), former)::of,
                        titles,
                        () -> rest(works, wiki, nothingMore, former));
        return new Outcome(wiki.repository(), moved, work, stay);
    }

    static List<String> left(Repository repository, LinkWork work) {
        var left = new ArrayList<String>();
        work.failed()
                .forEach((page, why) ->
                        left.add(notUpdated(repository, page, Failures.problem(why).detail())));
        int kept = work.kept();
        if (kept > 0) {
            left.add(Speaking.messages().text("left.kept", "links", kept));
        }
        work.broken().map(why -> Failures.problem(why).detail()).ifPresent(left::add);
        return left;
    }

    private static String notUpdated(Repository repository, PageId page, String why) {
        String title =
                repository
                        .page(page)
                        .map(PageView::displayTitle)
                        .orElseGet(() -> Speaking.messages().text("left.aPage"));
        return Speaking.messages().text("left.linksAsTheyAre", "title", title, "why", why);
    }
}
