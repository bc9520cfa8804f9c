package enquire.web.pages;

import enquire.storage.PageView;
import enquire.storage.search.Search;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Percent;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.MapScreen;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.util.List;
import java.util.Optional;

/** The map of pages: around one page, or of the whole wiki. */
final class MapHandlers {

    /** Of the list; the picture may hold more. A guess. */
    private static final int ROWS_MAX = 500;

    private final Screens screens;

    MapHandlers(Screens screens) {
        this.screens = screens;
    }

    Reply map(Call call) {
        Wiki wiki = screens.wiki(call);
        WikiPaths paths = Wikis.paths(wiki);
        boolean whole = call.query("whole").isPresent();
        int depth = call.query("depth", 1, 1, 3);
        String asked = call.query("page").orElseGet(() -> HomePage.title(wiki));
        Optional<PageView> centre =
                whole
                        ? Optional.empty()
                        : PageLookup.exact(wiki.repository(), asked)
                                .or(() -> PageLookup.any(wiki.repository(), asked));
        if (call.query("page").isPresent() && centre.isEmpty()) {
            throw ProblemException.notFound(
                    Speaking.messages().text("error.noPageCalled", "title", asked));
        }
        Search.Graph graph =
                centre.isPresent()
                        ? wiki.search().around(centre.get().page(), depth, ROWS_MAX)
                        : wiki.search().map(ROWS_MAX);
        String title = centre.map(PageView::displayTitle).orElse("");
        String query =
                title.isEmpty() ? "" : "?depth=" + depth + "&page=" + Percent.encodeQuery(title);
        return screens.show(
                new MapScreen(
                        screens.frame(
                                wiki,
                                title.isEmpty()
                                        ? Speaking.messages().text("nav.map")
                                        : Speaking.messages()
                                                .text("title.mapAround", "title", title),
                                "map"),
                        title,
                        depth,
                        paths.graph() + query,
                        title.isEmpty() ? paths.screen("map") : paths.page(title),
                        paths.screen("map") + "?whole=on",
                        rows(paths, graph),
                        graph.total()));
    }

    private static List<MapScreen.Row> rows(WikiPaths paths, Search.Graph graph) {
        return graph.nodes().stream()
                .map(node ->
                        new MapScreen.Row(
                                paths.page(node.title()),
                                node.title(),
                                node.distance(),
                                node.linksTo(),
                                node.linkedFrom()))
                .toList();
    }
}
