package enquire.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.sync.node.BackupPlan;
import enquire.sync.node.PlannedBackups;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import enquire.web.wiki.BackupWords;
import enquire.web.wiki.FollowedPlaces;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /**
     * {@code {folder, each, at, keep}}; all but the folder may be left out, and is then as it was
     * planned before.
     */
    Reply put(Call call) throws IOException {
        JsonNode body = Json.object(call);
        Optional<BackupPlan> before = planned().status().map(PlannedBackups.Status::plan);
        String each = before.map(BackupPlan::each).orElse(BackupPlan.Each.DAY).code();
        String at = before.map(plan -> plan.at().toString()).orElse("03:00");
        int keep = before.map(BackupPlan::keep).orElse(KEEP);
        BackupPlan plan =
                BackupWords.plan(
                        Json.required(body, "folder"),
                        body.path("each").asText(each),
                        body.path("at").asText(at),
                        body.path("keep").asInt(keep));
        FollowedPlaces.requireOutside(wikis.node(), plan.folder());
        planned().plan(Optional.of(plan));
        return get(call);
    }

    Reply end(Call call) {
        planned().plan(Optional.empty());
        return get(call);
    }

    private static String second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
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
            planned.last().ifPresent(last -> json.put("last", second(last)));
            json.put("next", second(planned.next()));
            BackupWords.failure(planned).ifPresent(why -> json.put("failure", why));
        });
        return json;
    }
}
