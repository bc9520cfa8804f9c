package enquire.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.sync.node.PlannedBackups;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import enquire.web.wiki.BackupWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Backups that the node makes by itself: {@code …/backup/plan}. */
final class BackupPlanApi {

    /** What stays if nobody says how many. */
    private static final int KEEP = 7;

    private final Wikis wikis;

    BackupPlanApi(Wikis wikis) {
        this.wikis = wikis;
    }

    Reply get(Call call) {
        return Json.reply(json(planned().status()));
    }

    /** {@code {folder, each, at, keep}}; all but the folder may be left out. */
    Reply put(Call call) throws IOException {
        JsonNode body = Json.object(call);
        planned()
                .plan(
                        Optional.of(
                                BackupWords.plan(
                                        Json.required(body, "folder"),
                                        body.path("each").asText("day"),
                                        body.path("at").asText("03:00"),
                                        body.path("keep").asInt(KEEP))));
        return get(call);
    }

    Reply end(Call call) {
        planned().plan(Optional.empty());
        return get(call);
    }

    private PlannedBackups planned() {
        return wikis.node().backups().planned();
    }

    private static Map<String, @Nullable Object> json(Optional<PlannedBackups.Status> status) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("folder", null);
        status.ifPresent(planned -> {
            json.put("folder", planned.plan().folder().toString());
            json.put("each", planned.plan().each().code());
            json.put("at", planned.plan().at().toString());
            json.put("keep", planned.plan().keep());
            json.put("sentence", BackupWords.sentence(planned));
            planned.last().ifPresent(last -> json.put("last", last.toString()));
            json.put("next", planned.next().toString());
            BackupWords.failure(planned).ifPresent(why -> json.put("failure", why));
        });
        return json;
    }
}
