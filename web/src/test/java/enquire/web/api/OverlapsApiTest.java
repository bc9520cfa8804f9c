package enquire.web.api;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.PageChangedApart;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sentences that two people changed while apart, as programs are told of them. */
class OverlapsApiTest {

    @AutoClose private static PageChangedApart apart;

    @BeforeAll
    static void start(@TempDir Path folder) {
        apart = new PageChangedApart(folder, "Bob");
    }

    private static JsonNode only(String title) throws Exception {
        apart.make(
                title,
                "The winch holds 9 t.\n",
                "The winch holds 10 t.\n",
                "The old winch holds 9 t.\n");
        JsonNode overlaps = apart.alice().json(overlaps(title)).path("overlaps");
        assertEquals(1, overlaps.size(), overlaps.toString());
        return overlaps.get(0);
    }

    private static String overlaps(String title) {
        return wiki("/pages/" + title + "/overlaps");
    }

    private static HttpResponse<String> tickOff(String title, String id, String keep)
            throws Exception {
        return apart.alice()
                .post(
                        overlaps(title) + "/" + id,
                        "{\"keep\":\"" + keep + "\"}",
                        "Content-Type",
                        "application/json");
    }

    private static int left(String title) throws Exception {
        return apart.alice().json(overlaps(title)).path("overlaps").size();
    }

    @Test
    void aPlaceIsListedWithWhatEachMadeOfItOwnWorkFirst() throws Exception {
        JsonNode place = only("Listed");

        assertEquals("The winch holds 9 t.", place.path("before").asText());
        assertEquals("The old winch holds 10 t.", place.path("now").asText());
        assertEquals(0, place.path("from").asInt());
        JsonNode mine = place.path("sides").get(0);
        JsonNode theirs = place.path("sides").get(1);
        assertTrue(mine.path("mine").asBoolean());
        assertEquals("The winch holds 10 t.", mine.path("text").asText());
        assertEquals("Bob", theirs.path("author").asText());
        assertEquals("The old winch holds 9 t.", theirs.path("text").asText());
        assertEquals(apart.bob(), theirs.path("keep").asText());
        apart.alice()
                .until(
                        wiki("/overlaps"),
                        pages -> pages.path("pages").findValuesAsText("title").contains("Listed"));
    }

    @Test
    void whatIsKeptIsExactlyWhatThatPersonHad() throws Exception {
        String theirs = only("Theirs").path("id").asText();
        HttpResponse<String> kept = tickOff("Theirs", theirs, apart.bob());
        assertEquals(200, kept.statusCode(), kept.body());
        HttpResponse<String> page = apart.alice().get(wiki("/pages/Theirs"));
        assertEquals("The old winch holds 9 t.\n", page.body());
        assertEquals(page.headers().firstValue("ETag"), kept.headers().firstValue("ETag"));
        assertEquals(0, left("Theirs"));

        JsonNode mine = only("Mine");
        tickOff("Mine", mine.path("id").asText(), mine.path("sides").get(0).path("keep").asText());
        assertEquals("The winch holds 10 t.\n", apart.alice().get(wiki("/pages/Mine")).body());
        assertEquals(0, left("Mine"));

        tickOff("Both", only("Both").path("id").asText(), "both");
        assertEquals("The old winch holds 10 t.\n", apart.alice().get(wiki("/pages/Both")).body());
        assertEquals(0, left("Both"));
    }

    @Test
    void whatAThirdPersonFoldedInSinceItWasLookedAtStays() throws Exception {
        String id = only("Third").path("id").asText();
        String seen = apart.alice().json(overlaps("Third")).path("version").asText();
        apart.alice().put(wiki("/pages/Third"), "The old green winch holds 10 t.\n");
        apart.alice()
                .until(
                        overlaps("Third"),
                        json -> !json.path("version").asText().equals(seen)); // Folded.

        HttpResponse<String> kept =
                apart.alice()
                        .post(
                                overlaps("Third") + "/" + id,
                                "{\"keep\":\"%s\",\"version\":\"%s\"}"
                                        .formatted(apart.bob(), seen));

        assertEquals(200, kept.statusCode(), kept.body());
        assertEquals(
                "The old green winch holds 9 t.\n", apart.alice().get(wiki("/pages/Third")).body());
        assertEquals(0, left("Third"));
        assertEquals(
                400,
                apart.alice()
                        .post(overlaps("Third") + "/" + id, "{\"keep\":\"both\",\"version\":\"?\"}")
                        .statusCode());
    }

    @Test
    void whatNamesNoPlaceOrNobodyChangesNothing() throws Exception {
        String id = only("Wrong").path("id").asText();

        assertEquals(400, tickOff("Wrong", "zz", "both").statusCode());
        assertEquals(400, tickOff("Wrong", id, "me").statusCode());
        assertEquals(404, tickOff("Wrong", id, "ab".repeat(32)).statusCode());
        assertEquals(404, tickOff("Wrong", "ab".repeat(16), "both").statusCode());
        assertEquals(404, apart.alice().get(overlaps("Nowhere")).statusCode());
        assertEquals(1, left("Wrong"));
        assertEquals("The old winch holds 10 t.\n", apart.alice().get(wiki("/pages/Wrong")).body());

        assertEquals(200, tickOff("Wrong", id, "both").statusCode());
        HttpResponse<String> again = tickOff("Wrong", id, "both");
        assertEquals(404, again.statusCode());
        assertTrue(again.body().contains("somebody ticked it off"), again.body());
    }
}
