package enquire.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.storage.PageView;
import enquire.storage.TakingOut;
import enquire.sync.node.Redacting;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import enquire.web.wiki.RedactionWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.Map;

/** Words that are taken out of a page's past for good. */
final class RedactApi {

    /** Each character of the words may be escaped. */
    private static final int BODY_BYTES_MAX = 8 * RedactionWords.CHARACTERS_MAX;

    private final Wikis wikis;

    RedactApi(Wikis wikis) {
        this.wikis = wikis;
    }

    /** With {@code preview}, nothing is changed. */
    Reply redact(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        PageView page = PageJson.page(wiki, call);
        RedactionWords.requireAllowed(wiki);
        JsonNode body = Json.object(call.text(BODY_BYTES_MAX));
        String words = RedactionWords.words(body.path("text").asText(""));
        if (body.path("preview").asBoolean(false)) {
            TakingOut.Found found = wiki.redacting().find(page.page(), words);
            return Json.reply(Map.of("now", found.now(), "edits", found.changes()));
        }
        Redacting.Redacted redacted = wiki.redacting().redact(page.page(), words);
        return Json.reply(
                Map.of("edits", redacted.changes(), "clean", RedactionWords.isClean(redacted)));
    }
}
