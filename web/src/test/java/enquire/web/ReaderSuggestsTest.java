package enquire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rita reads and suggests, Alice takes in or dismisses: screens without JavaScript, and the API.
 */
class ReaderSuggestsTest {

    private static final String LOW = "low\n\nslack\n";
    private static final String HIGH = "high\n\nslack\n";
    private static final String LIST = TestNode.wiki("/pages/Tides/suggestions");

    @AutoClose private TestNode alice;
    @AutoClose private TestNode rita;

    @BeforeEach
    void join(@TempDir Path alices, @TempDir Path ritas) throws Exception {
        alice = TestNode.start(alices, "Alice");
        rita = TestNode.start(ritas, "Rita");
        Wiki wiki = alice.node().create("w");
        wiki.repository().create(new Title("Tides"), LOW);
        alice.node().listen();
        rita.node().listen();
        rita.node().join(wiki.invite(Role.READER).text());
        rita.until(TestNode.wiki("/pages"), pages -> pages.toString().contains("Tides"));
    }

    private static String browse(TestNode node, String path) throws Exception {
        HttpResponse<String> answer = node.get(path, "Accept", "text/html");
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private static HttpResponse<String> form(TestNode node, String path, String... fields)
            throws IOException, InterruptedException {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(fields[i]).append('=');
            body.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return node.post(
                path,
                body.toString(),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Accept",
                "text/html");
    }

    private static String location(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String between(String html, String from, String to) {
        int begin = html.indexOf(from) + from.length();
        assertTrue(begin >= from.length(), html);
        return html.substring(begin, html.indexOf(to, begin));
    }

    private static String text(TestNode node) throws Exception {
        return node.get(TestNode.wiki("/pages/Tides"), "Accept", "text/markdown").body();
    }

    @Test
    void onScreensItGoesFromTheReadersButtonToTheWritersAndBack() throws Exception {
        String page = browse(rita, "/w/Tides");
        assertTrue(page.contains("href=\"/w/-/suggest/Tides\""), page);
        assertTrue(page.contains("Suggest an edit"), page);
        assertFalse(browse(alice, "/w/Tides").contains("/w/-/suggest/"));
        String asked = browse(rita, "/w/-/suggest/Tides");
        String version = between(asked, "name=\"version\" value=\"", "\"");
        HttpResponse<String> nothing =
                form(rita, "/w/-/suggest/Tides", "version", version, "text", LOW);
        assertEquals(422, nothing.statusCode());
        assertTrue(nothing.body().contains("nothing to suggest"), nothing.body());
        HttpResponse<String> stale =
                form(rita, "/w/-/suggest/Tides", "version", "AAAA", "text", "typed <b>\n");
        assertTrue(stale.body().contains("typed &lt;b"), stale.body());

        String told =
                browse(
                        rita,
                        location(
                                form(
                                        rita,
                                        "/w/-/suggest/Tides",
                                        "version",
                                        version,
                                        "text",
                                        HIGH)));

        assertTrue(told.contains("Waits for a writer."), told);
        assertTrue(told.contains("value=\"withdraw\""), told);
        assertTrue(browse(rita, "/w/Tides").contains("An edit that you suggest waits"));
        assertTrue(browse(rita, "/w/-/changes").contains("What you suggest for 1 page waits"));
        assertTrue(browse(rita, "/w/-/suggestions").contains("1 edit that you suggest"));
        assertEquals(LOW, text(rita));
        alice.until(LIST, list -> list.path("suggestions").size() == 1);
        assertTrue(browse(alice, "/w/Tides").contains("Rita suggests an edit of this page."));
        String offered = browse(alice, "/w/-/suggestions/Tides");
        assertTrue(offered.contains("Taken in, it is an edit by Rita."), offered);
        String id = between(offered, "name=\"id\" value=\"", "\"");
        String dismissed =
                browse(
                        alice,
                        location(
                                form(
                                        alice,
                                        "/w/-/suggestions/Tides",
                                        "id",
                                        id,
                                        "decision",
                                        "dismiss")));
        assertTrue(dismissed.contains("Undo"), dismissed);
        assertEquals(
                409,
                form(alice, "/w/-/suggestions/Tides", "id", id, "decision", "take").statusCode());
        location(form(alice, "/w/-/suggestions/Tides", "id", id, "decision", "offer"));

        String taken =
                browse(
                        alice,
                        location(
                                form(
                                        alice,
                                        "/w/-/suggestions/Tides",
                                        "id",
                                        id,
                                        "decision",
                                        "take")));

        assertTrue(taken.contains("part of the page now, as an edit by Rita."), taken);
        assertEquals(HIGH, text(alice));
        String history = browse(alice, "/w/-/history/Tides");
        assertTrue(history.contains("Rita"), history);
        assertTrue(browse(alice, "/w/-/history/Tides?view=writers").contains("Rita"));
        rita.until(LIST, list -> list.path("own").path(0).path("taken").asBoolean());
        assertEquals(HIGH, text(rita));
        String mine = browse(rita, "/w/-/suggestions/Tides");
        assertTrue(mine.contains("Taken in by Alice: it is part of the page."), mine);
        assertFalse(mine.contains("value=\"withdraw\""), mine);
        assertFalse(browse(rita, "/w/Tides").contains("that you suggest"));
    }

    @Test
    void programsSuggestWithdrawAndAreToldTheWay() throws Exception {
        HttpResponse<String> put = rita.put(TestNode.wiki("/pages/Tides"), HIGH);
        assertEquals(403, put.statusCode());
        assertTrue(put.body().contains("/pages/Tides/suggestions"), put.body());
        assertEquals(409, alice.post(LIST, HIGH).statusCode());
        assertEquals(412, rita.post(LIST, HIGH, "If-Match", "\"AAAA\"").statusCode());
        assertEquals(413, rita.post(LIST, "long\n".repeat(20_000)).statusCode());
        assertEquals(404, rita.post(TestNode.wiki("/pages/New/suggestions"), HIGH).statusCode());

        HttpResponse<String> first = rita.post(LIST, HIGH);
        HttpResponse<String> second = rita.post(LIST, LOW + "neap\n");

        assertEquals(201, first.statusCode(), first.body());
        assertEquals(201, second.statusCode(), second.body());
        JsonNode own = rita.json(LIST).path("own");
        assertEquals(2, own.size(), own.toString());
        assertFalse(own.get(0).path("taken").asBoolean());
        assertEquals("added", own.get(0).path("lines").get(3).path("kind").asText(), "" + own);
        alice.until(LIST, list -> list.path("suggestions").size() == 2);
        JsonNode offered = alice.json(LIST).path("suggestions").get(0);
        assertTrue(offered.path("byReader").asBoolean());
        assertEquals("Rita", offered.path("author").asText());
        String newest = LIST + "/" + own.get(0).path("id").asText();
        assertEquals(204, rita.send("DELETE", newest, new byte[0]).statusCode());
        assertEquals(404, rita.send("DELETE", newest, new byte[0]).statusCode());
        assertEquals(1, rita.json(LIST).path("own").size());
        String oldest = LIST + "/" + own.get(1).path("id").asText() + "/accept";
        assertEquals(
                404,
                rita.post(oldest.replace(own.get(1).path("id").asText(), "0".repeat(64)), "")
                        .statusCode());
        assertEquals(403, rita.post(oldest, "").statusCode(), "she may not decide");
        HttpResponse<String> accepted = alice.post(oldest, "");
        assertEquals(200, accepted.statusCode(), accepted.body());
        assertEquals(404, alice.post(oldest, "").statusCode());
        assertEquals(HIGH, text(alice));
        // Both words stay, because the other one was made from the same version.
        assertEquals(200, alice.post(newest + "/accept", "").statusCode());
        assertEquals(HIGH + "neap\n", text(alice));
    }

    @Test
    void whoMakesHerAWriterIsToldWhatComesInByThat() throws Exception {
        rita.post(LIST, HIGH);
        rita.post(LIST, LOW + "neap\n");
        alice.until(LIST, list -> list.path("suggestions").size() == 2);
        String ritas = rita.node().id().toString();
        String asked = browse(alice, "/w/-/role/" + ritas);
        assertTrue(asked.contains("2 suggestions of theirs come in by themselves"), asked);

        HttpResponse<String> made =
                alice.put(TestNode.wiki("/peers/" + ritas), "{\"role\": \"writer\"}");

        assertEquals(200, made.statusCode(), made.body());
        assertTrue(made.body().contains("\"suggestionsComingIn\":2"), made.body());
        alice.until(LIST, list -> list.path("suggestions").isEmpty());
        assertEquals(HIGH + "neap\n", text(alice));
        assertFalse(browse(alice, "/w/-/role/" + ritas).contains("come in by themselves"));
    }
}
