package enquire.bench;

import enquire.storage.FolderTree;
import enquire.sync.node.Node;
import enquire.sync.node.NodeSettings;
import enquire.sync.node.Wiki;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A backup of a node that somebody writes into, and the way back. */
final class BackupRows {

    /** Files of a wiki with pictures: as much as a household has. (A guess.) */
    private static final int FILES = 100;

    private static final int FILE_BYTES = 5_000_000;
    private static final long SEED = 20_261_130;

    private final Report report;
    private final Path home;
    private final Path work;
    private final Corpus corpus;

    BackupRows(Report report, Path home, Path work, Corpus corpus) {
        this.report = report;
        this.home = home;
        this.work = work;
        this.corpus = corpus;
    }

    /**
     * @param data of a node with the imported wiki, which does not run
     * @param pages that the wiki has
     */
    void print(Path data, String pages) throws Exception {
        addFiles(data);
        long bytes = bytes(data);
        String what = "%s and %,d files, %,d MB".formatted(pages, FILES, bytes / 1_000_000);
        Path file = work.resolve("bench.backup");
        try (var node = NodeProcess.start(home, data, "Alice")) {
            String wiki = Rows.firstWiki(node);
            var saves = new ArrayList<Long>();
            var writing = new Writing(node, wiki, saves);
            writing.start();
            long nanos = command("backup", file, data);
            writing.end();
            row("a backup of %s, while somebody saves".formatted(what), bytes, nanos);
            report.row(
                    "backup",
                    "the longest of %,d saves meanwhile".formatted(saves.size()),
                    "%.0f ms".formatted(Collections.max(saves) / 1e6));
        }
        long began = System.nanoTime();
        NodeProcess.command(home, data, "backup", "--check", file.toString());
        row("the same, read to its end and checked", bytes, System.nanoTime() - began);
        Path restored = work.resolve("restored");
        row("the same, restored", bytes, command("restore", file, restored));
        Files.delete(file);
        FolderTree.remove(restored);
    }

    private long command(String name, Path file, Path data) throws Exception {
        long began = System.nanoTime();
        NodeProcess.command(home, data, name, file.toString());
        return System.nanoTime() - began;
    }

    private void row(String what, long bytes, long nanos) {
        report.row(
                "backup",
                what,
                "%.1f s, %,.0f MB/s".formatted(nanos / 1e9, bytes / 1e6 / (nanos / 1e9)));
    }

    private static void addFiles(Path data) throws Exception {
        var settings =
                new NodeSettings(
                        data, Optional.of("Alice"), "127.0.0.1", 0, InstantSource.system());
        var random = new Random(SEED);
        byte[] content = new byte[FILE_BYTES];
        try (Node node = Node.open(settings)) {
            Wiki wiki = node.wikis().getFirst();
            for (int i = 0; i < FILES; i++) {
                random.nextBytes(content);
                wiki.repository().blobs().add(new ByteArrayInputStream(content), FILE_BYTES);
            }
        }
    }

    /** What a backup holds of it. */
    private static long bytes(Path data) throws Exception {
        try (var files = Files.walk(data)) {
            List<Path> held =
                    files.filter(Files::isRegularFile)
                            .filter(file ->
                                    file.toString().endsWith(".db")
                                            || file.toString().contains("blobs"))
                            .toList();
            long bytes = 0;
            for (Path file : held) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    /** Saves one page after the other until it is told to end. */
    private final class Writing {
        private final Thread thread;
        private volatile boolean ended;

        Writing(NodeProcess node, String wiki, List<Long> nanos) {
            thread =
                    Thread.ofPlatform()
                            .unstarted(() -> {
                                for (int i = 0; !ended; i++) {
                                    String path = "wikis/" + wiki + "/pages/Save%20" + i % 50;
                                    long began = System.nanoTime();
                                    try {
                                        node.put(path, corpus.text() + i);
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                    nanos.add(System.nanoTime() - began);
                                }
                            });
        }

        void start() {
            thread.start();
        }

        void end() throws InterruptedException {
            ended = true;
            thread.join();
        }
    }
}
