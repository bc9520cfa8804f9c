package enquire.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Title;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At a computer that only passes on what others write, nobody is offered to write, nor may. */
class RelayScreensTest {

    @Test
    void nothingIsWrittenAtARelay(@TempDir Path alices, @TempDir Path relays) throws Exception {
        try (TestNode alice = TestNode.start(alices);
                TestNode relay = TestNode.start(relays)) {
            Wiki wiki = alice.node().create("w");
            wiki.repository().create(new Title("Tides"), "low\n");
            alice.node().listen();
            relay.node().listen();
            relay.node().join(wiki.invite(Role.RELAY).text());
            relay.until(TestNode.wiki("/pages"), pages -> pages.toString().contains("Tides"));
            Wiki carried = relay.node().wikis().getFirst();
            var before = carried.repository().exchange().fingerprint();

            HttpResponse<String> page = relay.get("/w/Tides", "Accept", "text/html");
            assertEquals(200, page.statusCode());
            assertFalse(page.body().contains("/w/-/edit/Tides\""), page.body());
            for (String screen : List.of("edit/Tides", "edit/", "rename/Tides", "delete/Tides")) {
                HttpResponse<String> answer = relay.get("/w/-/" + screen, "Accept", "text/html");
                assertEquals(403, answer.statusCode(), screen);
                assertTrue(answer.body().contains("You can read this wiki"), answer.body());
            }
            assertEquals(403, relay.put(TestNode.wiki("/pages/Tides"), "high\n").statusCode());
            assertEquals(403, relay.put(TestNode.wiki("/pages/New"), "high\n").statusCode());
            assertEquals(before, carried.repository().exchange().fingerprint());
            assertTrue(carried.invitations().mayGive().isEmpty());
        }
    }
}
