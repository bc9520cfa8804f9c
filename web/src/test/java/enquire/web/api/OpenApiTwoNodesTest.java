package enquire.web.api;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.storage.Suggestion;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import enquire.web.ForkedPage;
import enquire.web.PageChangedApart;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that are about somebody else, and what they answer when there is one. */
class OpenApiTwoNodesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WIKI = "/-/api/v1/wikis/{wiki}";
    private static final String PEERS = WIKI + "/peers";
    private static final String PEER = PEERS + "/{peer}";
    private static final String SUGGESTIONS = WIKI + "/pages/{title}/suggestions";

    @TempDir Path alices;
    @TempDir Path bobs;

    @Test
    void joiningPeersAddressesAndRecovery() throws Exception {
        try (TestNode alice = TestNode.start(alices, "Alice");
                TestNode bob = TestNode.start(bobs, "Bob")) {
            alice.node().listen();
            bob.node().listen();
            String key =
                    JSON.readTree(alice.post("/-/api/v1/wikis", "{\"name\": \"W\"}").body())
                            .path("recoveryKey")
                            .asText();
            Wiki wiki = alice.node().wiki("w").orElseThrow();
            String invite = "{\"invite\": \"%s\"}".formatted(wiki.invite(Role.WRITER).text());
            call(bob, 201, "POST", "/-/api/v1/join", invite);
            call(bob, 200, "POST", "/-/api/v1/join", invite);

            String bobs = bob.node().id().toString();
            call(alice, 200, "GET", PEER, "", "peer", bobs);
            call(alice, 200, "PUT", PEER, "{\"role\": \"reader\"}", "peer", bobs);
            String address = "192.0.2.7:8748";
            String added = "{\"address\": \"%s\"}".formatted(address);
            call(alice, 201, "POST", PEER + "/addresses", added, "peer", bobs);
            call(alice, 200, "GET", PEERS, "");
            String path = PEER + "/addresses/{address}";
            call(alice, 204, "DELETE", path, "", "peer", bobs, "address", address);

            String lost =
                    "{\"key\": \"%s\", \"remove\": [\"%s\"]}".formatted(key, alice.node().id());
            call(bob, 200, "POST", WIKI + "/recover", lost);
        }
    }

    @Test
    void removing() throws Exception {
        try (TestNode alice = TestNode.start(alices, "Alice");
                TestNode bob = TestNode.start(bobs, "Bob")) {
            Wiki wiki = alice.node().create("w");
            alice.node().listen();
            bob.node().join(wiki.invite(Role.WRITER).text());
            call(alice, 204, "DELETE", PEER, "", "peer", bob.node().id().toString());
            call(alice, 200, "GET", PEERS, "");
        }
    }

    @Test
    void aReaderSuggestsAndTakesItBack() throws Exception {
        try (TestNode alice = TestNode.start(alices, "Alice");
                TestNode bob = TestNode.start(bobs, "Bob")) {
            Wiki wiki = alice.node().create("w");
            alice.put(wiki("/pages/Boats"), "The Curlew leaks.\n");
            alice.node().listen();
            bob.node().listen();
            bob.node().join(wiki.invite(Role.READER).text());
            bob.until(wiki("/pages"), pages -> pages.toString().contains("Boats"));

            call(bob, 201, "POST", SUGGESTIONS, "The Curlew is in the yard.\n");
            String own = bob.json(list()).at("/own/0/id").asText();
            alice.until(list(), all -> all.at("/suggestions/0/byReader").asBoolean());
            call(alice, 200, "GET", SUGGESTIONS, "");
            call(bob, 200, "GET", SUGGESTIONS, "");
            call(bob, 204, "DELETE", SUGGESTIONS + "/{id}", "", "id", own);
        }
    }

    @Test
    void whoHeardLateThatHeMayOnlyReadSuggestsWhatWasLeftOut() throws Exception {
        try (TestNode alice = TestNode.start(alices, "Alice")) {
            Wiki wiki = alice.node().create("w");
            alice.put(wiki("/pages/Boats"), "The Curlew leaks.\n");
            alice.node().listen();
            try (TestNode bob = TestNode.start(bobs, "Bob")) {
                bob.node().listen();
                bob.node().join(wiki.invite(Role.WRITER).text());
                bob.until(wiki("/pages"), pages -> pages.toString().contains("Boats"));
            }
            try (TestNode bob = TestNode.start(bobs, "Bob")) {
                wiki.membership().changeRole(bob.node().id(), Role.READER);
                // He is in touch with nobody until he listens.
                bob.put(wiki("/pages/Boats"), "The Curlew is in the yard.\n");
                bob.node().listen();
                JsonNode left =
                        bob.until(list(), all -> all.at("/suggestions/0/maySuggest").asBoolean());
                String id = left.at("/suggestions/0/id").asText();
                call(bob, 201, "POST", SUGGESTIONS + "/{id}/suggest", "", "id", id);
            }
        }
    }

    @Test
    void whoDecidesOverWhatIsLeftOut() throws Exception {
        try (var forked = new ForkedPage(alices, "Bob")) {
            Suggestion edit = forked.make("Boats", "red\n", "red and white\n", "red or blue\n");
            String id = edit.id().toString();
            String path = SUGGESTIONS + "/{id}/";
            call(forked.alice(), 200, "GET", WIKI + "/suggestions", "");
            call(forked.alice(), 200, "GET", SUGGESTIONS, "");
            call(forked.alice(), 204, "POST", path + "dismiss", "", "id", id);
            call(forked.alice(), 200, "GET", SUGGESTIONS, "");
            call(forked.alice(), 204, "POST", path + "offer", "", "id", id);
            call(forked.alice(), 200, "POST", path + "accept", "", "id", id);
        }
    }

    @Test
    void whoTicksOffWhatTwoChangedApart() throws Exception {
        try (var apart = new PageChangedApart(alices, "Bob")) {
            apart.make("Boats", "It holds 9 t.\n", "It holds 10 t.\n", "It all holds 9 t.\n");
            String path = WIKI + "/pages/{title}/overlaps";
            JsonNode there = call(apart.alice(), 200, "GET", path, "");
            apart.alice().until(wiki("/overlaps"), all -> all.at("/pages/0").isObject());
            call(apart.alice(), 200, "GET", WIKI + "/overlaps", "");
            String id = there.at("/overlaps/0/id").asText();
            call(apart.alice(), 200, "POST", path + "/{id}", "{\"keep\": \"both\"}", "id", id);
        }
    }

    private static String list() {
        return wiki("/pages/Boats/suggestions");
    }

    /**
     * Sends it, and looks at status, type and every field of the answer.
     *
     * @param values of what stands in braces, after its name; of {@code wiki} and {@code title}
     *     what all examples have
     */
    private static JsonNode call(
            TestNode node, int status, String method, String path, String body, String... values)
            throws Exception {
        DescribedApi described = DescribedApi.of(node);
        JsonNode operation =
                described.document().path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
        assertFalse(operation.isMissingNode(), path);
        String address = path.replace("{wiki}", "w").replace("{title}", "Boats");
        for (int i = 0; i < values.length; i += 2) {
            address = address.replace("{" + values[i] + "}", Percent.encode(values[i + 1]));
        }
        String type = body.startsWith("{") ? "application/json" : "text/markdown";
        byte[] sent = body.getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> answer =
                node.sendForBytes(method, address, sent, "Content-Type", type);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertEquals(status, answer.statusCode(), method + " " + address + ": " + text);
        assertEquals(List.of(), described.faults(operation, answer), method + " " + path);
        return text.isEmpty() ? JSON.nullNode() : JSON.readTree(text);
    }
}
