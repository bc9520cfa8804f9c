package enquire.web.browser;

import enquire.web.BetweenLooks;
import enquire.web.FirstLine;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real node in a process of its own, on free loopback ports, that can be killed and started again
 * where it was.
 */
final class RunningNode implements AutoCloseable {

    private static final String READY = "Enquire is at ";
    private static final String JSON = "application/json";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final String name;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;
    private URI address;

    private RunningNode(Path data, String name) throws IOException {
        this.data = data;
        this.name = name;
        start(0);
    }

    static RunningNode start(Path data, String name) throws IOException {
        return new RunningNode(data, name);
    }

    /** As the power going out would: SIGKILL, nothing is told. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As when its computer sleeps: connections stay, and nothing is answered. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " ended with " + kill.exitValue());
        }
    }

    /** Starts again on the same port and the same data. */
    void restart() throws IOException {
        start(address.getPort());
    }

    /** For a test after one that left it dead. */
    void ensureRunning() throws IOException {
        if (!process.isAlive()) {
            restart();
        }
    }

    private void start(int port) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "enquire.web.Main",
                                "serve",
                                "--data",
                                data.toString(),
                                "--port",
                                Integer.toString(port),
                                "--peer-port",
                                "0",
                                "--peer-bind",
                                "127.0.0.1",
                                "--name",
                                name,
                                "--no-browser"));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line =
                FirstLine.of(process, process.inputReader(), READY)
                        .orElseThrow(
                                () -> new IOException("the node stopped before it could answer"));
        address = URI.create(line.substring(READY.length()).strip());
    }

    /** What its pages have as their origin. */
    String origin() {
        return url("/").replaceFirst("/$", "");
    }

    String url(String path) {
        return address.resolve(path).toString();
    }

    void rename(String wiki, String title, String to) throws IOException, InterruptedException {
        String body = "{\"title\": \"" + escaped(to) + "\"}";
        send("POST", page(wiki, title) + "/rename", JSON, body);
    }

    /** Answers when it is done, so that nobody else needs to wait. */
    void renameWithLinks(String wiki, String title, String to)
            throws IOException, InterruptedException {
        String body = "{\"title\": \"" + escaped(to) + "\", \"updateLinks\": true}";
        send("POST", page(wiki, title) + "/rename", JSON, body);
    }

    /** Presses the button of the list of links. */
    void updateLinks(String wiki, String title) throws IOException, InterruptedException {
        answer("POST", "/" + wiki + "/-/update-links/" + encoded(title), JSON, "");
    }

    void delete(String wiki, String title) throws IOException, InterruptedException {
        send("DELETE", page(wiki, title), JSON, "");
    }

    boolean has(String wiki, String title) throws IOException, InterruptedException {
        return answer("GET", page(wiki, title), JSON, "").statusCode() == 200;
    }

    /** The token of the page's version now. */
    String version(String wiki, String title) throws IOException, InterruptedException {
        return answer("GET", page(wiki, title), JSON, "")
                .headers()
                .firstValue("ETag")
                .orElseThrow()
                .replace("\"", "");
    }

    /** What one node hands to another. */
    String invite(String wiki) throws IOException, InterruptedException {
        String body = send("POST", "wikis/" + wiki + "/invites", JSON, "{\"role\":\"writer\"}");
        return body.replaceFirst("(?s).*\"invite\"\\s*:\\s*\"([^\"]*)\".*", "$1");
    }

    void join(String invite) throws IOException, InterruptedException {
        send("POST", "join", JSON, "{\"invite\":\"" + invite + "\"}");
    }

    /** Waits until something stands at this path of the API that holds these words. */
    void awaitAnswer(String path, String words) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!send("GET", path, "text/plain", "").contains(words)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("%s never said “%s”".formatted(path, words));
            }
            BetweenLooks.pause();
        }
    }

    String createWiki(String wikiName) throws IOException, InterruptedException {
        String body = send("POST", "wikis", JSON, "{\"name\":\"" + escaped(wikiName) + "\"}");
        return body.replaceFirst("(?s).*\"slug\"\\s*:\\s*\"([^\"]*)\".*", "$1");
    }

    /** One without the home page and the tour. */
    String createEmptyWiki(String wikiName) throws IOException, InterruptedException {
        String json = "{\"name\":\"" + escaped(wikiName) + "\", \"empty\": true}";
        return send("POST", "wikis", JSON, json)
                .replaceFirst("(?s).*\"slug\"\\s*:\\s*\"([^\"]*)\".*", "$1");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Changes what this person is called. */
    void call(String newName) throws IOException, InterruptedException {
        String form = "person=" + encoded(newName);
        send("POST", "/-/settings", "application/x-www-form-urlencoded", form);
    }

    /** Gives the page a file and answers where that is. */
    String attach(String wiki, String title, String fileName, String content)
            throws IOException, InterruptedException {
        String query = "?name=%s&page=%s".formatted(encoded(fileName), encoded(title));
        String path = "wikis/" + wiki + "/files" + query;
        String body = send("POST", path, "application/octet-stream", content);
        return body.replaceFirst("(?s).*\"url\"\\s*:\\s*\"([^\"]*)\".*", "$1");
    }

    void write(String wiki, String title, String markdown)
            throws IOException, InterruptedException {
        send("PUT", page(wiki, title), "text/markdown; charset=utf-8", markdown);
    }

    String text(String wiki, String title) throws IOException, InterruptedException {
        return send("GET", page(wiki, title), "text/plain", "");
    }

    /** Waits until the page has this text. */
    void awaitText(String wiki, String title, String wanted)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String text = text(wiki, title);
        while (!text.equals(wanted)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("%s still says “%s”".formatted(title, text));
            }
            BetweenLooks.pause();
            text = text(wiki, title);
        }
    }

    /**
     * Sends a form of a screen.
     *
     * @return where it leads
     * @throws IOException if it leads nowhere, for it was refused
     */
    String form(String path, String fields) throws IOException, InterruptedException {
        HttpResponse<String> response =
                answer("POST", path, "application/x-www-form-urlencoded", fields);
        return response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("%s: %s".formatted(path, response.body())));
    }

    /** What stands on a screen, as HTML. */
    String screen(String path) throws IOException, InterruptedException {
        return send("GET", path, "text/plain", "");
    }

    private static String page(String wiki, String title) {
        return "wikis/" + wiki + "/pages/" + encoded(title);
    }

    private String send(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = answer(method, path, type, body);
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
        }
        return response.body();
    }

    /** Hears what the node answers, as it comes. */
    interface Hearing {
        void hear(InputStream answer) throws Exception;
    }

    void post(String path, byte[] body, Hearing hearing) throws Exception {
        var request =
                request(path, "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        try (InputStream answer =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            hearing.hear(answer);
        }
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        return http.send(request(path, JSON).GET().build(), HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    int status(String path) throws IOException, InterruptedException {
        return answer("GET", path, JSON, "").statusCode();
    }

    /** Waits until folders of this name in the data folder are empty. */
    void awaitNoFile(String folder) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (holdsFile(folder)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("something is still in " + folder);
            }
            BetweenLooks.pause();
        }
    }

    private boolean holdsFile(String folder) throws IOException {
        try (Stream<Path> wikis = Files.list(data.resolve("wikis"))) {
            for (Path wiki : wikis.toList()) {
                if (Files.isDirectory(wiki.resolve(folder))) {
                    try (Stream<Path> files = Files.list(wiki.resolve(folder))) {
                        if (files.findAny().isPresent()) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private HttpRequest.Builder request(String path, String type) throws IOException {
        return HttpRequest.newBuilder(address.resolve("/-/api/v1/").resolve(path))
                .timeout(PATIENCE)
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(data.resolve("api-token")).strip())
                .header("Content-Type", type);
    }

    private HttpResponse<String> answer(String method, String path, String type, String body)
            throws IOException, InterruptedException {
        var request =
                request(path, type)
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** As a part of a path or a query. */
    static String encoded(String title) {
        return URLEncoder.encode(title, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
