package enquire.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A folder of Markdown files that follows a wiki: how long it takes, both ways. */
final class MirrorRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Edits each way. */
    private static final int EDITS = 100;

    /** Between two looks at whether an edit has arrived. */
    private static final Duration LOOK = Duration.ofMillis(1);

    /** Between two edits: a person saves more seldom. */
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Report report;
    private final Path home;
    private final Path work;
    private final NodeProcess node;
    private final String wiki;
    private final Corpus corpus;

    MirrorRows(Report report, Path home, Path work, NodeProcess node, String wiki, Corpus corpus) {
        this.report = report;
        this.home = home;
        this.work = work;
        this.node = node;
        this.wiki = wiki;
        this.corpus = corpus;
    }

    /**
     * @param data of the node
     * @param pages that the wiki has
     */
    void print(Path data, String pages) throws Exception {
        Path folder = work.resolve("mirror");
        long began = System.nanoTime();
        NodeProcess.command(home, data, "mirror", folder.toString(), "--wiki", wiki);
        report.row(
                "mirror",
                "an empty folder filled with " + pages,
                "%.1f s, with the command".formatted((System.nanoTime() - began) / 1e9));
        outward(folder);
        inward(folder);
        report.row(
                "mirror",
                "what the node takes while nobody writes, of one processor",
                "%.1f %%".formatted(idle()));
        NodeProcess.command(home, data, "mirror", "--end", "--wiki", wiki);
    }

    private void outward(Path folder) throws Exception {
        var nanos = new long[EDITS];
        for (int i = 0; i < EDITS; i++) {
            String title = corpus.title(i);
            String word = "outward" + i + "end";
            Path file = folder.resolve(title + ".md");
            String text = Files.readString(file) + word + "\n";
            long began = System.nanoTime();
            node.put("wikis/" + wiki + "/pages/" + Rows.encoded(title), text);
            while (!Files.readString(file).contains(word)) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
            nanos[i] = System.nanoTime() - began;
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        report.row("mirror", "an edit by the API to its file", new Percentiles(nanos).p50AndP99());
    }

    private void inward(Path folder) throws Exception {
        awaitQuiet();
        var nanos = new long[EDITS];
        for (int i = 0; i < EDITS; i++) {
            String title = corpus.title(EDITS + i);
            String word = "inward" + i + "end";
            Path file = folder.resolve(title + ".md");
            Path saving = folder.resolve(".saving");
            Files.writeString(saving, Files.readString(file) + word + "\n");
            long began = System.nanoTime();
            Files.move(saving, file, StandardCopyOption.REPLACE_EXISTING);
            String page = "wikis/" + wiki + "/pages/" + Rows.encoded(title);
            while (!node.get(page).body().contains(word)) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
            nanos[i] = System.nanoTime() - began;
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        report.row(
                "mirror",
                "a file that an editor saves to its page by the API",
                new Percentiles(nanos).p50AndP99());
    }

    private void awaitQuiet() throws IOException, InterruptedException {
        JsonNode mirror;
        do {
            LockSupport.parkNanos(BETWEEN.toNanos());
            mirror = JSON.readTree(node.get("wikis/" + wiki + "/mirror").body());
        } while (mirror.get("waiting").asInt() > 0);
    }

    /** In percent, over ten seconds. */
    private double idle() throws IOException, InterruptedException {
        awaitQuiet();
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        Duration before = node.processorTime();
        LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
        return node.processorTime().minus(before).toMillis() / 100.0;
    }
}
