package enquire.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.BlobId;
import enquire.storage.PageView;
import enquire.sync.node.Redacting;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.language.Messages;
import enquire.web.language.Speaking;
import enquire.web.wiki.Manifest;
import enquire.web.wiki.PageLookup;
import enquire.web.wiki.RedactionWords;
import enquire.web.wiki.Wikis;
import enquire.web.wiki.WordPlaces;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        RedactionWords.requireAllowed(wiki);
        String title = call.parameter("title");
        PageView page =
                PageLookup.exactOrDeleted(wiki.repository(), title)
                        .orElseGet(() -> PageJson.page(wiki, title));
        JsonNode body = Json.object(call.text(BODY_BYTES_MAX));
        if (body.has("file")) {
            return file(wiki, page, body);
        }
        String words = RedactionWords.words(body.path("text").asText(""));
        if (body.path("preview").asBoolean(false)) {
            Redacting.Found found = wiki.redacting().find(page.page(), words);
            return Json.reply(
                    Map.of(
                            "now",
                            found.now(),
                            "edits",
                            found.changes(),
                            "lines",
                            found.lines(),
                            "stays",
                            found.stays(),
                            "places",
                            WordPlaces.of(page.text(), words)));
        }
        Redacting.Redacted redacted = wiki.redacting().redact(page.page(), words);
        return Json.reply(
                Map.of(
                        "edits",
                        redacted.changes(),
                        "stays",
                        redacted.stays(),
                        "clean",
                        RedactionWords.isClean(redacted)));
    }

    /** By the name that it has or had in the page, or by its id, also if it is in no page. */
    private static Reply file(Wiki wiki, PageView page, JsonNode body) {
        String named = body.path("file").asText("");
        List<BlobId> files =
                wiki.redacting().files().attached(page.page()).entrySet().stream()
                        .filter(each -> is(each.getKey(), each.getValue(), named))
                        .map(Map.Entry::getKey)
                        .toList();
        if (files.isEmpty()) {
            files = inNoPage(wiki, named);
        }
        if (files.size() != 1) {
            Messages messages = Speaking.messages();
            throw new ProblemException(
                    422,
                    messages.text("failure.notTakenOut"),
                    messages.text(files.isEmpty() ? "redact.noFile" : "redact.severalFiles"));
        }
        BlobId file = files.getFirst();
        List<String> pages = RedactionWords.pagesWith(wiki, file);
        boolean preview = body.path("preview").asBoolean(false);
        boolean clean = preview || wiki.redacting().files().redact(page.page(), file);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("done", !preview);
        json.put("pages", pages);
        if (!preview) {
            json.put("clean", clean);
        }
        return Json.reply(json);
    }

    private static List<BlobId> inNoPage(Wiki wiki, String named) {
        try {
            return Stream.of(BlobId.parse(named))
                    .filter(each -> wiki.repository().blobs().file(each).isPresent())
                    .toList();
        } catch (IllegalArgumentException noId) {
            return List.of();
        }
    }

    private static boolean is(BlobId blob, String manifest, String named) {
        return blob.toString().equals(named)
                || Manifest.parse(manifest).filter(each -> each.name().equals(named)).isPresent();
    }
}
