package enquire.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.mirror.Mirror;
import enquire.web.mirror.MirrorStatus;
import enquire.web.mirror.Mirrors;
import enquire.web.mirror.Trouble;
import enquire.web.wiki.FollowedPlaces;
import enquire.web.wiki.MirrorWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The folder of Markdown files that follows a wiki. */
final class MirrorApi {

    /** How long an answer waits for something to move. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Wikis wikis;
    private final Mirrors mirrors;

    MirrorApi(Wikis wikis, Mirrors mirrors) {
        this.wikis = wikis;
        this.mirrors = mirrors;
    }

    /** {@code ?waiting=N}: once another number is waiting, or after a second. */
    Reply get(Call call) throws InterruptedException {
        Wiki wiki = wikis.of(call);
        Optional<Mirror> mirror = mirrors.of(wiki);
        int waiting = call.query("waiting", -1, -1, Integer.MAX_VALUE);
        if (mirror.isPresent() && waiting >= 0) {
            return Json.reply(json(wiki, Optional.of(mirror.get().statusAfter(waiting, PATIENCE))));
        }
        return Json.reply(json(wiki, mirror.map(Mirror::status)));
    }

    /** {@code GET /followed?place=…}: whether something that is written there would be edits. */
    Reply followed(Call call) {
        Path place = place(call.query("place").orElse(""));
        Optional<Wiki> around = Mirrors.around(wikis.node(), place);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("wiki", around.map(Wiki::slug).orElse(null));
        FollowedPlaces.refusal(wikis.node(), place).ifPresent(why -> json.put("sentence", why));
        return Json.reply(json);
    }

    private static Path place(String named) {
        try {
            Path place = Path.of(named);
            if (place.isAbsolute()) {
                return place;
            }
        } catch (InvalidPathException e) {
            throw noPlace();
        }
        throw noPlace();
    }

    private static ProblemException noPlace() {
        return ProblemException.badRequest("“place” is a whole path on the computer of the node.");
    }

    /** {@code PUT …/mirror {folder, adopt}}. */
    Reply put(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        JsonNode body = Json.object(call);
        String folder = Json.required(body, "folder");
        boolean adopt = body.path("adopt").asBoolean();
        Mirror mirror = MirrorWords.said(() -> mirrors.begin(wiki, folder, adopt));
        return Json.reply(json(wiki, Optional.of(mirror.status())));
    }

    Reply end(Call call) {
        Wiki wiki = wikis.of(call);
        MirrorWords.said(() -> {
            mirrors.end(wiki);
            return wiki;
        });
        return Json.reply(json(wiki, Optional.empty()));
    }

    /** {@code POST …/mirror/missing {delete}}: what becomes of pages whose files went at once. */
    Reply answer(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        Optional<Mirror> mirror = mirrors.of(wiki);
        JsonNode delete = Json.object(call).path("delete");
        if (!delete.isBoolean()) {
            throw ProblemException.badRequest("“delete” is true or false.");
        }
        mirror.ifPresent(
                each -> each.answer(delete.booleanValue(), Set.copyOf(each.status().heldPages())));
        return Json.reply(json(wiki, mirror.map(Mirror::status)));
    }

    private static Map<String, Object> json(Wiki wiki, Optional<MirrorStatus> mirror) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (mirror.isEmpty()) {
            json.put("folder", null);
            return json;
        }
        MirrorStatus status = mirror.get();
        json.put("folder", status.folder());
        json.put(
                "state",
                MirrorWords.isOut(wiki, status)
                        ? "out"
                        : status.state().name().toLowerCase(Locale.ROOT));
        json.put("sentence", MirrorWords.state(wiki, status));
        json.put("files", status.files());
        json.put("waiting", status.waiting());
        json.put("moving", status.isMoving());
        json.put("missing", status.held());
        json.put("missingCount", status.heldCount());
        List<Map<String, Object>> troubles = new ArrayList<>();
        for (Trouble trouble : status.troubles()) {
            troubles.add(Map.of("path", trouble.path(), "why", MirrorWords.trouble(wiki, trouble)));
        }
        json.put("troubles", troubles);
        json.put("troubleCount", status.troubleCount());
        return json;
    }
}
