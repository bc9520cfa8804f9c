package enquire.web.api;

import enquire.editor.page.ChangeHash;
import enquire.storage.PageView;
import enquire.storage.Suggestions;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import enquire.web.wiki.OfferedEdit;
import enquire.web.wiki.Wikis;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Edits that pages do not hold, and decisions about them. */
final class SuggestionsApi {

    /** A page with such edits. */
    record Offering(String title, String id, int suggestions) {}

    /** A page that nobody else has. */
    record Whole(String title, String id) {}

    private final Wikis wikis;

    SuggestionsApi(Wikis wikis) {
        this.wikis = wikis;
    }

    Reply pages(Call call) {
        Wiki wiki = wikis.of(call);
        Suggestions suggestions = wiki.repository().suggestions();
        List<Offering> pages =
                suggestions.pages().stream()
                        .flatMap(page -> wiki.repository().page(page).stream())
                        .filter(page -> !page.deleted())
                        .map(page ->
                                new Offering(
                                        page.displayTitle(),
                                        page.page().toString(),
                                        suggestions.offer(page.page()).authors().size()))
                        .toList();
        List<Whole> whole =
                wiki.repository().pagesLeftOut().pages().stream()
                        .map(page -> new Whole(page.title(), page.page().toString()))
                        .toList();
        return Json.reply(Map.of("pages", pages, "onThisComputerAlone", whole));
    }

    Reply list(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        return Json.reply(
                Map.of(
                        "suggestions",
                        json(wiki, OfferedEdit.of(wiki, page.page())),
                        "dismissed",
                        json(wiki, OfferedEdit.dismissed(wiki, page.page()))));
    }

    Reply accept(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        return PageJson.written(200, wiki.repository().suggestions().accept(page.page(), id(call)));
    }

    Reply dismiss(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        wiki.repository().suggestions().dismiss(page.page(), id(call));
        return Reply.of(204);
    }

    Reply offer(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        wiki.repository().suggestions().offerAgain(page.page(), id(call));
        return Reply.of(204);
    }

    private static ChangeHash id(Call call) {
        return OfferedEdit.id(call.parameter("id"));
    }

    private static List<Map<String, Object>> json(Wiki wiki, List<OfferedEdit> edits) {
        return edits.stream().map(edit -> json(wiki, edit)).toList();
    }

    private static Map<String, Object> json(Wiki wiki, OfferedEdit edit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", edit.id().toString());
        json.put("author", wiki.nameOf(edit.author()));
        json.put("at", edit.at().map(Instant::toString).orElse(null));
        json.put("why", edit.why());
        json.put("mayBeThere", edit.mayBeThere());
        json.put("lines", PageJson.lines(edit.lines()));
        return json;
    }
}
