package enquire.web.api;

import static enquire.web.TestNode.wiki;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import enquire.web.TestNode;
import enquire.web.http.Percent;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The description as a program takes it at its word: every example is sent to a real node, and what
 * comes back has the status, the type and the shape that stand there.
 */
class OpenApiExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a node alone, with one wiki and nothing left out, answers with a sentence. */
    private static final Set<String> NEEDS_OTHERS =
            Set.of(
                    "POST /-/api/v1/join",
                    "POST /-/api/v1/wikis/{wiki}/recover",
                    "GET /-/api/v1/wikis/{wiki}/peers/{peer}",
                    "PUT /-/api/v1/wikis/{wiki}/peers/{peer}",
                    "DELETE /-/api/v1/wikis/{wiki}/peers/{peer}",
                    "POST /-/api/v1/wikis/{wiki}/peers/{peer}/addresses",
                    "DELETE /-/api/v1/wikis/{wiki}/peers/{peer}/addresses/{address}",
                    "POST /-/api/v1/wikis/{wiki}/pages/{title}/overlaps/{id}",
                    "POST /-/api/v1/wikis/{wiki}/pages/{title}/suggestions",
                    "DELETE /-/api/v1/wikis/{wiki}/pages/{title}/suggestions/{id}",
                    "POST /-/api/v1/wikis/{wiki}/pages/{title}/suggestions/{id}/accept",
                    "POST /-/api/v1/wikis/{wiki}/pages/{title}/suggestions/{id}/dismiss",
                    "POST /-/api/v1/wikis/{wiki}/pages/{title}/suggestions/{id}/suggest",
                    "POST /-/api/v1/wikis/{wiki}/pages/{title}/suggestions/{id}/offer");

    private static final String TEXT =
            "# Boats\n\n## Crew\n\nThe Curlew is in the yard, a secret word. [[Tides]] #harbour\n";

    @TempDir Path folders;

    @AutoClose private TestNode alice;
    private DescribedApi described;
    private final Map<String, String> here = new HashMap<>();

    private record Operation(String method, String path, JsonNode described) {
        String name() {
            return method + " " + path;
        }

        /** What only asks, then what makes, then what takes away. */
        int rank() {
            int kind = List.of("GET", "PUT", "POST", "DELETE").indexOf(method);
            // Whoever has left may not write any more.
            return path.endsWith("/leave") ? 9 : kind;
        }
    }

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        alice = TestNode.withWiki(data);
        described = DescribedApi.of(alice);
        put();
        // No list is empty without need: what stands in it is looked at, too.
        alice.put(wiki("/pages/" + Percent.encode("Template/Boat")), "See [[Boats#Hull]].\n");
        sent("POST", wiki("/files?name=crew.txt&page=Boats"), "names");
        alice.until(wiki("/search?q=curlew"), json -> json.path("total").asInt() > 0);
        alice.until(wiki("/pages/Boats/backlinks"), json -> json.path("total").asInt() > 0);
        here.put(
                "{id}",
                sent("POST", wiki("/hooks"), "{\"url\": \"https://example.org/\"}")
                        .path("id")
                        .asText());
        sent("POST", wiki("/invites"), "{\"role\": \"writer\"}");
        here.put(
                "{invite}",
                alice.json(wiki("/invites")).path("invites").path(0).path("id").asText());
        here.put(
                "from",
                alice.json(wiki("/pages/Boats/history"))
                        .path("revisions")
                        .path(0)
                        .path("version")
                        .asText());
    }

    private void put() throws Exception {
        alice.put(wiki("/pages/Boats"), TEXT);
    }

    private JsonNode sent(String method, String path, String body) throws Exception {
        return JSON.readTree(
                alice.send(method, path, body.getBytes(StandardCharsets.UTF_8)).body());
    }

    @Test
    void eachExampleIsAnsweredAsItIsDescribed() throws Exception {
        var faults = new ArrayList<String>();
        var answered = new TreeSet<String>();
        for (Operation operation : operations()) {
            put();
            HttpResponse<byte[]> answer = send(operation);
            if (answer.statusCode() < 300) {
                answered.add(operation.name());
            }
            check(operation, answer).forEach(fault -> faults.add(operation.name() + ": " + fault));
        }
        assertEquals("", String.join("\n", faults));
        assertTrue(answered.size() > 40, answered.toString());
    }

    /** Also that nothing is: a program is told whether that was thought of. */
    @Test
    void eachObjectSaysWhichFieldsAreRequired() {
        assertEquals("", String.join("\n", described.unsaid()));
    }

    private List<Operation> operations() {
        var all = new ArrayList<Operation>();
        described
                .document()
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method ->
                                        all.add(
                                                new Operation(
                                                        method.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        method.getValue()))));
        all.sort(Comparator.comparingInt(Operation::rank));
        return all;
    }

    private HttpResponse<byte[]> send(Operation operation) throws Exception {
        String path = operation.path();
        var query = new StringBuilder();
        for (JsonNode parameter : operation.described().path("parameters")) {
            String name = parameter.path("name").asText();
            String example = parameter.path("example").asText();
            boolean hook = name.equals("id") && path.contains("/hooks/");
            if (parameter.path("in").asText().equals("path")) {
                assertTrue(
                        parameter.has("example"), operation.name() + " has no example of " + name);
                String value = hook || name.equals("invite") ? here.get("{" + name + "}") : example;
                path = path.replace("{" + name + "}", Percent.encode(value));
            } else if (parameter.has("example")) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(Percent.encodeQuery(here.getOrDefault(name, example)));
            }
        }
        byte[] body = body(operation);
        String type =
                operation.described().at("/requestBody/content").properties().stream()
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("application/json");
        return alice.sendForBytes(
                operation.method(),
                path + query,
                body,
                "Content-Type",
                type,
                "Accept",
                "application/json");
    }

    private byte[] body(Operation operation) throws Exception {
        JsonNode content = operation.described().at("/requestBody/content");
        if (content.has("text/markdown")) {
            return content.at("/text~1markdown/example").asText().getBytes(StandardCharsets.UTF_8);
        }
        if (content.has("application/json")) {
            JsonNode example = content.path("application/json").path("example");
            assertTrue(example.isObject(), operation.name() + " has no example");
            assertEquals(
                    List.of(),
                    described.faults(content.path("application/json").path("schema"), example),
                    operation.name());
            ObjectNode sent = example.deepCopy();
            if (sent.has("folder")) {
                sent.put(
                        "folder",
                        folders.toRealPath()
                                .resolve(operation.path().replaceFirst(".*/", ""))
                                .toString());
            }
            return JSON.writeValueAsBytes(sent);
        }
        if (operation.path().endsWith("/bundle")) {
            return alice.bytes(wiki("/bundle")).body();
        }
        if (operation.path().endsWith("/import")) {
            return alice.bytes(wiki("/export")).body();
        }
        return content.isMissingNode() ? new byte[0] : "words".getBytes(StandardCharsets.UTF_8);
    }

    private List<String> check(Operation operation, HttpResponse<byte[]> answer) throws Exception {
        int status = answer.statusCode();
        boolean fails = status >= 400;
        if (fails != NEEDS_OTHERS.contains(operation.name())) {
            return List.of("status " + status + " " + text(answer));
        }
        return described.faults(operation.described(), answer);
    }

    private static String text(HttpResponse<byte[]> answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        return text.substring(0, Math.min(text.length(), 300));
    }
}
