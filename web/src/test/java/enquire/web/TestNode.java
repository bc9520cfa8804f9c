package enquire.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.sync.node.Node;
import enquire.sync.node.NodeSettings;
import enquire.web.http.ApiToken;
import enquire.web.wiki.LinkWorks;
import enquire.web.wiki.Wikis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/** A real node with its website on loopback and free ports, and a client that has its token. */
public final class TestNode implements AutoCloseable {

    /** Every wait of a test ends by then. Generous: a shared computer may be busy. */
    public static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Node node;
    private final ApiToken token;
    private final Website site;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestNode(Node node, ApiToken token, Website site) {
        this.node = node;
        this.token = token;
        this.site = site;
    }

    public static TestNode start(Path data) {
        return start(data, "Alice");
    }

    /** The same of somebody else. It is away from any network until it listens. */
    public static TestNode start(Path data, String name) {
        return start(settings(data, name, InstantSource.system()));
    }

    /** Of a node on loopback with a free port. */
    public static NodeSettings settings(Path data, String name, InstantSource clock) {
        return new NodeSettings(data, Optional.of(name), "127.0.0.1", 0, clock);
    }

    /** A node that differs from the others in something. */
    public static TestNode start(NodeSettings settings) {
        Path data = settings.data();
        Node node = Node.open(settings);
        ApiToken token = ApiToken.of(data);
        // An answer says what was done, however slow the computer is.
        var wikis = new Wikis(node, new LinkWorks(DEADLINE));
        return new TestNode(node, token, Website.start(wikis, data, token, "127.0.0.1", 0));
    }

    /** The same, and it holds an empty wiki {@code w}. */
    public static TestNode withWiki(Path data) {
        TestNode started = start(data);
        started.node.create("W");
        return started;
    }

    public Node node() {
        return node;
    }

    public String token() {
        return token.text();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(site.port(), path));
    }

    /** An API path of the wiki {@code w}. */
    public static String wiki(String rest) {
        return "/-/api/v1/wikis/w" + rest;
    }

    public HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        return send("GET", path, new byte[0], headers);
    }

    public HttpResponse<String> put(String path, String text, String... headers)
            throws IOException, InterruptedException {
        return send("PUT", path, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
    }

    public HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers);
    }

    public HttpResponse<String> send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(method, path, body, headers), BodyHandlers.ofString());
    }

    /** The same, of an answer that may be no text. */
    public HttpResponse<byte[]> sendForBytes(
            String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(method, path, body, headers), BodyHandlers.ofByteArray());
    }

    public HttpResponse<byte[]> bytes(String path, String... headers)
            throws IOException, InterruptedException {
        return client.send(request("GET", path, new byte[0], headers), BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String method, String path, byte[] body, String... headers) {
        var request =
                HttpRequest.newBuilder(uri(path))
                        .timeout(DEADLINE)
                        .header("Authorization", "Bearer " + token.text())
                        .method(method, BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path, "Accept", "application/json").body());
    }

    /** Asks until the answer fits: the index follows a little after a write. */
    public JsonNode until(String path, Predicate<JsonNode> fits)
            throws IOException, InterruptedException {
        Instant end = Instant.now().plus(DEADLINE);
        JsonNode answer = json(path);
        while (!fits.test(answer)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("still: " + answer);
            }
            BetweenLooks.pause();
            answer = json(path);
        }
        return answer;
    }

    @Override
    public void close() {
        client.close();
        site.close();
        node.close();
    }
}
