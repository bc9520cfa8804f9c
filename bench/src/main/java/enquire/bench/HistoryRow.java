package enquire.bench;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.PageView;
import enquire.sync.node.Node;
import enquire.sync.node.NodeSettings;
import enquire.sync.node.Wiki;
import enquire.sync.roster.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The history of a page of 5,000 changes: three people on three nodes wrote it in turns, over seven
 * weeks of a clock of their own.
 */
final class HistoryRow {

    private static final int CHANGES = 5_000;

    /** In one sitting, a few seconds apart; then somebody else goes on, some hours later. */
    private static final int TURN = 25;

    /** From here on sentences are replaced and the page grows no more. (A guess: a long page.) */
    private static final int CHARS_MAX = 50_000;

    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(8);
    private static final Duration BETWEEN_TURNS = Duration.ofHours(5);
    private static final Duration SINCE = Duration.ofDays(50);
    private static final int ASKED = 40;
    private static final int WARM = 20;

    /** Of the node, for what is opened first. */
    private static final int STARTS = 7;

    private static final String TITLE = "History";
    private static final long SEED = 20_261_203;

    private final Report report;
    private final Path home;
    private final Path work;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().minus(SINCE).truncatedTo(ChronoUnit.SECONDS));

    HistoryRow(Report report, Path home, Path work) {
        this.report = report;
        this.home = home;
        this.work = work;
    }

    void print() throws Exception {
        Path data = work.resolve("history-alice");
        int chars = write(data);
        String page =
                "the history of a page of %,d characters in %,d changes".formatted(chars, CHANGES);
        var first = new long[STARTS];
        Duration processor = Duration.ZERO;
        for (int i = 0; i < STARTS; i++) {
            try (var node = NodeProcess.start(home, data, "Alice")) {
                open(node.address().resolve("/garden/Home"));
                Duration before = node.processorTime();
                first[i] = open(history(node));
                processor = processor.plus(node.processorTime()).minus(before);
            }
        }
        row(page + ", opened first after a start", first, processor);
        try (var node = NodeProcess.start(home, data, "Alice")) {
            ask(node, WARM, true, "");
            ask(node, ASKED, true, page + ", opened after each further edit");
            ask(node, ASKED, false, page + ", opened again");
        }
    }

    private void row(String what, long[] nanos, Duration processor) {
        report.row(
                "history",
                what,
                "%s; %d ms of a processor each"
                        .formatted(
                                new Percentiles(nanos).p50AndP99(),
                                processor.dividedBy(nanos.length).toMillis()));
    }

    private static URI history(NodeProcess node) {
        return node.address().resolve("/garden/-/history/" + TITLE);
    }

    /** The processor time is that of the node, its folding in the background and edits included. */
    private void ask(NodeProcess node, int times, boolean editing, String what) throws Exception {
        long[] nanos = new long[times];
        Duration before = node.processorTime();
        for (int i = 0; i < times; i++) {
            if (editing) {
                node.put("wikis/garden/pages/" + TITLE, edited(node));
            }
            nanos[i] = open(history(node));
        }
        if (!what.isEmpty()) {
            row(what, nanos, node.processorTime().minus(before));
        }
    }

    private static String edited(NodeProcess node) throws Exception {
        return HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(node.api("wikis/garden/pages/" + TITLE))
                                        .header("Authorization", "Bearer " + node.token())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body()
                + "One more word.\n";
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

    /** Returns how long the page is in the end. */
    private int write(Path alices) throws Exception {
        var people = new ArrayList<Node>();
        try {
            for (String name : List.of("Alice", "Bob", "Carol")) {
                Path data = name.equals("Alice") ? alices : work.resolve("history-" + name);
                Node node =
                        Node.open(
                                new NodeSettings(
                                        data, Optional.of(name), "127.0.0.1", 0, now::get));
                people.add(node);
                node.listen();
            }
            Wiki first = people.getFirst().create("Garden");
            first.repository().create(new Title("Home"), "See [[" + TITLE + "]].\n");
            PageId page = first.repository().create(new Title(TITLE), "").page();
            var wikis = new ArrayList<>(List.of(first));
            for (Node node : people.subList(1, people.size())) {
                wikis.add(node.join(first.invite(Role.WRITER).text()));
            }
            take(wikis, page);
            return first.repository().page(page).orElseThrow().text().length();
        } finally {
            people.reversed().forEach(Node::close);
        }
    }

    private void take(List<Wiki> wikis, PageId page) throws Exception {
        var random = new Random(SEED);
        var corpus = new Corpus(SEED, 1_000);
        for (int turn = 0; turn < CHANGES / TURN; turn++) {
            Wiki wiki = wikis.get(turn % wikis.size());
            Wiki before = wikis.get(Math.max(0, turn - 1) % wikis.size());
            String text = before.repository().page(page).orElseThrow().text();
            PeerRows.await(() ->
                    wiki.repository()
                            .page(page)
                            .map(PageView::text)
                            .filter(text::equals)
                            .isPresent());
            for (int i = 0; i < TURN; i++) {
                PageView view = wiki.repository().page(page).orElseThrow();
                String edited = view.text();
                while (edited.equals(view.text())) {
                    edited = edit(view.text(), corpus, random);
                }
                wiki.repository().write(page, view.version(), edited);
                wiki.repository().exchange().fold(page);
                now.updateAndGet(at -> at.plus(BETWEEN_CHANGES));
            }
            now.updateAndGet(at -> at.plus(BETWEEN_TURNS));
        }
    }

    /** A sentence more, now and then under a heading of its own, or one that is replaced. */
    private static String edit(String text, Corpus corpus, Random random) {
        String sentence = sentence(corpus, random);
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (text.length() > CHARS_MAX || lines.size() > 8 && random.nextInt(10) < 6) {
            int at = random.nextInt(lines.size());
            if (!lines.get(at).startsWith("#") && !lines.get(at).isEmpty()) {
                boolean replaces = text.length() > CHARS_MAX || random.nextInt(3) > 0;
                lines.set(at, replaces ? sentence : lines.get(at) + " " + sentence);
            }
        } else {
            int at = random.nextInt(lines.size() + 1);
            lines.add(at, "");
            lines.add(at, sentence);
            if (random.nextInt(12) == 0) {
                lines.add(at, "");
                lines.add(
                        at, "## " + sentence.substring(0, Math.min(20, sentence.length())).strip());
                lines.add(at, "");
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String sentence(Corpus corpus, Random random) {
        String words = corpus.text().replaceAll("[#\\n\\[\\]]+", " ").strip();
        int from = random.nextInt(Math.max(1, words.length() - 80));
        return words.substring(from, Math.min(words.length(), from + 20 + random.nextInt(60)))
                .strip();
    }
}
