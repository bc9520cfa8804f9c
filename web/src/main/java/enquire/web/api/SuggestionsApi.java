package enquire.web.api;

import enquire.editor.page.ChangeHash;
import enquire.storage.PageView;
import enquire.storage.SuggestedEdit;
import enquire.storage.Suggestions;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import enquire.web.wiki.OfferedEdit;
import enquire.web.wiki.OwnSuggestion;
import enquire.web.wiki.PageText;
import enquire.web.wiki.Wikis;
import java.io.IOException;
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
                        json(wiki, OfferedEdit.dismissed(wiki, page.page())),
                        "own",
                        OwnSuggestion.of(wiki, page).stream().map(SuggestionsApi::json).toList()));
    }

    /**
     * The body is the page as a reader would have it: the page stays as it is, and a writer can
     * take the difference in.
     */
    Reply suggest(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        String text = PageText.of(call);
        PageView page = PageJson.page(wiki, call);
        Version base =
                call.header("If-Match")
                        .map(String::strip)
                        .flatMap(tag -> PageWritesApi.base(tag, page))
                        .orElse(page.version());
        SuggestedEdit made = wiki.suggesting().suggest(page.page(), base, text);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", page.displayTitle());
        json.put("id", made.id().toString());
        json.put("at", made.at().toString());
        return Json.reply(201, json);
    }

    /** What this node wrote and the page had to leave out. */
    Reply suggestLeftOut(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        ChangeHash made = wiki.suggesting().suggestLeftOut(page.page(), id(call));
        return Json.reply(201, Map.of("title", page.displayTitle(), "id", made.toString()));
    }

    Reply withdraw(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        wiki.suggesting().withdraw(page.page(), id(call));
        return Reply.of(204);
    }

    Reply accept(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        return PageJson.written(200, wiki.suggesting().accept(page.page(), id(call)));
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

    private static Map<String, Object> json(OwnSuggestion own) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", own.id().toString());
        json.put("at", own.at().toString());
        json.put("taken", own.taken());
        json.put("takenBy", own.takenBy().orElse(null));
        json.put("state", own.state());
        json.put("lines", PageJson.lines(own.lines()));
        return json;
    }

    private static Map<String, Object> json(Wiki wiki, OfferedEdit edit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", edit.id().toString());
        json.put("author", wiki.nameOf(edit.author()));
        json.put("at", edit.at().map(Instant::toString).orElse(null));
        json.put("why", edit.why());
        json.put("byReader", edit.byReader());
        json.put("mayBeThere", edit.mayBeThere());
        json.put("maySuggest", edit.maySuggest());
        json.put("lines", PageJson.lines(edit.lines()));
        return json;
    }
}
