package enquire.web.command;

import com.fasterxml.jackson.databind.JsonNode;
import enquire.sync.node.DataFolderInUseException;
import enquire.sync.node.Node;
import enquire.web.Website;
import enquire.web.http.ApiToken;
import enquire.web.http.Json;
import enquire.web.http.Percent;
import enquire.web.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The API of the node of a data folder: of the one that runs, or of one that is opened here for as
 * long as the command runs. One thread at a time.
 */
final class NodeConnection implements AutoCloseable {

    /** A running node takes connections at once. */
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    /**
     * How long a node may take from its lock to its address, on a computer that has much else to do
     * (a guess; a second or two is usual).
     */
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** One that starts by itself in a moment is not worth a word. */
    private static final Duration SAID_AFTER = Duration.ofSeconds(1);

    private static final String API = "-/api/v1";

    private final HttpClient client;
    private final String address;
    private final ApiToken token;
    private final Optional<Website> site;
    private final Optional<Node> node;

    private NodeConnection(
            String address, ApiToken token, Optional<Website> site, Optional<Node> node) {
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_WITHIN)
                        .build();
        this.address = address;
        this.token = token;
        this.site = site;
        this.node = node;
    }

    /**
     * The lock of the folder decides whether a node runs, never the address noted beside it: after
     * a crash that address may be answered by another node. One that just starts or stops, or runs
     * for one command, has the lock and no address: that is waited for.
     *
     * @param err told that it waits
     * @throws enquire.sync.node.DataFolderException if the folder cannot be used
     */
    static NodeConnection open(NodeOptions options, PrintWriter err) {
        return open(options, err, STARTS_WITHIN);
    }

    /**
     * @param patience how long it is waited for
     */
    static NodeConnection open(NodeOptions options, PrintWriter err, Duration patience) {
        Path data = options.data();
        long startNanos = System.nanoTime();
        boolean said = false;
        while (true) {
            try {
                return opened(Node.open(options.settings()), data);
            } catch (DataFolderInUseException e) {
                if (e.address().isPresent()) {
                    return new NodeConnection(
                            e.address().get(),
                            ApiToken.of(data),
                            Optional.empty(),
                            Optional.empty());
                }
                Duration waited = Duration.ofNanos(System.nanoTime() - startNanos);
                if (waited.compareTo(patience) >= 0) {
                    throw e;
                }
                if (!said && waited.compareTo(SAID_AFTER) >= 0) {
                    err.println(
                            "An Enquire starts or ends in %s, or runs a command there. Waiting for it, up to %d seconds ..."
                                    .formatted(data, patience.toSeconds()));
                    said = true;
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static NodeConnection opened(Node node, Path data) {
        try {
            ApiToken token = ApiToken.of(data);
            Website site = Website.start(node, data, token, "127.0.0.1", 0);
            String address = "http://127.0.0.1:%d/".formatted(site.port());
            return new NodeConnection(address, token, Optional.of(site), Optional.of(node));
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** Where a browser finds the node; of a node that is opened for one command, until it ends. */
    String address() {
        return address;
    }

    /** The node that was opened for one command, if none ran. */
    Optional<Node> temporary() {
        return node;
    }

    /** Goes on with mirrors in a node that was opened for one command, as a running one does. */
    void follow() {
        site.ifPresent(Website::follow);
    }

    boolean isTemporary() {
        return node.isPresent();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return json(send(request(path).header("Accept", "application/json").GET().build()));
    }

    /** The answer as it comes. */
    InputStream getStream(String path) throws IOException, InterruptedException {
        return getAnswer(path).body();
    }

    /** The same, with its headers. */
    HttpResponse<InputStream> getAnswer(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return json(send(withBody("POST", path, body)));
    }

    JsonNode put(String path, Object body) throws IOException, InterruptedException {
        return json(send(withBody("PUT", path, body)));
    }

    /** What is answered by nothing but that it was done. */
    void tell(String path) throws IOException, InterruptedException {
        send(withBody("POST", path, Map.of())).body().close();
    }

    private HttpRequest withBody(String method, String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
    }

    void delete(String path) throws IOException, InterruptedException {
        send(request(path).DELETE().build()).body().close();
    }

    /**
     * The answer as it comes, for work that takes a while. The content is sent once the node asks
     * for it: one that refuses it ends the connection, and its answer could be lost with it.
     */
    InputStream postStream(String path, BodyPublisher content)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                send(request(path).expectContinue(true).POST(content).build());
        return response.body();
    }

    /**
     * @param path from the top, as the API names files
     */
    InputStream file(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address + path.substring(1)))
                        .header("Authorization", "Bearer " + token.text())
                        .build();
        return send(request).body();
    }

    static String wikiPath(JsonNode wiki, String rest) {
        return "/wikis/" + Percent.encode(wiki.path("slug").asText()) + rest;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + API + path))
                .header("Authorization", "Bearer " + token.text());
    }

    private HttpResponse<InputStream> send(HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() >= 400) {
            throw failure(response);
        }
        return response;
    }

    private static CommandException failure(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            JsonNode problem = Json.object(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            return new CommandException(
                    problem.path("title").asText() + " " + problem.path("detail").asText());
        } catch (ProblemException noJson) {
            return new CommandException(
                    "The node answered with status %d.".formatted(response.statusCode()));
        }
    }

    private static JsonNode json(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            return Json.object(new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        site.ifPresent(Website::close);
        node.ifPresent(Node::close);
        client.close();
    }
}
