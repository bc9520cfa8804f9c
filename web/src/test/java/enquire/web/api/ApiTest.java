package enquire.web.api;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.storage.Repository;
import enquire.web.TestNode;
import enquire.web.git.HistoryPlace;
import enquire.web.hooks.Hooks;
import enquire.web.http.Percent;
import enquire.web.http.Router;
import enquire.web.mirror.Mirrors;
import enquire.web.wiki.PageRenderer;
import enquire.web.wiki.PageText;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API as a program sees it: a real server over a real node. */
class ApiTest {

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void whatWasPutIsReadInEachForm() throws Exception {
        HttpResponse<String> made = alice.put(wiki("/pages/Boats"), "# Curlew\n\nA *boat*.\n");
        assertEquals(201, made.statusCode(), made.body());

        HttpResponse<String> text = alice.get(wiki("/pages/Boats"));
        assertEquals("# Curlew\n\nA *boat*.\n", text.body());
        assertEquals(tag(made), tag(text));
        JsonNode json = alice.json(wiki("/pages/Boats"));
        assertEquals("Boats", json.path("title").asText());
        assertEquals("Alice", json.path("changedBy").asText());
        String html = alice.get(wiki("/pages/Boats"), "Accept", "text/html").body();
        assertTrue(html.contains("<em>boat</em>"), html);
        assertEquals(304, alice.get(wiki("/pages/Boats"), "If-None-Match", tag(text)).statusCode());
    }

    @Test
    void aPutBasedOnAnOldVersionIsMerged() throws Exception {
        String first = tag(alice.put(wiki("/pages/Boats"), "one\n\ntwo\n\nthree\n"));
        alice.put(wiki("/pages/Boats"), "ONE\n\ntwo\n\nthree\n", "If-Match", first);

        HttpResponse<String> merged =
                alice.put(wiki("/pages/Boats"), "one\n\ntwo\n\nTHREE\n", "If-Match", first);

        assertEquals(200, merged.statusCode(), merged.body());
        HttpResponse<String> now = alice.get(wiki("/pages/Boats"));
        assertEquals("ONE\n\ntwo\n\nTHREE\n", now.body());
        assertEquals(tag(merged), tag(now));
    }

    @Test
    void anUnknownVersionIsRefusedAndNothingChanges() throws Exception {
        alice.put(wiki("/pages/Boats"), "one");
        String unknown = "\"" + "A".repeat(43) + "\"";

        assertProblem(412, alice.put(wiki("/pages/Boats"), "two", "If-Match", unknown));
        assertProblem(412, alice.put(wiki("/pages/Boats"), "two", "If-Match", "\"no token\""));
        assertProblem(412, alice.put(wiki("/pages/New"), "two", "If-Match", unknown));

        assertEquals("one", alice.get(wiki("/pages/Boats")).body());
        assertEquals(404, alice.get(wiki("/pages/New")).statusCode());
    }

    @Test
    void createOnlyNeverTouchesAPageThatIsThere() throws Exception {
        assertEquals(
                201, alice.put(wiki("/pages/Boats"), "one", "If-None-Match", "*").statusCode());
        assertProblem(412, alice.put(wiki("/pages/boats"), "two", "If-None-Match", "*"));
        assertEquals("one", alice.get(wiki("/pages/Boats")).body());
    }

    @Test
    void aPageIsWrittenAsTextAndNotAsADocumentOfAnotherKind() throws Exception {
        for (String type :
                new String[] {"application/json", "Application/JSON; charset=utf-8", "a/b+json"}) {
            var answer = alice.put(wiki("/pages/Boats"), "{\"text\": \"x\"}", "Content-Type", type);
            assertProblem(415, answer);
        }
        assertEquals(404, alice.get(wiki("/pages/Boats")).statusCode());
        for (String type :
                new String[] {
                    "text/markdown; charset=utf-8",
                    "text/plain",
                    "application/octet-stream",
                    "application/x-www-form-urlencoded"
                }) {
            var answer = alice.put(wiki("/pages/Boats"), "as " + type, "Content-Type", type);
            assertTrue(answer.statusCode() < 300, type);
            assertEquals("as " + type, alice.get(wiki("/pages/Boats")).body());
        }
    }

    @Test
    void titlesMayHoldAlmostAnything() throws Exception {
        for (String title :
                new String[] {
                    "Boats/Curlew",
                    "Grün & 中文",
                    "100% sure?",
                    "a;b",
                    "C:\\x",
                    "-/edit/x",
                    "emoji 🚤",
                    "it's \"quoted\" <b>"
                }) {
            String path = wiki("/pages/" + Percent.encode(title));
            assertEquals(201, alice.put(path, title).statusCode(), title);
            assertEquals(title, alice.get(path).body());
            assertEquals(title, alice.json(path).path("title").asText());
        }
    }

    @Test
    void badInputIsAnsweredWithASentence() throws Exception {
        byte[] noUtf8 = {'a', (byte) 0xff, 'b'};
        assertProblem(400, alice.send("PUT", wiki("/pages/X"), noUtf8));
        assertProblem(413, alice.put(wiki("/pages/X"), "x".repeat(5_000_001)));
        assertProblem(413, alice.put(wiki("/pages/X"), "x".repeat(PageText.BYTES_MAX + 1)));
        assertProblem(413, alice.put(wiki("/pages/X"), "x".repeat(Repository.TEXT_CHARS_MAX + 1)));
        String longest = "水".repeat(Repository.TEXT_CHARS_MAX);
        assertEquals(201, alice.put(wiki("/pages/Longest"), longest).statusCode());
        assertEquals(longest, alice.get(wiki("/pages/Longest")).body());
        assertProblem(414, alice.put(wiki("/pages/" + "x".repeat(10_000)), "text"));
        assertProblem(422, alice.put(wiki("/pages/" + "x".repeat(256)), "text"));
        assertProblem(422, alice.put(wiki("/pages/%20"), "text"));
        assertProblem(422, alice.put(wiki("/pages/a%2F..%2Fb"), "text"));
        assertProblem(404, alice.get(wiki("/pages/Nobody")));
        assertProblem(404, alice.get("/-/api/v1/wikis/nowhere/pages"));
        assertProblem(400, alice.post("/-/api/v1/wikis", "no json"));
        assertProblem(422, alice.post("/-/api/v1/wikis", "{\"name\": \"\"}"));
        assertProblem(422, alice.post("/-/api/v1/join", "{\"invite\": \"no invite\"}"));
        assertEquals(1, alice.json(wiki("/pages")).path("pages").size(), "only the longest");
    }

    @Test
    void lineEndsAndAByteOrderMarkAreNormalised() throws Exception {
        alice.put(wiki("/pages/Boats"), "\uFEFFone\r\ntwo\rthree");
        assertEquals("one\ntwo\nthree", alice.get(wiki("/pages/Boats")).body());
    }

    @Test
    void aRenamedPageIsFoundUnderItsOldTitleAndItsLinksFollow() throws Exception {
        alice.put(wiki("/pages/Boats"), "text");
        alice.put(wiki("/pages/Index"), "See [[Boats]] and [[boats|them]].");
        alice.until(wiki("/pages/Boats/backlinks"), json -> json.path("total").asInt() == 1);

        HttpResponse<String> renamed =
                alice.post(
                        wiki("/pages/Boats/rename"),
                        "{\"title\": \"Ships\", \"updateLinks\": true}");

        assertEquals(200, renamed.statusCode(), renamed.body());
        assertEquals("See [[Ships]] and [[Ships|them]].", alice.get(wiki("/pages/Index")).body());
        HttpResponse<String> old = alice.get(wiki("/pages/Boats"));
        assertEquals(302, old.statusCode());
        assertEquals(wiki("/pages/Ships"), old.headers().firstValue("Location").orElseThrow());
        alice.put(wiki("/pages/Taken"), "x");
        assertProblem(409, alice.post(wiki("/pages/Ships/rename"), "{\"title\": \"Taken\"}"));
    }

    @Test
    void aDeletedPageIsGoneAndComesBackWhenItIsMadeAgain() throws Exception {
        alice.put(wiki("/pages/Boats"), "one");
        assertEquals(204, alice.send("DELETE", wiki("/pages/Boats"), new byte[0]).statusCode());
        assertProblem(404, alice.get(wiki("/pages/Boats")));
        assertEquals(201, alice.put(wiki("/pages/Boats"), "two").statusCode());
        assertEquals("two", alice.get(wiki("/pages/Boats")).body());
    }

    @Test
    void pagesAreListedInParts() throws Exception {
        for (String title : new String[] {"Alpha", "Beta", "Gamma"}) {
            alice.put(wiki("/pages/" + title), title);
        }
        JsonNode first = alice.json(wiki("/pages?limit=2"));
        assertEquals(2, first.path("pages").size());
        JsonNode second = alice.json(wiki("/pages?limit=2&after=" + first.path("next").asText()));
        assertEquals("Gamma", second.path("pages").path(0).path("title").asText());
        assertTrue(second.path("next").isNull());
    }

    @Test
    void changesSinceATimeAreListedInPartsAndNoneIsLeftOut() throws Exception {
        for (String title : new String[] {"Alpha", "Beta", "Gamma", "Delta"}) {
            alice.put(wiki("/pages/" + title), title);
            Instant made = changedAt(title);
            alice.until(wiki("/state"), json -> Instant.now().isAfter(made.plusMillis(2)));
        }
        String since = wiki("/changes?limit=2&since=" + changedAt("Alpha"));

        JsonNode first = alice.json(since);
        JsonNode second = alice.json(since + "&offset=" + first.path("next").asInt());

        assertEquals("Delta", first.path("changes").path(0).path("title").asText());
        assertEquals("Gamma", first.path("changes").path(1).path("title").asText());
        assertEquals(1, second.path("changes").size());
        assertEquals("Beta", second.path("changes").path(0).path("title").asText());
        assertTrue(second.path("next").isNull());
        assertProblem(400, alice.get(wiki("/changes?since=yesterday")));
        assertEquals(
                0,
                alice.json(wiki("/changes?since=%2B1000000000-12-31T23:59:59Z"))
                        .path("changes")
                        .size());
    }

    @Test
    void tagsAreCompletedByHowTheyBegin() throws Exception {
        alice.put(wiki("/pages/Boats"), "All of #works and #works/winch, not #harbour.");
        alice.put(wiki("/pages/Slip"), "Part of #works.");

        JsonNode tags =
                alice.until(
                                wiki("/tags?q=wor"),
                                json -> json.path("tags").path(0).path("pages").asInt() == 2)
                        .path("tags");

        assertEquals("works", tags.path(0).path("tag").asText());
        assertEquals("works/winch", tags.path(1).path("tag").asText());
        assertEquals(2, tags.size());
    }

    private Instant changedAt(String title) throws Exception {
        return Instant.parse(alice.json(wiki("/pages/" + title)).path("changedAt").asText());
    }

    @Test
    void aSavedEditIsFoundSuggestedAndLinked() throws Exception {
        alice.put(wiki("/pages/Boats"), "The winch of the curlew is new.");
        alice.put(wiki("/pages/Index"), "All [[Boats]] of ours.");

        JsonNode found =
                alice.until(wiki("/search?q=winch"), json -> json.path("total").asInt() == 1);
        assertTrue(found.toString().contains("<mark>winch</mark>"), found.toString());
        JsonNode suggested =
                alice.until(
                        wiki("/suggest?q=bo"),
                        json ->
                                json.path("notIndexed").isInt()
                                        && json.path("notIndexed").asInt() == 0);
        assertEquals("Boats", suggested.path("titles").path(0).asText());
        JsonNode links =
                alice.until(
                        wiki("/pages/Boats/backlinks"), json -> json.path("total").asInt() == 1);
        assertEquals("Index", links.path("backlinks").path(0).path("title").asText());
        assertEquals(
                "Boats",
                alice.json(wiki("/pages/Index/links"))
                        .path("links")
                        .path(0)
                        .path("target")
                        .asText());
        assertEquals(2, alice.json(wiki("/changes")).path("changes").size());
    }

    @Test
    void historyAndDifferencesNameVersions() throws Exception {
        String first = tag(alice.put(wiki("/pages/Boats"), "one\ntwo\n"));
        alice.put(wiki("/pages/Boats"), "one\nTWO\n");

        String token = first.substring(1, first.length() - 1);
        JsonNode diff = alice.json(wiki("/pages/Boats/diff?from=" + token));

        assertEquals(
                "[{same,one}, {removed,two}, {added,TWO}]",
                diff.path("lines")
                        .valueStream()
                        .map(l ->
                                "{" + l.path("kind").asText() + "," + l.path("text").asText() + "}")
                        .toList()
                        .toString());
        assertTrue(alice.json(wiki("/pages/Boats/history")).path("revisions").isArray());
        assertProblem(400, alice.get(wiki("/pages/Boats/diff?from=x")));
    }

    @Test
    void anInviteIsMadeAndAnUnknownRoleIsNot() throws Exception {
        HttpResponse<String> made = alice.post(wiki("/invites"), "{\"role\": \"writer\"}");
        assertEquals(201, made.statusCode(), made.body());
        assertFalse(new ObjectMapper().readTree(made.body()).path("invite").asText().isEmpty());
        assertProblem(422, alice.post(wiki("/invites"), "{\"role\": \"king\"}"));
        assertEquals(0, alice.json(wiki("/peers")).path("peers").size());
        assertEquals("alone", alice.json(wiki("/state")).path("state").asText());
    }

    @Test
    void eachRouteIsDescribedAndEachDescriptionIsARoute() throws Exception {
        Set<String> described = new TreeSet<>();
        JsonNode document = alice.json("/-/api/openapi.json");
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(method ->
                                        described.add(
                                                method.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey())));
        var router = new Router();
        var wikis = new Wikis(alice.node());
        Api.addTo(
                router,
                wikis,
                new PageRenderer(wikis),
                new Mirrors(Path.of("").toAbsolutePath(), InstantSource.system(), Optional::empty),
                new Hooks(InstantSource.system()),
                new HistoryPlace(Path.of("")));

        assertEquals(new TreeSet<>(router.routes()), described);
    }

    private static String tag(HttpResponse<?> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static void assertProblem(int status, HttpResponse<String> response)
            throws IOException {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(
                "application/problem+json",
                response.headers().firstValue("Content-Type").orElse(""));
        JsonNode problem = new ObjectMapper().readTree(response.body());
        assertEquals(status, problem.path("status").asInt());
        assertTrue(problem.path("title").asText().endsWith("."), response.body());
        assertTrue(problem.path("detail").asText().endsWith("."), response.body());
    }
}
