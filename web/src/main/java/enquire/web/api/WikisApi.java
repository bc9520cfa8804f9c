package enquire.web.api;

import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.wiki.NewWiki;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code GET /wikis} and {@code POST /wikis}. */
final class WikisApi {

    /** One wiki of this node. */
    record Listed(String id, String slug, String name, int pages) {
        static Listed of(Wiki wiki) {
            return new Listed(
                    wiki.id().toString(), wiki.slug(), wiki.name(), wiki.repository().pageCount());
        }
    }

    private final Wikis wikis;

    WikisApi(Wikis wikis) {
        this.wikis = wikis;
    }

    Reply list(Call call) {
        List<Listed> listed = wikis.node().wikis().stream().map(Listed::of).toList();
        return Json.reply(Map.of("wikis", listed));
    }

    /**
     * The recovery key is in this answer and in no other. {@code "empty": true} leaves out the home
     * page and the tour, for a wiki that is filled.
     */
    Reply create(Call call) throws IOException {
        var body = Json.object(call);
        String name = Json.required(body, "name").strip();
        if (name.isEmpty() || name.length() > NewWiki.NAME_CHARS_MAX) {
            throw new ProblemException(
                    422,
                    "That cannot be the name of a wiki.",
                    "A name has 1 to %d characters. Nothing was made."
                            .formatted(NewWiki.NAME_CHARS_MAX));
        }
        NewWiki.Made made =
                body.path("empty").asBoolean(false)
                        ? NewWiki.empty(wikis.node(), name)
                        : NewWiki.withTour(wikis.node(), name);
        Listed listed = Listed.of(made.wiki());
        return Json.reply(
                        201,
                        Map.of(
                                "id", listed.id(),
                                "slug", listed.slug(),
                                "name", listed.name(),
                                "pages", listed.pages(),
                                "recoveryKey", made.recovery().text()))
                .with("Location", Wikis.paths(made.wiki()).home())
                .with("Cache-Control", "no-store");
    }
}
