package enquire.web.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.Records;
import enquire.web.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the hooks of a wiki know after a restart, kept beside its pages, on this computer only.
 * Durable when a method returns; thread-safe.
 */
final class HookMemory {

    private static final String ALL = "hook/";
    private static final String ONE = "hook/one/";
    private static final String DUE = "hook/due/";
    private static final String PAST = "hook/past/";
    private static final String TOLD = "hook/told/";

    /** Stored at once; each group waits for the disk. */
    private static final int BATCH = 500;

    private final Records records;

    HookMemory(Records records) {
        this.records = records;
    }

    List<Hook> hooks() {
        return records.values(ONE).values().stream().map(value -> hook(json(value))).toList();
    }

    void store(Hook hook) {
        records.values(Map.of(ONE + hook.id(), Optional.of(bytes(json(hook)))));
    }

    /** With all that was due. */
    void forget(Hook hook) {
        var values = gone(DUE + hook.id() + "/");
        values.put(ONE + hook.id(), Optional.empty());
        values.put(PAST + hook.id(), Optional.empty());
        records.values(values);
    }

    /** Everything, when there is no hook any more. */
    void clear() {
        records.values(gone(ALL));
    }

    private Map<String, Optional<Bytes>> gone(String prefix) {
        var values = new LinkedHashMap<String, Optional<Bytes>>();
        records.values(prefix).keySet().forEach(name -> values.put(name, Optional.empty()));
        return values;
    }

    // ---- what was told

    Optional<Told> told(PageId page) {
        return Optional.ofNullable(records.values(TOLD + page).get(TOLD + page))
                .map(value -> told(json(value)));
    }

    /** The sequence of each page when it was told last. */
    Map<PageId, Long> sequences() {
        var sequences = new LinkedHashMap<PageId, Long>();
        records.values(TOLD)
                .forEach((name, value) ->
                        sequences.put(
                                PageId.parse(name.substring(TOLD.length())),
                                told(json(value)).sequence()));
        return sequences;
    }

    void tell(Map<PageId, Told> pages) {
        var batch = new LinkedHashMap<String, Optional<Bytes>>();
        pages.forEach((page, told) -> {
            batch.put(TOLD + page, Optional.of(bytes(json(told))));
            if (batch.size() == BATCH) {
                records.values(batch);
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            records.values(batch);
        }
    }

    /** That a page was told of, and what is due for that, all or nothing. */
    void tell(PageId page, Told told, Map<Hook, List<Due>> due) {
        var values = new LinkedHashMap<String, Optional<Bytes>>();
        values.put(TOLD + page, Optional.of(bytes(json(told))));
        due.forEach((hook, events) ->
                events.forEach(event ->
                        values.put(name(hook, event.number()), Optional.of(bytes(json(event))))));
        records.values(values);
    }

    // ---- what is due

    void add(Hook hook, Due due) {
        records.values(Map.of(name(hook, due.number()), Optional.of(bytes(json(due)))));
    }

    /** The numbers of what is due, ascending. */
    List<Long> due(Hook hook) {
        String prefix = DUE + hook.id() + "/";
        return records.values(prefix).keySet().stream()
                .map(name -> Long.parseLong(name.substring(prefix.length())))
                .sorted()
                .toList();
    }

    Optional<Due> due(Hook hook, long number) {
        String name = name(hook, number);
        return Optional.ofNullable(records.values(name).get(name)).map(value -> due(json(value)));
    }

    /** What happened to some events, which are due no more; all or nothing. */
    void settle(Hook hook, Collection<Long> numbers, List<Outcome> past) {
        var values = new LinkedHashMap<String, Optional<Bytes>>();
        numbers.forEach(number -> values.put(name(hook, number), Optional.empty()));
        values.put(ONE + hook.id(), Optional.of(bytes(json(hook))));
        values.put(
                PAST + hook.id(),
                Optional.of(bytes(Map.of("past", past.stream().map(HookMemory::json).toList()))));
        records.values(values);
    }

    /** The newest first. */
    List<Outcome> past(Hook hook) {
        var past = new ArrayList<Outcome>();
        Bytes value = records.values(PAST + hook.id()).get(PAST + hook.id());
        if (value != null) {
            json(value).path("past").forEach(each -> past.add(outcome(each)));
        }
        return past;
    }

    /** Names are sorted as texts, and numbers have nineteen digits at most. */
    private static String name(Hook hook, long number) {
        return "%s%s/%019d".formatted(DUE, hook.id(), number);
    }

    // ---- JSON

    private static Map<String, Object> json(Hook hook) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", hook.id());
        json.put("url", hook.wanted().url());
        json.put("kinds", hook.wanted().kinds().stream().map(EventKind::name).toList());
        json.put("from", hook.wanted().from().name());
        json.put("by", hook.wanted().by());
        json.put("nearby", hook.wanted().nearby());
        json.put("secret", hook.secret());
        json.put("made", hook.made().toEpochMilli());
        json.put("state", hook.state().name());
        json.put("lost", hook.lost());
        return json;
    }

    private static Hook hook(JsonNode json) {
        Set<EventKind> kinds = new LinkedHashSet<>();
        json.path("kinds").forEach(kind -> kinds.add(EventKind.valueOf(kind.asText())));
        return new Hook(
                json.path("id").asText(),
                new Hook.Wanted(
                        json.path("url").asText(),
                        kinds,
                        Hook.From.valueOf(json.path("from").asText()),
                        json.path("by").asText(),
                        json.path("nearby").asBoolean()),
                json.path("secret").asText(),
                Instant.ofEpochMilli(json.path("made").asLong()),
                Hook.State.valueOf(json.path("state").asText()),
                json.path("lost").asLong());
    }

    private static Map<String, Object> json(Due due) {
        return Map.of(
                "number", due.number(),
                "message", due.message(),
                "kind", due.kind().name(),
                "title", due.title(),
                "at", due.at().toEpochMilli(),
                "body", due.body());
    }

    private static Due due(JsonNode json) {
        return new Due(
                json.path("number").asLong(),
                json.path("message").asText(),
                EventKind.valueOf(json.path("kind").asText()),
                json.path("title").asText(),
                Instant.ofEpochMilli(json.path("at").asLong()),
                json.path("body").asText());
    }

    private static Map<String, Object> json(Outcome outcome) {
        return Map.of(
                "message", outcome.message(),
                "kind", outcome.kind().name(),
                "title", outcome.title(),
                "at", outcome.at().toEpochMilli(),
                "attempts", outcome.attempts(),
                "status", outcome.status(),
                "result", outcome.result().name());
    }

    private static Outcome outcome(JsonNode json) {
        return new Outcome(
                json.path("message").asText(),
                EventKind.valueOf(json.path("kind").asText()),
                json.path("title").asText(),
                Instant.ofEpochMilli(json.path("at").asLong()),
                json.path("attempts").asInt(),
                json.path("status").asInt(),
                Outcome.Result.valueOf(json.path("result").asText()));
    }

    private static Map<String, Object> json(Told told) {
        return Map.of(
                "title", told.title(),
                "version", told.version(),
                "deleted", told.deleted(),
                "change", told.change(),
                "sequence", told.sequence());
    }

    private static Told told(JsonNode json) {
        return new Told(
                json.path("title").asText(),
                json.path("version").asText(),
                json.path("deleted").asBoolean(),
                json.path("change").asLong(),
                json.path("sequence").asLong());
    }

    private static Bytes bytes(Map<String, Object> json) {
        return Bytes.of(Json.bytes(json));
    }

    private static JsonNode json(Bytes value) {
        return Json.object(new String(value.toArray(), StandardCharsets.UTF_8));
    }
}
