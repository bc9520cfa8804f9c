package enquire.web.pages;

import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.search.Search;
import enquire.sync.node.Wiki;
import enquire.web.html.SafeHtml;
import enquire.web.http.Call;
import enquire.web.http.Handler;
import enquire.web.http.Percent;
import enquire.web.http.Reply;
import enquire.web.screens.Link;
import enquire.web.screens.SearchScreen;
import enquire.web.screens.When;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.util.List;

/** {@code GET /{wiki}/-/search?q=}: results, twenty a page. */
final class SearchHandler implements Handler {

    private static final int PER_PAGE = 20;
    private static final int OFFSET_MAX = 10_000;

    private final Screens screens;

    SearchHandler(Screens screens) {
        this.screens = screens;
    }

    @Override
    public Reply handle(Call call) {
        Wiki wiki = screens.wiki(call);
        String typed = call.query("q").orElse("");
        String query =
                typed.length() <= Search.QUERY_CHARS_MAX
                        ? typed
                        : typed.substring(0, Search.QUERY_CHARS_MAX);
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        Search.Hits found =
                query.isBlank()
                        ? new Search.Hits(0, List.of())
                        : wiki.search().search(query, offset, PER_PAGE);
        String suggestion = "";
        if (found.total() == 0 && !query.isBlank()) {
            suggestion = wiki.search().completions(query, 1).stream().findFirst().orElse("");
        }
        String path = Wikis.paths(wiki).screen("search") + "?q=" + Percent.encodeQuery(query);
        boolean more = offset + PER_PAGE < Math.min(found.total(), OFFSET_MAX);
        return screens.show(
                new SearchScreen(
                        screens.frame(wiki, query.isBlank() ? "Search" : query, "search"),
                        query,
                        found.total(),
                        found.hits().stream().map(hit -> hit(wiki, hit)).toList(),
                        suggestion,
                        createHref(wiki, query),
                        offset == 0
                                ? Screens.NO_LINK
                                : Link.of(
                                        path + "&offset=" + Math.max(0, offset - PER_PAGE),
                                        "Previous"),
                        more
                                ? Link.of(path + "&offset=" + (offset + PER_PAGE), "Next")
                                : Screens.NO_LINK));
    }

    private SearchScreen.Hit hit(Wiki wiki, Search.Hit hit) {
        WikiPaths paths = Wikis.paths(wiki);
        When edited =
                wiki.repository()
                        .page(hit.page())
                        .map(PageView::changedAt)
                        .map(screens.times()::when)
                        .orElse(new When("", ""));
        return new SearchScreen.Hit(
                paths.page(hit.title()),
                SafeHtml.escaped(hit.title()),
                SafeHtml.marked(hit.snippet()),
                edited);
    }

    /** Where a page called like the query would be made, if it can be and is not there. */
    private static String createHref(Wiki wiki, String query) {
        try {
            var title = new Title(query);
            boolean there = PageLookup.exact(wiki.repository(), title.value()).isPresent();
            return there ? "" : Wikis.paths(wiki).screen("edit", title.value());
        } catch (InvalidTitleException noTitle) {
            return "";
        }
    }
}
