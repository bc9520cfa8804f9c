package enquire.web.live;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.text.TextChange;
import enquire.storage.Lines;
import enquire.storage.Version;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a tab says. */
sealed interface TabFrame {

    /** More than one push of ours ever carries; a hostile page gets no further. */
    int UPDATES_MAX = 10_000;

    /** In UTF-16 units; a UUID has 36. */
    int TAB_CHARS_MAX = 64;

    /**
     * Which page, and where the tab stood if it was here before.
     *
     * @param page empty for a page that is not made yet
     */
    record Open(
            String page,
            String title,
            String tab,
            Optional<Lines.Position> known,
            Optional<Version> token)
            implements TabFrame {}

    /**
     * @param version that the first update is based on
     */
    record Push(long version, List<Lines.TabUpdate> updates) implements TabFrame {}

    /** Where the cursor is, in UTF-16 units of the text of that version. */
    record Cursor(int anchor, int head, long version) implements TabFrame {}

    /**
     * @throws ProblemException if this is no frame
     */
    static TabFrame parse(JsonNode json) {
        return switch (type(json)) {
            case "open" -> open(json);
            case "push" -> push(json);
            case "presence" ->
                    new Cursor(
                            Math.max(0, json.path("anchor").asInt(0)),
                            Math.max(0, json.path("head").asInt(0)),
                            json.path("version").asLong(0));
            default -> throw ProblemException.badRequest("The node does not know this message.");
        };
    }

    static String type(JsonNode json) {
        return json.path("type").asText("");
    }

    private static Open open(JsonNode json) {
        String tab = json.path("tab").asText("");
        if (tab.isEmpty() || tab.length() > TAB_CHARS_MAX) {
            throw ProblemException.badRequest("A tab needs an id of its own.");
        }
        String line = json.path("line").asText("");
        boolean known = json.path("version").isIntegralNumber() && !line.isEmpty();
        return new Open(
                json.path("page").asText(""),
                json.path("title").asText(""),
                tab,
                known
                        ? Optional.of(new Lines.Position(line, json.path("version").asLong()))
                        : Optional.empty(),
                Version.parse(json.path("token").asText("-")).filter(v -> !v.heads().isEmpty()));
    }

    private static Push push(JsonNode json) {
        JsonNode list = json.path("updates");
        if (!list.isArray() || list.isEmpty() || list.size() > UPDATES_MAX) {
            throw ProblemException.badRequest(
                    "A push carries 1 to %,d updates.".formatted(UPDATES_MAX));
        }
        var updates = new ArrayList<Lines.TabUpdate>(list.size());
        for (JsonNode update : list) {
            try {
                updates.add(
                        new Lines.TabUpdate(
                                update.path("number").asLong(),
                                TextChange.fromJson(Json.list(update.path("changes")))));
            } catch (IllegalArgumentException e) {
                throw ProblemException.badRequest("This edit cannot be read: " + e.getMessage());
            }
        }
        return new Push(json.path("version").asLong(), updates);
    }
}
