package enquire.web.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.sync.roster.Role;
import enquire.web.ClosedPort;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bob's computer is off, and Alice looks where it could be. */
class PeerAddressesTest extends BrowsedNode {

    /** Nothing listens there. */
    private static final String OFF = "127.0.0.1:" + ClosedPort.any();

    private String bobs;

    @BeforeEach
    void bobJoinsAndGoes(@TempDir Path folder) throws Exception {
        makeWiki();
        alice.node().listen();
        try (TestNode bob = TestNode.start(folder, "Bob")) {
            bob.node().join(alice.node().wikis().getFirst().invite(Role.WRITER).text());
            bobs = bob.node().id().toString();
        }
    }

    @Test
    void theScreenTakesAnAddressSaysWhatCameOfItAndForgetsIt() throws Exception {
        assertTrue(browse("/w/-/sync").body().contains("No address of Bob’s computer is known."));

        var added = form("/w/-/address", "peer", bobs, "address", " " + OFF + " ", "act", "add");
        assertEquals("/w/-/sync#reach-" + bobs, location(added));
        alice.until(
                TestNode.wiki("/peers"),
                peers -> address(peers, 0).path("result").asText().equals("refused"));
        String screen = browse("/w/-/sync").body();
        String sentence = "Bob’s computer does not answer at " + OFF + ": refused.";
        assertEquals(2, screen.split(sentence, -1).length - 1, screen);
        String german = alice.get("/w/-/sync", "Accept-Language", "de").body();
        assertTrue(german.contains("antwortet nicht unter " + OFF + ": abgelehnt."), german);

        form("/w/-/address", "peer", bobs, "address", OFF, "act", "remove");
        assertTrue(browse("/w/-/sync").body().contains("No address of Bob’s computer is known."));
        var bad = form("/w/-/address", "peer", bobs, "address", "no where", "act", "add");
        assertEquals(422, bad.statusCode());
        assertTrue(bad.body().contains("An address is a host and a port"), bad.body());
        assertTrue(bad.body().contains("value=\"no where\""), bad.body());
        assertTrue(bad.body().contains("<details class=\"reach\" open"), bad.body());
        assertFalse(browse("/w/-/sync").body().contains("<details class=\"reach\" open"));
        String self = alice.node().id().toString();
        assertEquals(404, form("/w/-/address", "peer", self, "address", OFF).statusCode());
    }

    @Test
    void theApiListsAddsAndForgetsAddresses() throws Exception {
        String path = TestNode.wiki("/peers/" + bobs + "/addresses");
        var added = alice.post(path, "{\"address\": \"192.0.2.7\"}");
        assertEquals(201, added.statusCode(), added.body());
        assertEquals(
                "192.0.2.7:8748",
                new ObjectMapper().readTree(added.body()).path("address").asText());

        JsonNode peers =
                alice.until(
                        TestNode.wiki("/peers"), all -> !address(all, 0).path("result").isNull());
        JsonNode tried = address(peers, 0);
        assertEquals("not-dialled", tried.path("result").asText());
        assertEquals("added", tried.path("source").asText());
        assertTrue(tried.path("triedAt").asText().startsWith("20"), tried.toString());
        assertTrue(tried.path("workedAt").isNull());
        assertEquals(
                tried.path("words").asText(), peers.path("peers").get(0).path("problem").asText());

        assertEquals(422, alice.post(path, "{\"address\": \"h:99999\"}").statusCode());
        for (int i = 2; i <= 8; i++) {
            assertEquals(201, alice.post(path, "{\"address\": \"h" + i + "\"}").statusCode());
        }
        assertEquals(422, alice.post(path, "{\"address\": \"h9\"}").statusCode());
        for (int status : List.of(204, 404)) {
            String one = path + "/" + Percent.encode("192.0.2.7:8748");
            assertEquals(status, alice.send("DELETE", one, new byte[0]).statusCode());
        }
    }

    @Test
    void whereThisComputerIsReachedIsASetting() throws Exception {
        var saved = form("/-/settings/finding", "advertised", "wiki.example.org, [2001:db8::7]:99");
        assertEquals(200, saved.statusCode(), saved.body());
        assertTrue(saved.body().contains("value=\"wiki.example.org:8748 [2001:db8::7]:99\""));

        var bad = form("/-/settings/finding", "advertised", "http://wiki.example.org/");
        assertEquals(422, bad.statusCode(), bad.body());
        assertTrue(bad.body().contains("value=\"http://wiki.example.org/\""), bad.body());
        var many = form("/-/settings/finding", "advertised", "a b c d e");
        assertTrue(many.body().contains("At most 4 addresses of this computer"), many.body());
        assertEquals(2, alice.node().whereabouts().advertised().size());
    }

    @Test
    void whatAComputerOffersIsSaidInSettingsAndShownToTheOthers(@TempDir Path folder)
            throws Exception {
        String german = alice.get("/-/settings", "Accept-Language", "de").body();
        assertTrue(german.contains("Dieser Computer läuft immer"), german);
        var much = form("/-/settings/finding", "storage", "much", "always-on", "yes");
        assertEquals(422, much.statusCode());
        assertTrue(much.body().contains("value=\"much\""), much.body());
        assertFalse(alice.node().offers().current().alwaysOn());
        form("/-/settings/finding", "storage", "50", "always-on", "yes");
        assertTrue(alice.node().offers().current().alwaysOn());

        try (TestNode carol = TestNode.start(folder, "Carol")) {
            carol.node().join(alice.node().wikis().getFirst().invite(Role.READER).text());
            carol.node().listen();
            JsonNode peers =
                    carol.until(
                            TestNode.wiki("/peers"),
                            all -> all.path("peers").path(0).path("offers").isObject());
            JsonNode offers = peers.path("peers").get(0).path("offers");
            assertEquals(50_000_000_000L, offers.path("storageBytes").asLong(), "" + offers);
            String screen = carol.get("/w/-/sync", "Accept", "text/html").body();
            assertTrue(screen.contains("owner, always on, offers 50 GB"), screen);
        }

        form("/-/settings/finding", "storage", "");
        assertFalse(alice.node().offers().current().alwaysOn());
        assertEquals(0, alice.node().offers().current().storageBytes());
    }

    private static JsonNode address(JsonNode peers, int index) {
        return peers.path("peers").path(0).path("addresses").path(index);
    }
}
