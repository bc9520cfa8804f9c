package enquire.web.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.web.BetweenLooks;
import enquire.web.ServeProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** A program that talks to a node in another process, with its token. */
final class NodeClient implements AutoCloseable {

    /** Generous: a shared computer may be busy. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServeProcess node;
    private final String token;

    /** While the disk can be read. */
    NodeClient(ServeProcess node) throws IOException {
        this.node = node;
        this.token = node.token();
    }

    String token() {
        return token;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, new byte[0]);
    }

    /** A call of the API. */
    HttpResponse<String> api(String method, String path, String body)
            throws IOException, InterruptedException {
        return send(method, "/-/api/v1/" + path, body.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(String method, String path, byte[] body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(node.uri(path))
                        .timeout(DEADLINE)
                        .header("Authorization", "Bearer " + token)
                        .method(method, BodyPublishers.ofByteArray(body))
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Makes an empty wiki {@code w}; returns its id. */
    String createWiki() throws IOException, InterruptedException {
        var made = api("POST", "wikis", "{\"name\": \"W\", \"empty\": true}");
        return JSON.readTree(made.body()).path("id").asText();
    }

    JsonNode json(String apiPath) throws IOException, InterruptedException {
        return JSON.readTree(api("GET", apiPath, "").body());
    }

    /** What an answer says. */
    static JsonNode read(String json) throws IOException {
        return JSON.readTree(json);
    }

    /** Asks until the answer fits. */
    JsonNode until(String apiPath, Predicate<JsonNode> fits)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(DEADLINE);
        JsonNode answer = json(apiPath);
        while (!fits.test(answer)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("still: " + answer);
            }
            BetweenLooks.pause();
            answer = json(apiPath);
        }
        return answer;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
