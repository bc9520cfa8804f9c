package enquire.web.pages;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.search.Search;
import enquire.storage.search.SearchFilter;
import enquire.sync.node.PeerSearch;
import enquire.sync.node.Wiki;
import enquire.web.html.SafeHtml;
import enquire.web.http.Call;
import enquire.web.http.Handler;
import enquire.web.http.Percent;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.screens.Link;
import enquire.web.screens.SearchScreen;
import enquire.web.screens.When;
import enquire.web.wiki.CollaboratorHits;
import enquire.web.wiki.Names;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.SearchQuery;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.util.List;
import java.util.Optional;

/** {@code GET /{wiki}/-/search?q=}: results, twenty a page; a plain form with filters. */
final class SearchHandler implements Handler {

    private static final int PER_PAGE = 20;
    private static final int OFFSET_MAX = 10_000;

    /** Tags and people that the form offers; others can be typed. (Guess.) */
    private static final int CHOICES_MAX = 200;

    private static final int NAMES_MAX = 3;

    private final Screens screens;

    SearchHandler(Screens screens) {
        this.screens = screens;
    }

    @Override
    public Reply handle(Call call) {
        Wiki wiki = screens.wiki(call);
        SearchQuery query = SearchQuery.of(call);
        int asked = call.query("offset", 0, 0, OFFSET_MAX);
        Results results =
                query.collaborators() && !query.isEmpty()
                        ? everywhere(wiki, query, asked)
                        : here(wiki, query, asked);
        int offset = results.offset();
        String path = Wikis.paths(wiki).screen("search");
        boolean more = offset + PER_PAGE < Math.min(results.total(), OFFSET_MAX);
        boolean nothing = results.total() == 0 && !query.words().isBlank();
        return screens.show(
                new SearchScreen(
                        screens.frame(
                                wiki,
                                query.words().isBlank()
                                        ? Speaking.messages().text("search.title")
                                        : query.words(),
                                "search"),
                        query.words(),
                        filter(query.filter()),
                        choices(wiki),
                        results.elsewhere(),
                        query.isEmpty() ? "" : count(results),
                        results.hits(),
                        nothing ? suggestion(wiki, query, path) : Screens.NO_LINK,
                        query.filter().isEmpty()
                                ? ""
                                : path + "?q=" + Percent.encodeQuery(query.words()),
                        createHref(wiki, query.words()),
                        offset == 0
                                ? Screens.NO_LINK
                                : Link.of(
                                        path + query.parameters(Math.max(0, offset - PER_PAGE)),
                                        Speaking.messages().text("list.previous")),
                        more
                                ? Link.of(
                                        path + query.parameters(offset + PER_PAGE),
                                        Speaking.messages().text("list.next"))
                                : Screens.NO_LINK));
    }

    /** What this computer holds. */
    private Results here(Wiki wiki, SearchQuery query, int asked) {
        Search.Hits part = found(wiki, query, asked);
        boolean beyond = part.hits().isEmpty() && part.total() > 0;
        int offset = beyond ? lastOffset(part.total()) : asked;
        Search.Hits found = beyond ? found(wiki, query, offset) : part;
        return new Results(
                found.total(),
                offset,
                found.hits().stream().map(hit -> hit(wiki, hit, "")).toList(),
                new SearchScreen.Elsewhere(query.collaborators(), "", ""));
    }

    /** What collaborators hold, too: they are waited for a moment, and who is slow is named. */
    private Results everywhere(Wiki wiki, SearchQuery query, int asked) {
        CollaboratorHits found = CollaboratorHits.of(wiki, query, PeerSearch.PATIENCE);
        int total = found.hits().size();
        int offset = asked < total ? asked : total == 0 ? 0 : lastOffset(total);
        List<SearchScreen.Hit> hits =
                found.hits().stream()
                        .skip(offset)
                        .limit(PER_PAGE)
                        .map(hit -> hit(wiki, hit))
                        .toList();
        return new Results(total, offset, hits, elsewhere(wiki, query, found, offset));
    }

    private static SearchScreen.Elsewhere elsewhere(
            Wiki wiki, SearchQuery query, CollaboratorHits found, int offset) {
        Messages messages = Speaking.messages();
        String again = Wikis.paths(wiki).screen("search") + query.parameters(offset);
        if (found.nobody()) {
            return new SearchScreen.Elsewhere(true, messages.text("search.nobody"), again);
        }
        return found.slow().isEmpty()
                ? new SearchScreen.Elsewhere(true, "", "")
                : new SearchScreen.Elsewhere(
                        true,
                        messages.text(
                                "search.slow",
                                "computers",
                                found.slow().size(),
                                "names",
                                Names.listed(found.slow(), NAMES_MAX, messages)),
                        again);
    }

    /**
     * One part of what was found.
     *
     * @param total of all parts
     * @param offset of this one
     */
    private record Results(
            long total,
            int offset,
            List<SearchScreen.Hit> hits,
            SearchScreen.Elsewhere elsewhere) {}

    private static Search.Hits found(Wiki wiki, SearchQuery query, int offset) {
        return query.isEmpty()
                ? new Search.Hits(0, List.of())
                : wiki.search().search(query.words(), query.filter(), offset, PER_PAGE);
    }

    private static int lastOffset(long total) {
        return (int) (Math.min(total, OFFSET_MAX) - 1) / PER_PAGE * PER_PAGE;
    }

    /** "24 pages", "41 pages, 21 to 40 of them here". */
    private static String count(Results found) {
        String pages =
                Speaking.messages()
                        .text(
                                "list.found",
                                "many",
                                found.total() > OFFSET_MAX ? "yes" : "no",
                                "pages",
                                Math.min(found.total(), OFFSET_MAX));
        return found.total() <= PER_PAGE || found.hits().isEmpty()
                ? pages
                : Speaking.messages()
                        .text(
                                "list.foundPart",
                                "found",
                                pages,
                                "from",
                                found.offset() + 1,
                                "to",
                                found.offset() + found.hits().size());
    }

    private static SearchScreen.Filter filter(SearchFilter filter) {
        return new SearchScreen.Filter(
                filter.titlesOnly(),
                filter.tag(),
                filter.author(),
                filter.after().map(Object::toString).orElse(""));
    }

    private static SearchScreen.Choices choices(Wiki wiki) {
        return new SearchScreen.Choices(
                wiki.search().tags(0, CHOICES_MAX).stream().map(Search.Tag::tag).toList(),
                wiki.members().stream()
                        .map(Wiki.Member::name)
                        .distinct()
                        .limit(CHOICES_MAX)
                        .toList());
    }

    /** Other words that pages have, or else a title that resembles these. */
    private static Link suggestion(Wiki wiki, SearchQuery query, String path) {
        Optional<String> meant =
                wiki.search()
                        .meant(query.words(), query.filter())
                        .or(() ->
                                wiki.search().completions(query.words(), 1).stream()
                                        .filter(title -> finds(wiki, query.with(title)))
                                        .findFirst());
        return meant.map(words -> Link.of(path + query.with(words).parameters(0), words))
                .orElse(Screens.NO_LINK);
    }

    private static boolean finds(Wiki wiki, SearchQuery query) {
        return wiki.search().search(query.words(), query.filter(), 0, 1).total() > 0;
    }

    private SearchScreen.Hit hit(Wiki wiki, CollaboratorHits.Hit hit) {
        Messages messages = Speaking.messages();
        String names = Names.listed(hit.from(), NAMES_MAX, messages);
        if (hit.own().isPresent()) {
            return hit(
                    wiki,
                    hit.own().get(),
                    names.isEmpty() ? "" : messages.text("search.heldToo", "names", names));
        }
        WikiPaths paths = Wikis.paths(wiki);
        return new SearchScreen.Hit(
                hit.held()
                        ? paths.page(hit.title())
                        : FetchHandler.path(paths, hit.page(), hit.title()),
                SafeHtml.marked(hit.markedTitle()),
                Screens.NO_LINK,
                SafeHtml.marked(hit.snippet()),
                "",
                new When("", ""),
                messages.text(hit.held() ? "search.heldToo" : "search.held", "names", names));
    }

    private SearchScreen.Hit hit(Wiki wiki, Search.Hit hit, String holders) {
        WikiPaths paths = Wikis.paths(wiki);
        Optional<PageView> page = wiki.repository().page(hit.page());
        String href = paths.page(hit.title());
        return new SearchScreen.Hit(
                href,
                SafeHtml.marked(hit.markedTitle()),
                hit.section()
                        .map(section ->
                                Link.of(
                                        href + "#" + Percent.encode(section.slug()),
                                        section.heading()))
                        .orElse(Screens.NO_LINK),
                SafeHtml.marked(hit.snippet()),
                page.map(view -> wiki.nameOf(view.changedBy())).orElse(""),
                page.map(PageView::changedAt).map(screens.times()::when).orElse(new When("", "")),
                holders);
    }

    /** Where a page called like the query would be made, if it can be and is not there. */
    private static String createHref(Wiki wiki, String query) {
        try {
            var title = new Title(query);
            boolean there = PageLookup.exact(wiki.repository(), title.value()).isPresent();
            return there || !wiki.mayWrite() ? "" : Wikis.paths(wiki).screen("edit", title.value());
        } catch (InvalidTitleException noTitle) {
            return "";
        }
    }
}
