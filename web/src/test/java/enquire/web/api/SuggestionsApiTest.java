package enquire.web.api;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.storage.Suggestion;
import enquire.web.ForkedPage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits that a page does not hold, as programs are told of them. */
class SuggestionsApiTest {

    @AutoClose private static ForkedPage forked;

    @BeforeAll
    static void start(@TempDir Path folder) {
        forked = new ForkedPage(folder, "Bob");
    }

    private static Suggestion made(String title) {
        return forked.make(title, "red\n", "red and white\n", "red or blue\n");
    }

    private static String suggestions(String title) {
        return wiki("/pages/" + title + "/suggestions");
    }

    private static HttpResponse<String> decide(String title, Suggestion edit, String decision)
            throws Exception {
        return forked.alice().post(suggestions(title) + "/" + edit.id() + "/" + decision, "");
    }

    @Test
    void whatIsLeftOutIsListedWithItsAuthorTheTimeTheReasonAndTheDifference() throws Exception {
        Suggestion edit = made("Roses");

        JsonNode listed = forked.alice().json(suggestions("Roses")).path("suggestions");

        assertEquals(1, listed.size(), listed.toString());
        JsonNode only = listed.get(0);
        assertEquals(edit.id().toString(), only.path("id").asText());
        assertEquals("Bob", only.path("author").asText());
        assertTrue(Instant.parse(only.path("at").asText()).isAfter(Instant.EPOCH));
        assertTrue(only.path("why").asText().contains("different edits as if they were one"));
        assertEquals("removed", only.path("lines").get(0).path("kind").asText());
        assertEquals("added", only.path("lines").get(1).path("kind").asText());
        JsonNode pages = forked.alice().json(wiki("/suggestions")).path("pages");
        assertTrue(pages.findValuesAsText("title").contains("Roses"), pages.toString());
    }

    @Test
    void oneThatIsTakenInIsInThePageWithTheVersionThatTheAnswerNames() throws Exception {
        Suggestion edit = made("Taken");

        HttpResponse<String> taken = decide("Taken", edit, "accept");

        assertEquals(200, taken.statusCode(), taken.body());
        HttpResponse<String> page = forked.alice().get(wiki("/pages/Taken"));
        assertEquals(edit.text(), page.body());
        assertEquals(page.headers().firstValue("ETag"), taken.headers().firstValue("ETag"));
        assertEquals(0, forked.alice().json(suggestions("Taken")).path("suggestions").size());
    }

    @Test
    void oneThatIsDismissedIsListedAsSuchUntilItIsOfferedAgain() throws Exception {
        Suggestion edit = made("Dismissed");

        assertEquals(204, decide("Dismissed", edit, "dismiss").statusCode());
        JsonNode json = forked.alice().json(suggestions("Dismissed"));
        assertEquals(0, json.path("suggestions").size());
        assertEquals(edit.id().toString(), json.path("dismissed").get(0).path("id").asText());

        assertEquals(204, decide("Dismissed", edit, "offer").statusCode());
        json = forked.alice().json(suggestions("Dismissed"));
        assertEquals(1, json.path("suggestions").size());
        assertEquals(0, json.path("dismissed").size());
    }

    @Test
    void oneThatIsNotOfferedAnyMoreIsNotFoundAndNothingChanges() throws Exception {
        Suggestion edit = made("Late");
        decide("Late", edit, "accept");

        for (String decision : new String[] {"accept", "dismiss", "offer"}) {
            HttpResponse<String> late = decide("Late", edit, decision);
            assertEquals(404, late.statusCode(), late.body());
            JsonNode problem = new ObjectMapper().readTree(late.body());
            assertEquals("There is no such suggestion any more.", problem.path("title").asText());
            assertTrue(problem.path("detail").asText().endsWith("Nothing was changed."));
        }

        assertEquals(edit.text(), forked.alice().get(wiki("/pages/Late")).body());
        String path = suggestions("Late");
        assertEquals(400, forked.alice().post(path + "/zz/accept", "").statusCode());
        assertEquals(404, forked.alice().get(suggestions("Nowhere")).statusCode());
    }
}
