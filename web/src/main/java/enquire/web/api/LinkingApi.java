package enquire.web.api;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.storage.search.Search;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.wiki.HeadingLinks;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.PageTemplates;
import enquire.web.wiki.WikiPaths;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Headings and the links to them, templates, and the map of pages. */
final class LinkingApi {

    private static final int MAP_PAGES_MAX = 2_000;

    private final Wikis wikis;

    LinkingApi(Wikis wikis) {
        this.wikis = wikis;
    }

    /** The headings of a page, and those that links name though they are gone. */
    Reply headings(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        Optional<String> asked = call.query("links");
        Map<String, Object> json = new LinkedHashMap<>();
        if (asked.isPresent()) {
            json.put("links", HeadingLinks.count(wiki, page, asked.get()));
            return Json.reply(json);
        }
        json.put(
                "headings",
                PageAnalysis.of(page.text()).headings().stream()
                        .map(heading ->
                                Map.of(
                                        "level", heading.level(),
                                        "text", heading.text(),
                                        "anchor", heading.slug()))
                        .toList());
        json.put("gone", HeadingLinks.gone(wiki, page));
        return Json.reply(json);
    }

    /** Writes what a heading is called now into the links to it. */
    Reply updateHeading(Call call) throws IOException {
        Wiki wiki = wikis.writable(call);
        PageView page = PageJson.page(wiki, call);
        var body = Json.object(call);
        HeadingLinks.Outcome outcome =
                HeadingLinks.update(
                        wikis.links(),
                        wiki,
                        page,
                        Json.required(body, "from"),
                        Json.required(body, "to"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pages", outcome.rewritten().size());
        json.put("pagesLater", outcome.work().later());
        json.put("left", outcome.left());
        return Json.reply(json);
    }

    Reply templates(Call call) {
        Wiki wiki = wikis.of(call);
        List<Map<String, String>> templates =
                PageTemplates.list(wiki).stream()
                        .map(template ->
                                Map.of(
                                        "title", template.displayTitle(),
                                        "name", PageTemplates.name(template)))
                        .toList();
        return Json.reply(Map.of("templates", templates));
    }

    /** A template's text for the page {@code for}. */
    Reply template(Call call) {
        Wiki wiki = wikis.of(call);
        PageView template = PageJson.page(wiki, call);
        boolean listed =
                PageTemplates.list(wiki).stream()
                        .anyMatch(each -> each.page().equals(template.page()));
        if (!listed) {
            throw ProblemException.notFound(
                    Speaking.messages()
                            .text("error.noTemplatePage", "title", template.displayTitle()));
        }
        String title = call.query("for").orElse("");
        return Json.reply(
                Map.of(
                        "title", template.displayTitle(),
                        "name", PageTemplates.name(template),
                        "text", PageTemplates.filled(template, title, ZonedDateTime.now())));
    }

    /** Pages and their links: around {@code page}, or of the whole wiki. */
    Reply graph(Call call) {
        Wiki wiki = wikis.of(call);
        WikiPaths paths = Wikis.paths(wiki);
        Optional<PageView> centre =
                call.query("page")
                        .flatMap(title ->
                                PageLookup.exact(wiki.repository(), new Title(title).value()));
        if (call.query("page").isPresent() && centre.isEmpty()) {
            throw ProblemException.notFound(Speaking.messages().text("error.noPage"));
        }
        int depth = call.query("depth", 1, 1, 3);
        Search.Graph graph =
                centre.isPresent()
                        ? wiki.search().around(centre.get().page(), depth, MAP_PAGES_MAX)
                        : wiki.search().map(MAP_PAGES_MAX);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "pages",
                graph.nodes().stream()
                        .map(node ->
                                Map.of(
                                        "title", node.title(),
                                        "url", paths.page(node.title()),
                                        "distance", node.distance(),
                                        "links", node.linksTo() + node.linkedFrom()))
                        .toList());
        json.put(
                "links",
                graph.edges().stream().map(edge -> List.of(edge.from(), edge.to())).toList());
        json.put("total", graph.total());
        return Json.reply(json);
    }
}
