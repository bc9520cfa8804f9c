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

/**
 * Gives pages other titles and, if asked, writes them into the links of other pages. Every page is
 * an edit of its own, and links that are left as they are keep working, since former titles stay as
 * aliases: so whoever is interrupted has lost nothing, and {@link LinkWorks} does the rest.
 */
public final class Renaming {

    /** The most pages of a branch that are moved at once; the rest by moving it again. A guess. */
    public static final int BRANCH_PAGES_MAX = 2_000;

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

    private Renaming() {}

    /**
     * One page.
     *
     * @throws TitleTakenException if another page has this title
     */
    public static Outcome rename(
            LinkWorks works, Wiki wiki, PageView page, Title title, boolean updateLinks) {
        var moved = List.of(new Moved(page.page(), page.title(), title));
        Map<PageId, Linked> linking = new HashMap<>();
        LinkNotes.Noted noted = noted(works, wiki, moved, updateLinks);
        try {
            if (updateLinks) {
                linking.put(page.page(), Linked.to(wiki, page.page(), names(page)));
            }
            wiki.repository().rename(page.page(), title);
        } catch (RuntimeException e) {
            throw failed(works, noted, List.of(), e);
        }
        return updateLinks(works, wiki, noted, moved, linking, List.of());
    }

    private static LinkNotes.Noted noted(
            LinkWorks works, Wiki wiki, List<Moved> moved, boolean updateLinks) {
        return updateLinks ? works.notes().note(wiki, moved) : works.notes().nothing(wiki);
    }

    /** Nothing stays noted of pages that keep their title: nobody asked to write their links. */
    private static RuntimeException failed(
            LinkWorks works, LinkNotes.Noted noted, List<Moved> moved, RuntimeException why) {
        try {
            works.notes().only(noted, pages(moved));
        } catch (RuntimeException e) {
            why.addSuppressed(e); // What is noted of a title that did not change is passed over.
        }
        noted.leave();
        return why;
    }

    private static Set<PageId> pages(List<Moved> moved) {
        return moved.stream().map(Moved::page).collect(Collectors.toSet());
    }

    /**
     * Several pages, one after the other; which of them cannot have its title keeps its own.
     *
     * @param wanted their titles now, and then
     */
    public static Outcome move(
            LinkWorks works, Wiki wiki, List<Moved> wanted, boolean updateLinks) {
        return move(works, wiki, wanted, updateLinks, new Linked(Set.of(), true));
    }

    /**
     * Takes back what was moved and written into links, also where the index lags behind; what
     * still goes on is stopped.
     */
    public static Outcome undo(LinkWorks works, Wiki wiki, Outcome outcome) {
        outcome.work().stop();
        Set<PageId> updated = outcome.work().updated();
        var known = new Linked(updated, true);
        return move(works, wiki, back(outcome.moved()), !updated.isEmpty(), known);
    }

    /**
     * The same of what was moved before the node stopped. In which pages links were written nobody
     * remembers: the index says it, once it has caught up, and what was gone on with has ended.
     *
     * @param updateLinks whether they were to be written
     */
    public static Outcome undo(LinkWorks works, Wiki wiki, List<Moved> moved, boolean updateLinks) {
        return move(works, wiki, back(moved), updateLinks, new Linked(Set.of(), false));
    }

    private static List<Moved> back(List<Moved> moved) {
        return moved.reversed().stream().map(Moved::back).toList();
    }

    private static Outcome move(
            LinkWorks works, Wiki wiki, List<Moved> wanted, boolean updateLinks, Linked known) {
        Map<PageId, Linked> linking = new HashMap<>();
        var moved = new ArrayList<Moved>();
        var left = new ArrayList<String>();
        LinkNotes.Noted noted = noted(works, wiki, wanted, updateLinks);
        try {
            for (Moved each : wanted) {
                Optional<PageView> page = wiki.repository().page(each.page());
                if (page.isEmpty() || page.get().deleted()) {
                    left.add(Speaking.messages().text("left.gone", "title", each.before().value()));
                    continue;
                }
                if (!page.get().title().equals(each.before())) {
                    // Somebody else has given it another name since: that one stays.
                    left.add(
                            Speaking.messages()
                                    .text(
                                            "left.renamed",
                                            "title",
                                            each.before().value(),
                                            "now",
                                            page.get().title().value()));
                    continue;
                }
                if (updateLinks) {
                    Linked linked = Linked.to(wiki, each.page(), names(page.get()));
                    linking.put(each.page(), linked.with(known));
                }
                try {
                    wiki.repository().rename(each.page(), each.after());
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
            works.notes().only(noted, pages(moved));
        } catch (RuntimeException e) {
            throw failed(works, noted, moved, e);
        }
        return updateLinks(works, wiki, noted, moved, linking, left);
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
        Linked linked = Linked.to(wiki, page.page(), former.keySet());
        var titles = new LinkedHashMap<PageId, List<Title>>();
        titles.put(page.page(), formerTitles(page));
        linked.pages().forEach(id -> titles.putIfAbsent(id, List.of()));
        var work =
                works.begin(
                        wiki,
                        works.notes().adopt(wiki, page.page()),
                        Set.of(page.page()),
                        new LinkUpdate(wiki.repository(), former)::of,
                        titles,
                        so -> linked.rest(works, wiki, so, former));
        return new Outcome(wiki.repository(), List.of(), work, List.of());
    }

    /**
     * Goes on with links to pages that were renamed when the node stopped. Who was only about to be
     * renamed, or is called so again, has links as somebody spelled them: these stay.
     */
    static void resume(LinkWorks works, Wiki wiki, LinkNotes.Noted noted) {
        Map<PageId, Linked> linking = new HashMap<>();
        Map<TitleKey, PageId> former = new HashMap<>();
        var moved = new ArrayList<Moved>();
        works.notes()
                .lines(noted)
                .forEach((id, titles) -> {
                    Optional<PageView> page = wiki.repository().page(id);
                    for (String title : page.isPresent() ? titles : List.<String>of()) {
                        var each = new Moved(id, new Title(title), page.get().title());
                        if (each.before().key().equals(each.after().key())) {
                            continue;
                        }
                        Set<TitleKey> names = noLongerNames(page.get(), each.before().key());
                        names.forEach(name -> former.put(name, id));
                        linking.merge(id, Linked.to(wiki, id, names), Linked::with);
                        moved.add(each);
                    }
                });
        updateLinks(works, wiki, noted, moved, linking, former, List.of());
    }

    /** Of a title that the page had and its last segment, what it is not called any more. */
    private static Set<TitleKey> noLongerNames(PageView page, TitleKey before) {
        Set<TitleKey> names = new HashSet<>(List.of(before));
        if (!before.lastSegment().equals(page.title().key().lastSegment())) {
            names.add(before.lastSegment());
        }
        PageAnalysis.aliasesOf(page.text()).forEach(alias -> names.remove(TitleKey.of(alias)));
        return names;
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

    private static Outcome updateLinks(
            LinkWorks works,
            Wiki wiki,
            LinkNotes.Noted noted,
            List<Moved> moved,
            Map<PageId, Linked> linking,
            List<String> stay) {
        Map<TitleKey, PageId> former = new HashMap<>();
        for (Moved each : moved) {
            if (linking.containsKey(each.page())) {
                former.put(each.before().key().lastSegment(), each.page());
            }
        }
        for (Moved each : moved) {
            if (linking.containsKey(each.page())) {
                former.put(each.before().key(), each.page());
            }
        }
        return updateLinks(works, wiki, noted, moved, linking, former, stay);
    }

    private static Outcome updateLinks(
            LinkWorks works,
            Wiki wiki,
            LinkNotes.Noted noted,
            List<Moved> moved,
            Map<PageId, Linked> linking,
            Map<TitleKey, PageId> former,
            List<String> stay) {
        var titles = new LinkedHashMap<PageId, List<Title>>();
        for (Moved each : moved) {
            titles.computeIfAbsent(each.page(), _page -> new ArrayList<>()).add(each.before());
        }
        var all = new Linked(new LinkedHashSet<>(), true);
        for (Moved each : moved) {
            if (linking.containsKey(each.page())) {
                all = all.with(linking.get(each.page()));
            }
        }
        all.pages().forEach(id -> titles.putIfAbsent(id, List.of()));
        Linked linked = all;
        LinkWork work =
                works.begin(
                        wiki,
                        noted,
                        pages(moved),
                        new LinkUpdate(wiki.repository(), former)::of,
                        titles,
                        so -> linked.rest(works, wiki, so, former));
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
