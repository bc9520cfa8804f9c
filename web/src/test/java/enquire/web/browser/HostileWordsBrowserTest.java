package enquire.web.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * What scripts show of other people's words: completions, hits and headings, people who are here,
 * and what the node tells while a page is read or edited. The words come from answers that stand in
 * for the node's, for no title holds as much.
 */
class HostileWordsBrowserTest extends WatchedNode {

    private static final List<String> PAYLOADS = HostilePayloads.tried();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Rows that a list shows at most, of titles. */
    private static final int ROWS = 8;

    /** So that a list of rows holds a third of them. */
    private static final int CHARS_PER_ROW = 3_500;

    /** For one person, who stands in the text with a flag. */
    private static final int CHARS_PER_NAME = 700;

    private static final String ROWS_SHOWN = "() => document.querySelectorAll('%s').length >= %d";

    private static final String ROWS_SAY =
            "rows => { const list = document.querySelector('%s')?.textContent ?? '';"
                    + " return rows.every(row => list.includes(row)) }";

    /** What the node's answers hold just now. */
    private final AtomicReference<List<String>> rows = new AtomicReference<>(List.of());

    @Test
    void hostileCompletionsAndHitsRunNothingInThePalette() throws Exception {
        String wiki = wikiWithSlip("Palette");
        Page page = watch.page();
        complete();
        page.route(
                url -> url.contains("/search?") && url.contains("/api/"),
                route ->
                        answer(
                                route,
                                Map.of("total", 6, "notIndexed", 0, "hits", hits(rows.get()))));
        answerCompletions(page);
        watch.look(node.url("/" + wiki + "/Slip"));
        page.evaluate(
                "([wiki, recent]) => localStorage.setItem(`recent:${wiki}`, recent)",
                List.of(wiki, JSON.writeValueAsString(batches().getFirst())));
        page.keyboard().press("Control+k");
        page.waitForFunction(ROWS_SHOWN.formatted(".palette [role=option]", ROWS));
        watch.look();
        for (List<String> batch : batches()) {
            rows.set(batch);
            page.locator(".palette input").fill(begin(batch));
            page.waitForFunction(ROWS_SHOWN.formatted(".palette [role=option] p", 6));
            page.waitForFunction(ROWS_SAY.formatted(".palette .results"), batch);
            watch.look();
        }
        for (String sign : List.of("#", "@", "no page is called ")) {
            for (List<String> batch : batches()) {
                rows.set(batch);
                page.locator(".palette input").fill(sign + begin(batch));
                // Of headings and of files there are four.
                List<String> shown = batch.subList(0, Math.min(4, batch.size()));
                page.waitForFunction(ROWS_SAY.formatted(".palette .results"), shown);
                watch.look();
            }
        }
        for (List<String> pack : HostilePayloads.packed(PAYLOADS, CHARS_PER_ROW)) {
            // What is typed stands in the list, too: there is nothing like it, make it a page?
            page.locator(".palette input").fill(HostilePages.title(String.join(" ", pack)));
            watch.look();
        }
        watch.assertNothingRan(
                "completions, hits, headings, files, tags, people and what is typed in the palette",
                PAYLOADS.size());
    }

    @Test
    void hostileCompletionsAndHeadingsRunNothingInTheEditor() throws Exception {
        String wiki = wikiWithSlip("Completion");
        Page page = watch.page();
        complete();
        page.route(
                url -> url.contains("/api/") && url.contains("/pages/Headed"),
                route ->
                        answer(
                                route,
                                Map.of("text", "## " + String.join("\n\n## ", rows.get()) + "\n")));
        watch.look(node.url("/" + wiki + "/-/edit/Slip"));
        var editor = new EditScreenInBrowser(page);
        for (String typed : List.of("[[", "[[Headed#")) {
            for (List<String> batch : batches()) {
                rows.set(batch);
                editor.typeAtEnd("\n" + typed + begin(batch));
                page.waitForFunction(ROWS_SAY.formatted(".cm-tooltip-autocomplete"), batch);
                watch.look();
                page.keyboard().press("Escape");
            }
        }
        page.route(
                url -> url.endsWith("/peers"),
                route -> answer(route, Map.of("peers", each("name"))));
        page.route(
                url -> url.contains("/tags?"), route -> answer(route, Map.of("tags", each("tag"))));
        for (String typed : List.of("@", "x #")) {
            for (List<String> batch : batches()) {
                rows.set(batch);
                editor.typeAtEnd("\n" + typed);
                page.waitForFunction(ROWS_SAY.formatted(".cm-tooltip-autocomplete"), batch);
                watch.look();
                page.keyboard().press("Escape");
            }
        }
        watch.exceptTheEditorsOwn();
        watch.assertNothingRan(
                "completions, headings, people and tags in the editor", PAYLOADS.size());
    }

    @Test
    void hostilePeopleAndMessagesRunNothingInTheEditor() throws Exception {
        String wiki = wikiWithSlip("Here");
        Page page = watch.page();
        var socket = new AtomicReference<WebSocketRoute>();
        var text = new AtomicReference<String>("");
        page.routeWebSocket(
                url -> url.endsWith("/-/live"),
                opened -> {
                    WebSocketRoute server = opened.connectToServer();
                    opened.onMessage(frame -> server.send(frame.text()));
                    server.onMessage(frame -> {
                        if (frame.text().contains("\"type\":\"text\"")) {
                            text.set(frame.text());
                        }
                        // Those who are really here would take the place of the others.
                        if (!frame.text().contains("\"type\":\"presence\"")) {
                            opened.send(frame.text());
                        }
                    });
                    socket.set(opened);
                });
        watch.look(node.url("/" + wiki + "/-/edit/Slip"));
        new EditScreenInBrowser(page);
        int version = JSON.readTree(text.get()).path("version").asInt();
        List<String> names =
                HostilePayloads.packed(PAYLOADS, CHARS_PER_NAME).stream()
                        .map(pack -> String.join(" ", pack))
                        .toList();
        for (int from = 0; from < names.size(); from += 3) {
            // All have a cursor, but only the first three an avatar.
            socket.get().send(people(names.subList(from, names.size()), version));
        }
        page.waitForFunction("() => document.querySelectorAll('.peer-flag').length > 0");
        watch.look();
        socket.get().send(people(names, version));
        page.waitForFunction(ROWS_SHOWN.formatted(".peer-flag", names.size()));
        watch.look();
        String all = String.join(" ", PAYLOADS);
        for (String event : List.of("renamed", "deleted", "restored", "deleted")) {
            socket.get().send(frame("page", Map.of("event", event, "title", "Slip", "by", all)));
        }
        socket.get()
                .send(
                        frame(
                                "problem",
                                Map.of("about", "", "again", false, "title", all, "detail", all)));
        socket.get().send(frame("status", Map.of("state", "synced", "words", all)));
        page.waitForFunction(
                "all => document.querySelector('[data-strip=problem]')?.textContent.includes(all)"
                        + " && document.querySelector('[data-strip=deleted]')?.textContent.includes(all)",
                all);
        watch.look();
        watch.exceptTheEditorsOwn();
        watch.assertNothingRan("people and messages in the editor", PAYLOADS.size());
    }

    @Test
    void hostileEventsRunNothingWhileAPageIsRead() throws Exception {
        String wiki = wikiWithSlip("Events");
        String all = String.join(" ", PAYLOADS);
        String events =
                "event: status\ndata: %s\n\nevent: page\ndata: %s\n\n"
                        .formatted(
                                JSON.writeValueAsString(Map.of("state", "synced", "words", all)),
                                JSON.writeValueAsString(
                                        Map.of("version", all, "author", all, "title", all)));
        Page page = watch.page();
        page.route(
                url -> url.contains("/-/events"),
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("text/event-stream")
                                        .setBody(events)));
        watch.look(node.url("/" + wiki + "/Slip"));
        page.waitForFunction(
                "all => document.querySelector('[data-strip=changed]')?.textContent.includes(all)"
                        + " && document.querySelector('[data-status-words]').textContent === all",
                all);
        watch.look();
        watch.assertNothingRan("events while a page is read", PAYLOADS.size());
    }

    private static String wikiWithSlip(String name) throws Exception {
        String wiki = node.createWiki(name);
        node.write(wiki, "Slip", "words\n");
        return wiki;
    }

    /** One thing for each row, whose fields hold it. */
    private List<Map<String, Object>> each(String... fields) {
        var things = new ArrayList<Map<String, Object>>();
        for (String row : rows.get()) {
            var thing = new LinkedHashMap<String, Object>(Map.of("pages", 1, "bytes", 1));
            for (String field : fields) {
                thing.put(field, row);
            }
            things.add(thing);
        }
        return things;
    }

    private void complete() {
        watch.page()
                .route(
                        url -> url.contains("/suggest?"),
                        route -> answer(route, Map.of("titles", rows.get(), "notIndexed", 0)));
    }

    /** Headings, files, tags and people called so. */
    private void answerCompletions(Page page) {
        page.route(
                url -> url.contains("/headings?"),
                route -> answer(route, Map.of("headings", each("title", "heading", "slug"))));
        page.route(
                url -> url.contains("/files?"),
                route -> answer(route, Map.of("files", each("name", "url", "sha256"))));
        page.route(
                url -> url.contains("/tags?"), route -> answer(route, Map.of("tags", each("tag"))));
        page.route(
                url -> url.contains("/people?"),
                route -> answer(route, Map.of("people", each("name", "role"))));
    }

    /** Lists of rows, which hold all payloads together; the rows of each begin alike. */
    private static List<List<String>> batches() {
        List<List<String>> packs = HostilePayloads.packed(PAYLOADS, CHARS_PER_ROW);
        var batches = new ArrayList<List<String>>();
        for (int from = 0; from < packs.size(); from += ROWS) {
            String begin = "w" + from + " ";
            batches.add(
                    packs.subList(from, Math.min(packs.size(), from + ROWS)).stream()
                            .map(pack -> begin + String.join(" ", pack))
                            .toList());
        }
        return batches;
    }

    /** What somebody types to find them. */
    private static String begin(List<String> batch) {
        return batch.getFirst().substring(0, batch.getFirst().indexOf(' '));
    }

    /** With snippets as the node makes them, and as it never would. */
    private static List<Map<String, String>> hits(List<String> rows) {
        var hits = new ArrayList<Map<String, String>>();
        for (String row : rows) {
            String escaped = row.replace("&", "&amp;").replace("<", "&lt;");
            hits.add(
                    Map.of(
                            "title",
                            "hit " + hits.size() + " " + row,
                            "snippet",
                            "<mark>" + escaped + "</mark> " + row));
        }
        while (hits.size() < 6) {
            hits.add(Map.of("title", "hit " + hits.size(), "snippet", "words"));
        }
        return hits;
    }

    private static String people(List<String> names, int version) {
        var people = new ArrayList<Map<String, Object>>();
        for (String name : names) {
            Map<String, Object> person = new LinkedHashMap<>();
            person.put("tab", "tab " + people.size() + " " + name.hashCode());
            person.put("name", name);
            person.put("color", 1 + people.size() % 6);
            person.put("anchor", 0);
            person.put("head", 2);
            person.put("version", version);
            person.put("here", false);
            people.add(person);
        }
        return frame("presence", Map.of("people", people));
    }

    private static String frame(String type, Map<String, ?> fields) {
        var frame = new LinkedHashMap<String, Object>(fields);
        frame.put("type", type);
        return JSON.valueToTree(frame).toString();
    }

    private static void answer(Route route, Object json) {
        route.fulfill(
                new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(JSON.valueToTree(json).toString()));
    }
}
