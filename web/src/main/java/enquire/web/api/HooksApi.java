package enquire.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.sync.node.Wiki;
import enquire.web.hooks.EventKind;
import enquire.web.hooks.Hook;
import enquire.web.hooks.Hooks;
import enquire.web.hooks.Outcome;
import enquire.web.hooks.WikiHooks;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.ProblemException;
import enquire.web.http.Reply;
import enquire.web.http.Router;
import enquire.web.wiki.HookWords;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Programs that are told of changes. A secret is shown once, to who makes a hook. */
final class HooksApi {

    private static final String HOOKS = "/-/api/v1/wikis/{wiki}/hooks";

    /** A little more than a target may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Wikis wikis;
    private final Hooks hooks;

    HooksApi(Wikis wikis, Hooks hooks) {
        this.wikis = wikis;
        this.hooks = hooks;
    }

    void addTo(Router router) {
        router.get(HOOKS, this::list)
                .post(HOOKS, this::add)
                .get(HOOKS + "/{id}", this::get)
                .add("DELETE", HOOKS + "/{id}", this::remove)
                .post(HOOKS + "/{id}/test", this::test)
                .post(HOOKS + "/{id}/on", this::switchOn);
    }

    private Reply list(Call call) {
        List<Map<String, Object>> all = of(call).list().stream().map(HooksApi::json).toList();
        return Json.reply(Map.of("hooks", all));
    }

    private Reply get(Call call) {
        return Json.reply(json(one(call)));
    }

    /** {@code POST …/hooks {url, events, from, by, private}}. */
    private Reply add(Call call) throws IOException {
        Wiki wiki = wikis.of(call);
        JsonNode body = Json.object(call);
        var wanted =
                new Hook.Wanted(
                        Json.required(body, "url"),
                        kinds(body.path("events")),
                        from(body.path("from")),
                        body.path("by").asText(""),
                        body.path("private").asBoolean());
        Hook hook = HookWords.said(() -> hooks.of(wiki).add(wanted));
        Map<String, Object> json = json(hooks.of(wiki).one(hook.id()).orElseThrow(HooksApi::none));
        json.put("secret", hook.secret());
        return Json.reply(201, json);
    }

    /** All, unless some are named. */
    private static Set<EventKind> kinds(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return EventKind.OF_PAGES;
        }
        Set<EventKind> kinds = new LinkedHashSet<>();
        for (Object each : Json.list(given)) {
            kinds.add(
                    EventKind.of(String.valueOf(each))
                            .orElseThrow(() ->
                                    ProblemException.badRequest(
                                            "“events” knows page.created, page.changed, page.renamed, page.deleted and page.restored.")));
        }
        return kinds;
    }

    private static Hook.From from(JsonNode given) {
        return Hook.From.of(given.asText(Hook.From.ANYWHERE.text()))
                .orElseThrow(
                        () -> ProblemException.badRequest("“from” is anywhere, here or peers."));
    }

    private Reply remove(Call call) {
        if (!of(call).remove(call.parameter("id"))) {
            throw none();
        }
        return Reply.of(204);
    }

    /** What came of it, or {@code null} if that is not known yet. */
    private Reply test(Call call) throws InterruptedException {
        WikiHooks.Standing hook = one(call);
        Optional<Outcome> outcome = of(call).test(hook.hook().id(), PATIENCE);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcome", outcome.map(HooksApi::json).orElse(null));
        return Json.reply(json);
    }

    private Reply switchOn(Call call) {
        if (!of(call).switchOn(call.parameter("id"))) {
            throw none();
        }
        return Json.reply(json(one(call)));
    }

    private WikiHooks of(Call call) {
        return hooks.of(wikis.of(call));
    }

    private WikiHooks.Standing one(Call call) {
        return of(call).one(call.parameter("id")).orElseThrow(HooksApi::none);
    }

    private static ProblemException none() {
        return ProblemException.notFound("There is no such hook.");
    }

    private static Map<String, Object> json(WikiHooks.Standing standing) {
        Hook hook = standing.hook();
        var json = new LinkedHashMap<String, Object>();
        json.put("id", hook.id());
        json.put("url", hook.wanted().url());
        json.put("events", hook.wanted().kinds().stream().sorted().map(EventKind::type).toList());
        json.put("from", hook.wanted().from().text());
        json.put("by", hook.wanted().by());
        json.put("private", hook.wanted().nearby());
        json.put("made", hook.made().toString());
        json.put("on", hook.isOn());
        json.put("due", standing.due());
        json.put("lost", hook.lost());
        json.put("sentence", HookWords.state(hook, standing.due()));
        json.put("deliveries", standing.past().stream().map(HooksApi::json).toList());
        return json;
    }

    private static Map<String, Object> json(Outcome outcome) {
        var json = new LinkedHashMap<String, Object>();
        json.put("message", outcome.message());
        json.put("event", outcome.kind().type());
        json.put("title", outcome.title());
        json.put("at", outcome.at().toString());
        json.put("attempts", outcome.attempts());
        json.put("status", outcome.status() == 0 ? null : outcome.status());
        json.put("delivered", outcome.isDelivered());
        json.put("sentence", HookWords.outcome(outcome));
        return json;
    }
}
