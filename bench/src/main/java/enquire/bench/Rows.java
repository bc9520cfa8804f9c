package enquire.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The rows that one node answers: start, view, save, search, backlinks, tabs. */
final class Rows {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WARM = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(6);

    /** Longer than a node waits after its start before it catches up. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final int STARTS = 5;
    private static final int KEYS = 300;

    private final Report report;
    private final Path home;
    private final Path work;
    private final int pages;

    Rows(Report report, Path home, Path work, int pages) {
        this.report = report;
        this.home = home;
        this.work = work;
        this.pages = pages;
    }

    /** How large the imported wiki is, in words. */
    String size() {
        return "%,d pages".formatted(pages);
    }

    /** Makes the wiki that the other rows use; the import is itself a figure. */
    Path importCorpus(Corpus corpus) throws Exception {
        Path folder = work.resolve("corpus");
        corpus.write(folder);
        Path data = work.resolve("data");
        long started = System.nanoTime();
        NodeProcess.command(home, data, "import", folder.toString());
        report.row(
                "4",
                "import of " + size() + ", durable",
                "%.1f s".formatted((System.nanoTime() - started) / 1e9));
        return data;
    }

    void start(Path data, String what, String page) throws Exception {
        var nanos = new long[STARTS];
        long resident = 0;
        for (int i = 0; i < STARTS; i++) {
            long started = System.nanoTime();
            try (var node = NodeProcess.start(home, data, "Alice")) {
                URI first = node.address().resolve(page);
                HttpLoad.run(first, 1, Duration.ZERO.plusNanos(1), (c, n) -> HttpLoad.get(first));
                if (get(first) / 100 != 2) {
                    throw new IOException(first + " was not answered");
                }
                nanos[i] = System.nanoTime() - started;
                resident = node.residentMib();
            }
        }
        var times = new Percentiles(nanos);
        report.row(
                "1",
                "start to first page, " + what,
                "%s (of %d starts); %d MiB resident after it"
                        .formatted(times.p50(), STARTS, resident));
    }

    /** Until an import has left nothing to do: everything is signed, and then indexed once more. */
    void awaitCaughtUp(Path data) throws Exception {
        try (var node = NodeProcess.start(home, data, "Alice")) {
            String wiki = firstWiki(node);
            long quietSince = System.nanoTime();
            while (System.nanoTime() - quietSince < QUIET.toNanos()) {
                String state = node.get("wikis/" + wiki + "/state").body();
                if (JSON.readTree(state).get("notIndexed").asLong() > 0) {
                    quietSince = System.nanoTime();
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }

    void save(NodeProcess node, String wiki, Corpus corpus, int connections) throws Exception {
        for (int i = 0; i < connections; i++) {
            node.put("wikis/" + wiki + "/pages/Save%20" + i, corpus.text());
        }
        var requests = new ArrayList<List<byte[]>>();
        for (int i = 0; i < connections; i++) {
            URI uri = node.api("wikis/" + wiki + "/pages/Save%20" + i);
            String text = corpus.text();
            requests.add(
                    List.of(
                            HttpLoad.put(uri, node.token(), text + "one\n"),
                            HttpLoad.put(uri, node.token(), text + "two\n")));
        }
        HttpLoad.Requests turns = (connection, number) -> requests.get(connection).get(number % 2);
        HttpLoad.run(node.address(), connections, WARM, turns);
        var result = HttpLoad.run(node.address(), connections, MEASURED, turns);
        report.row(
                "3",
                "durable save of a 3.7 kB page through the API, %d connection%s"
                        .formatted(connections, connections == 1 ? "" : "s"),
                "%,.0f/s, %s".formatted(result.perSecond(), result.latencies().p50AndP99()));
    }

    void search(NodeProcess node, String wiki, Corpus corpus) throws Exception {
        awaitIndexed(node, wiki, corpus);
        String common = corpus.commonWord();
        String rare = corpus.rareWord();
        query(node, wiki, "word", rare);
        query(node, wiki, "two words", common + " " + rare);
        query(node, wiki, "phrase", "\"" + common + " " + corpus.commonWord() + "\"");
        query(node, wiki, "prefix", rare.substring(0, 4) + "*");
    }

    private void query(NodeProcess node, String wiki, String what, String query) throws Exception {
        URI uri = node.api("wikis/" + wiki + "/search?limit=20&q=" + encoded(query));
        byte[] request = bearer(uri, node.token());
        HttpLoad.run(uri, 1, WARM, (c, n) -> request);
        var result = HttpLoad.run(uri, 1, MEASURED, (c, n) -> request);
        long total =
                JSON.readTree(node.get("wikis/" + wiki + "/search?q=" + encoded(query)).body())
                        .get("total")
                        .asLong();
        report.row(
                "5",
                "search over %s: %s (%,d hits)".formatted(size(), what, total),
                result.latencies().p50AndP99());
    }

    void backlinks(NodeProcess node, String wiki, Corpus corpus) throws Exception {
        for (String title : List.of(corpus.title(7), Corpus.HUB)) {
            String path = "wikis/" + wiki + "/pages/" + encoded(title) + "/backlinks";
            long started = System.nanoTime();
            long total = JSON.readTree(node.get(path).body()).get("total").asLong();
            double first = (System.nanoTime() - started) / 1e6;
            byte[] request = bearer(node.api(path), node.token());
            HttpLoad.run(node.address(), 1, WARM, (c, n) -> request);
            var result = HttpLoad.run(node.address(), 1, MEASURED, (c, n) -> request);
            report.row(
                    "6",
                    "backlinks of a page with %,d".formatted(total),
                    "%s; first call %s"
                            .formatted(result.latencies().p50AndP99(), Percentiles.format(first)));
        }
    }

    void tabs(NodeProcess node, String wiki, int count) throws Exception {
        String title = "Tabs%20" + count;
        node.put("wikis/" + wiki + "/pages/" + title, "A page in %d tabs.\n".formatted(count));
        String page = pageId(node, wiki, title);
        var tabs = new ArrayList<TabClient>();
        try (var http = HttpClient.newHttpClient()) {
            try {
                for (int i = 0; i < count; i++) {
                    String tab = "bench-%d-%d".formatted(count, i);
                    tabs.add(TabClient.open(http, node, wiki, page, tab));
                }
                report.row(
                        "7",
                        "key in one tab to the last of %d tabs, on disk".formatted(count),
                        new Percentiles(keys(tabs)).p50AndP99());
            } finally {
                tabs.forEach(TabClient::close); // The client's own end waits for its sockets.
            }
        }
    }

    private static long[] keys(List<TabClient> tabs) throws IOException, InterruptedException {
        var nanos = new long[KEYS];
        for (int key = -50; key < KEYS; key++) {
            long next = tabs.getFirst().version() + 1;
            long started = System.nanoTime();
            tabs.getFirst().type();
            for (TabClient tab : tabs) {
                tab.awaitVersion(next);
            }
            if (key >= 0) {
                nanos[key] = System.nanoTime() - started;
            }
        }
        return nanos;
    }

    static String pageId(NodeProcess node, String wiki, String encodedTitle) throws Exception {
        var answer = node.get("wikis/" + wiki + "/pages/" + encodedTitle);
        if (answer.statusCode() != 200) {
            throw new IOException("no page " + encodedTitle + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).get("id").asText();
    }

    static String firstWiki(NodeProcess node) throws Exception {
        return JSON.readTree(node.get("wikis").body()).get("wikis").get(0).get("slug").asText();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Waits until the index holds every page. */
    private void awaitIndexed(NodeProcess node, String wiki, Corpus corpus) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        String path = "wikis/" + wiki + "/search?q=" + encoded(corpus.commonWord());
        while (System.nanoTime() < deadline) {
            JsonNode answer = JSON.readTree(node.get(path).body());
            if (answer.get("notIndexed").asLong() == 0 && answer.get("total").asLong() > 0) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new IOException("the index did not catch up");
    }

    private static byte[] bearer(URI uri, String token) {
        String get = new String(HttpLoad.get(uri), StandardCharsets.UTF_8);
        return get.replaceFirst("\r\n", "\r\nAuthorization: Bearer " + token + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static int get(URI uri) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
