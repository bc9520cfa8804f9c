package enquire.web.api;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.web.TestNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headings, files, people, and what else may have been meant, as one types. */
class CompletionsApiTest {

    @AutoClose private TestNode alice;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
    }

    @Test
    void headingsAreFoundInAllPagesAndInOne() throws Exception {
        alice.put(wiki("/pages/Plan"), "## Order of work\n\n## Winch rating\n");
        alice.put(wiki("/pages/Log"), "## Works\n");

        JsonNode all =
                alice.until(wiki("/headings?q=work"), json -> json.path("headings").size() == 2);
        assertEquals("Log", all.path("headings").get(0).path("title").asText());
        assertEquals("works", all.path("headings").get(0).path("slug").asText());
        JsonNode one = alice.json(wiki("/headings?q=plan%23"));
        assertEquals("Order of work", one.path("headings").get(0).path("heading").asText());
        assertEquals(2, one.path("headings").size());
        assertEquals(1, alice.json(wiki("/headings?q=pla%23win")).path("headings").size());
        assertEquals(0, alice.json(wiki("/headings?q=zebra%23")).path("headings").size());
        assertEquals(
                0, alice.json(wiki("/headings?q=" + "%23".repeat(400))).path("headings").size());
    }

    @Test
    void filesAreFoundByAPartOfTheirNames() throws Exception {
        alice.put(wiki("/pages/Plan"), "text");
        alice.post(wiki("/files?name=winch-cert.pdf&page=Plan"), "0123456789");

        JsonNode found = alice.json(wiki("/files?q=CERT"));

        assertEquals("winch-cert.pdf", found.path("files").get(0).path("name").asText());
        assertEquals(10, found.path("files").get(0).path("bytes").asLong());
        String url = found.path("files").get(0).path("url").asText();
        assertEquals(200, alice.get(url).statusCode());
        assertEquals(0, alice.json(wiki("/files?q=")).path("files").size());

        alice.post(wiki("/files?name=Anchor.pdf&page=Plan"), "an anchor");
        alice.post(wiki("/files?name=buoy.pdf"), "of no page");
        JsonNode all = alice.json(wiki("/files")).path("files");
        assertEquals(2, all.size(), all.toString());
        assertEquals("Anchor.pdf", all.get(0).path("name").asText());
        assertEquals("winch-cert.pdf", all.get(1).path("name").asText());
    }

    @Test
    void peopleAreTheMembers() throws Exception {
        String name = alice.node().name();
        JsonNode all = alice.json(wiki("/people"));
        assertEquals(name, all.path("people").get(0).path("name").asText());
        assertTrue(all.path("people").get(0).path("self").asBoolean());
        assertEquals(1, alice.json(wiki("/people?q=" + name.charAt(1))).path("people").size());
        assertEquals(0, alice.json(wiki("/people?q=nobody-is-called-so")).path("people").size());
    }

    @Test
    void aSearchSaysWhereItFoundWordsAndWhatMayHaveBeenMeant() throws Exception {
        alice.put(wiki("/pages/Plan"), "## Rating\n\nThe halyard holds. #works\n");
        JsonNode found =
                alice.until(wiki("/search?q=halyard"), json -> json.path("total").asInt() == 1);
        assertEquals("Rating", found.path("hits").get(0).path("section").path("heading").asText());
        assertTrue(found.path("meant").isNull());
        JsonNode none = alice.json(wiki("/search?q=halyerd"));
        assertEquals("halyard", none.path("meant").asText());
        assertEquals(1, alice.json(wiki("/search?q=halyard&tag=works")).path("total").asInt());
        assertEquals(0, alice.json(wiki("/search?q=halyard&by=Nobody")).path("total").asInt());
        assertEquals(0, alice.json(wiki("/search?q=halyard&titles=on")).path("total").asInt());
        assertEquals(1, alice.json(wiki("/search?q=halyard&after=nonsense")).path("total").asInt());
    }
}
