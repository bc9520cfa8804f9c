package enquire.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.web.TestNode;
import enquire.web.wiki.NewWiki;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people type into the line of addresses, and browsers send as it is. */
class TypedAddressTest {

    @AutoClose private TestNode alice;

    private RawRequests raw;

    @BeforeEach
    void start(@TempDir Path data) {
        alice = TestNode.withWiki(data);
        raw = new RawRequests(alice);
    }

    @Test
    void titlesWithBracketsBarsAndCaretsAreFound() throws Exception {
        for (String title : List.of("x[1]", "a|b", "x^2")) {
            alice.put(TestNode.wiki("/pages/" + Percent.encode(title)), "Words of " + title);

            String answer = raw.answered(200, "GET /w/" + title + " HTTP/1.1 ¶ Host: HERE");

            assertTrue(answer.contains("Words of " + title), answer);
        }
    }

    @Test
    void theSettingsOfAWikiAreThoseOfTheNode() throws Exception {
        String answer = raw.answered(302, "GET /w/-/settings HTTP/1.1 ¶ Host: HERE");
        assertEquals(List.of("/-/settings"), RawRequests.headers(answer, "Location"));
        raw.answered(404, "GET /gone/-/settings HTTP/1.1 ¶ Host: HERE");
    }

    @Test
    void wikisOfOneNameAreToldApartWhereTheyAreListed() throws Exception {
        NewWiki.empty(alice.node(), "Notes");
        String one = alice.get("/").body();
        assertTrue(one.contains(">Notes<"), one);

        NewWiki.empty(alice.node(), "Notes");

        for (String path : List.of("/", "/-/settings")) {
            String listed = alice.get(path).body();
            assertTrue(listed.contains("Notes (notes)"), listed);
            assertTrue(listed.contains("Notes (notes-2)"), listed);
        }
    }
}
