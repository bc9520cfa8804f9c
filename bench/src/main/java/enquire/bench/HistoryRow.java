package enquire.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The history of a page of 5,000 changes, as a person opens it: first after the node has started,
 * after an edit, and again.
 */
final class HistoryRow {

    private static final int CHANGES = 5_000;
    private static final int ASKED = 40;
    private static final int WARM = 20;

    /** Of the node, for what is opened first. */
    private static final int STARTS = 7;

    private static final String EDITED = "wikis/garden/pages/" + HistoryPage.TITLE;

    /** What is opened. */
    private enum Screen {
        HISTORY("history", ""),
        WRITERS("who wrote what", "?view=writers");

        private final String words;
        private final String query;

        Screen(String words, String query) {
            this.words = words;
            this.query = query;
        }

        URI of(NodeProcess node) {
            return node.address().resolve("/garden/-/history/" + HistoryPage.TITLE + query);
        }
    }

    private final Report report;
    private final Path home;
    private final Path work;

    HistoryRow(Report report, Path home, Path work) {
        this.report = report;
        this.home = home;
        this.work = work;
    }

    void print() throws Exception {
        Path data = work.resolve("history-alice");
        long started = System.nanoTime();
        int chars = new HistoryPage(work, CHANGES).write(data);
        report.row(
                "history",
                "a page of %,d characters in %,d changes of three people, written"
                        .formatted(chars, CHANGES),
                "%.0f s; load average %.1f"
                        .formatted(
                                (System.nanoTime() - started) / 1e9,
                                ManagementFactory.getOperatingSystemMXBean()
                                        .getSystemLoadAverage()));
        for (Screen screen : Screen.values()) {
            first(data, screen);
        }
        try (var node = NodeProcess.start(home, data, "Alice")) {
            for (Screen screen : Screen.values()) {
                ask(node, screen, WARM, true, "");
                ask(node, screen, ASKED, true, "after each further edit");
                ask(node, screen, ASKED, false, "again");
            }
        }
    }

    /** Once for what is kept for all later starts, and then after each of them. */
    private void first(Path data, Screen screen) throws Exception {
        if (screen == Screen.HISTORY) {
            firstAfter(data, screen, 1, "for the first time at all");
        }
        firstAfter(data, screen, STARTS, "first after a start");
    }

    private void firstAfter(Path data, Screen screen, int starts, String when) throws Exception {
        var first = new long[starts];
        Duration processor = Duration.ZERO;
        for (int i = 0; i < starts; i++) {
            try (var node = NodeProcess.start(home, data, "Alice")) {
                open(node.address().resolve("/garden/Home"));
                Duration before = node.processorTime();
                first[i] = open(screen.of(node));
                processor = processor.plus(node.processorTime()).minus(before);
            }
        }
        row(screen, when, first, processor);
    }

    private void row(Screen screen, String when, long[] nanos, Duration processor) {
        var opened = new Percentiles(nanos);
        report.row(
                "history",
                "its %s, opened %s".formatted(screen.words, when),
                "p50 %s, max %s of %d; %d ms of a processor each"
                        .formatted(
                                opened.p50(),
                                Percentiles.format(opened.millis(100)),
                                opened.count(),
                                processor.dividedBy(nanos.length).toMillis()));
    }

    /** The processor time is that of the node, its folding in the background and edits included. */
    private void ask(NodeProcess node, Screen screen, int times, boolean editing, String when)
            throws Exception {
        long[] nanos = new long[times];
        Duration before = node.processorTime();
        for (int i = 0; i < times; i++) {
            if (editing) {
                node.put(EDITED, text(node) + "One more word.\n");
            }
            nanos[i] = open(screen.of(node));
        }
        if (!when.isEmpty()) {
            row(screen, when, nanos, node.processorTime().minus(before));
        }
    }

    private static String text(NodeProcess node) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(node.api(EDITED))
                                    .header("Authorization", "Bearer " + node.token())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static long open(URI uri) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            long started = System.nanoTime();
            var answer =
                    http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString());
            long nanos = System.nanoTime() - started;
            if (answer.statusCode() != 200) {
                throw new IOException("the node answered " + answer.statusCode());
            }
            return nanos;
        }
    }
}
