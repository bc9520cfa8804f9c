package enquire.web.api;

import enquire.storage.PageView;
import enquire.storage.Version;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.wiki.ActWords;
import enquire.web.wiki.LineDiff;
import enquire.web.wiki.Versions;
import enquire.web.wiki.Wikis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a page was. */
final class VersionsApi {

    private static final int LIMIT_DEFAULT = 50;

    /**
     * What {@link Wiki#history} gives at once: asked for more, an answer would look like the last.
     */
    private static final int LIMIT_MAX = 50;

    private static final int OFFSET_MAX = 1_000_000;

    /** One step. */
    record Revision(
            String version, String author, String at, String summary, int added, int removed) {}

    private final Wikis wikis;

    VersionsApi(Wikis wikis) {
        this.wikis = wikis;
    }

    Reply history(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        int offset = call.query("offset", 0, 0, OFFSET_MAX);
        int limit = call.query("limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
        List<Revision> revisions =
                wiki.history(page.page(), offset, limit).stream()
                        .map(entry ->
                                new Revision(
                                        entry.version().token(),
                                        wiki.nameOf(entry.author()),
                                        entry.at().toString(),
                                        String.join(", ", ActWords.of(entry.acts())),
                                        entry.added(),
                                        entry.removed()))
                        .toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("revisions", revisions);
        json.put("next", revisions.size() == limit ? offset + limit : null);
        return Json.reply(json);
    }

    /** Line by line; {@code to} is the current version unless it is named. */
    Reply diff(Call call) {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        Version from =
                call.query("from")
                        .map(Versions::parse)
                        .orElseThrow(() -> ProblemException.badRequest("“from” is missing."));
        Version to = call.query("to").map(Versions::parse).orElse(page.version());
        var lines =
                PageJson.lines(
                        LineDiff.between(
                                Versions.text(wiki, page, from), Versions.text(wiki, page, to)));
        return Json.reply(Map.of("from", from.token(), "to", to.token(), "lines", lines));
    }
}
