package enquire.web.api;

import enquire.editor.markdown.PageAnalysis;
import enquire.editor.page.TitleKey;
import enquire.storage.PageSummary;
import enquire.storage.PageView;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.PageRenderer;
import enquire.web.wiki.Wikis;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reading pages. */
final class PagesApi {

    private static final int LIMIT_DEFAULT = 100;
    private static final int LIMIT_MAX = 1_000;
    private static final int OFFSET_MAX = 1_000_000;

    private final Wikis wikis;
    private final PageRenderer renderer;

    PagesApi(Wikis wikis, PageRenderer renderer) {
        this.wikis = wikis;
        this.renderer = renderer;
    }

    Reply list(Call call) {
        Wiki wiki = wikis.of(call);
        int limit = call.query("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
        List<PageSummary> pages =
                wiki.repository().pages(call.query("after").map(TitleKey::of), limit);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pages", pages.stream().map(page -> PageJson.Listed.of(wiki, page)).toList());
        boolean more = pages.size() >= limit;
        json.put("next", more ? pages.getLast().title().value() : null);
        return Json.reply(json);
    }

    Reply get(Call call) {
        Wiki wiki = wikis.of(call);
        String title = call.parameter("title");
        Optional<PageView> exact = PageLookup.exact(wiki.repository(), title);
        if (exact.isEmpty()) {
            Optional<PageView> other = PageLookup.any(wiki.repository(), title);
            if (other.isPresent()) {
                return Reply.redirect(Wikis.paths(wiki).api(other.get().displayTitle()));
            }
        }
        PageView page = exact.orElseGet(() -> PageJson.page(wiki, call));
        String accept = call.header("Accept").orElse("");
        Reply reply;
        if (accept.contains("application/json")) {
            reply = Json.reply(PageJson.Whole.of(wiki, page));
        } else if (accept.contains("text/html")) {
            reply = Reply.html(renderer.render(wiki, page).body().html());
        } else {
            reply = Reply.text(200, "text/markdown; charset=utf-8", page.text());
        }
        return reply.with("Vary", "Accept").tagged(call, page.version().token());
    }

    /** Where the links of a page lead, as written. */
    Reply links(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        List<Map<String, Object>> links =
                PageAnalysis.of(page.text()).links().stream()
                        .map(link ->
                                Map.<String, Object>of(
                                        "target", link.target().name(),
                                        "label", link.label(),
                                        "kind", link.kind().name().toLowerCase(Locale.ROOT)))
                        .toList();
        return Json.reply(Map.of("links", links));
    }

    /**
     * A page that changes while a caller goes through the parts moves to the front: he may meet
     * another one twice, and misses none.
     */
    Reply changes(Call call) {
        Wiki wiki = wikis.of(call);
        Optional<Instant> since = call.query("since").map(PagesApi::instant);
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        int limit = call.query("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
        List<PageSummary> changes =
                wiki.repository().recent(since.orElse(Instant.MIN), offset, limit);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("changes", changes.stream().map(page -> PageJson.Listed.of(wiki, page)).toList());
        json.put("next", changes.size() == limit ? offset + limit : null);
        return Json.reply(json);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw ProblemException.badRequest(
                    "“since” must be a time such as 2026-11-22T15:04:00Z.");
        }
    }
}
