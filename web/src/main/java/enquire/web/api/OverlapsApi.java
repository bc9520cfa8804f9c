package enquire.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.overlap.Overlap;
import enquire.editor.page.PeerId;
import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.PageOverlaps.Found;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import enquire.web.pages.People;
import enquire.web.wiki.OverlapWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sentences that two people changed while apart, and decisions about them. */
final class OverlapsApi {

    private static final int BODY_BYTES_MAX = 16_384;

    /** A page with such places. */
    record Listed(String title, String id, int overlaps) {}

    private final Wikis wikis;

    OverlapsApi(Wikis wikis) {
        this.wikis = wikis;
    }

    Reply pages(Call call) {
        Wiki wiki = wikis.of(call);
        List<Listed> pages =
                OverlapWords.pages(wiki).stream()
                        .map(each ->
                                new Listed(
                                        each.page().displayTitle(),
                                        each.page().page().toString(),
                                        each.places()))
                        .toList();
        return Json.reply(Map.of("pages", pages));
    }

    Reply list(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        Found found = wiki.overlaps().read(page.page());
        return Json.reply(
                Map.of(
                        "version",
                        found.version().token(),
                        "overlaps",
                        found.overlaps().stream().map(each -> json(wiki, found, each)).toList()));
    }

    Reply tickOff(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        String id = OverlapWords.id(call.parameter("id"));
        JsonNode body = Json.object(call.text(BODY_BYTES_MAX));
        Optional<PeerId> keep = OverlapWords.keep(body.path("keep").asText(""));
        Optional<Version> seen = OverlapWords.seen(body.path("version").asText(""));
        return PageJson.written(200, wiki.overlaps().tickOff(page.page(), id, keep, seen));
    }

    private static Map<String, Object> json(Wiki wiki, Found found, Overlap overlap) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", overlap.id());
        json.put("from", overlap.from());
        json.put("to", overlap.to());
        json.put("now", found.text().substring(overlap.from(), overlap.to()));
        json.put("before", overlap.before());
        json.put(
                "sides",
                OverlapWords.sides(wiki, overlap).stream()
                        .map(side -> json(wiki, overlap, side))
                        .toList());
        return json;
    }

    private static Map<String, Object> json(Wiki wiki, Overlap overlap, Overlap.Side side) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("author", wiki.nameOf(side.author()));
        json.put("color", People.color(side.author()));
        json.put("mine", side.author().equals(wiki.self()));
        json.put("text", side.text());
        json.put("label", OverlapWords.label(wiki, side.author()));
        json.put("keep", side.author().toString());
        json.put("keepLabel", OverlapWords.keepLabel(wiki, overlap, side.author()));
        return json;
    }
}
