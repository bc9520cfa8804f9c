package enquire.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Whole wikis between two nodes: the first time, and when nothing is to be done. */
final class SyncRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** How often two nodes meet anew. */
    private static final int MEETINGS = 5;

    /** After both know, for what else is said when two meet: members and addresses. */
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    private static final String IN_SYNC = "enquire_peer_in_sync_seconds";
    private static final String BYTES = "enquire_peer_bytes_total";

    private final Report report;
    private final Path home;
    private final Path work;

    SyncRows(Report report, Path home, Path work) {
        this.report = report;
        this.home = home;
        this.work = work;
    }

    /**
     * @param pageChars how long each page is; to find out that nothing is missing costs the same
     *     for long and short ones
     */
    void firstSyncAndMeetings(long seed, int pages, int pageChars) throws Exception {
        Path folder = work.resolve("sync-" + pages);
        long content = writePages(new Corpus(seed, pages), folder, pages, pageChars);
        Path hers = work.resolve("sync-alice-" + pages);
        Path his = work.resolve("sync-bob-" + pages);
        NodeProcess.command(home, hers, "import", folder.toString());
        try (var alice = NodeProcess.start(home, hers, "Alice")) {
            String wiki = Rows.firstWiki(alice);
            try (var bob = NodeProcess.start(home, his, "Bob")) {
                firstSync(alice, wiki, bob, pages, content);
            }
            meetAgain(alice, his, pages);
        }
    }

    private static long writePages(Corpus corpus, Path folder, int pages, int pageChars)
            throws Exception {
        Files.createDirectories(folder);
        long content = 0;
        for (int page = 0; page < pages; page++) {
            String text = corpus.text();
            byte[] bytes =
                    text.substring(0, Math.min(pageChars, text.length()))
                            .getBytes(StandardCharsets.UTF_8);
            Files.write(folder.resolve(corpus.title(page) + ".md"), bytes);
            content += bytes.length;
        }
        return content;
    }

    private void firstSync(NodeProcess alice, String wiki, NodeProcess bob, int pages, long content)
            throws Exception {
        long expected = pages(alice);
        long started = System.nanoTime();
        PeerRows.join(alice, wiki, bob);
        PeerRows.await(() -> pages(bob) == expected);
        double seconds = (System.nanoTime() - started) / 1e9;
        PeerRows.await(() -> behind(alice, wiki) == 0);
        report.row(
                "9",
                "first sync of %,d pages of %,d B to an empty node, durable"
                        .formatted(pages, content / pages),
                "%,.0f pages/s (%.1f s with joining); wire %.2f of content"
                        .formatted(pages / seconds, seconds, wire(bob) / content));
    }

    private void meetAgain(NodeProcess alice, Path his, int pages) throws Exception {
        var accepting = new long[MEETINGS];
        var dialling = new long[MEETINGS];
        double bytes = 0;
        for (int i = 0; i < MEETINGS; i++) {
            double countBefore = alice.metric(IN_SYNC + "_count");
            double sumBefore = alice.metric(IN_SYNC + "_sum");
            try (var bob = NodeProcess.start(home, his, "Bob")) {
                PeerRows.await(() -> bob.metric(IN_SYNC + "_count") >= 1);
                PeerRows.await(() -> alice.metric(IN_SYNC + "_count") > countBefore);
                LockSupport.parkNanos(AFTERMATH.toNanos());
                accepting[i] = (long) ((alice.metric(IN_SYNC + "_sum") - sumBefore) * 1e9);
                dialling[i] = (long) (bob.metric(IN_SYNC + "_sum") * 1e9);
                bytes = Math.max(bytes, wire(bob));
            }
        }
        report.row(
                "10",
                "two nodes find out that they are in sync, %,d pages".formatted(pages),
                "%s after TLS, %s from the dial of a node that has just started (p50 of %d); %,.0f B both ways, TLS included"
                        .formatted(
                                new Percentiles(accepting).p50(),
                                new Percentiles(dialling).p50(),
                                MEETINGS,
                                bytes));
    }

    /** Both directions. */
    private static double wire(NodeProcess node) throws Exception {
        return node.metric(BYTES + "{direction=\"received\"}")
                + node.metric(BYTES + "{direction=\"sent\"}");
    }

    private static long pages(NodeProcess node) throws Exception {
        JsonNode wikis = JSON.readTree(node.get("wikis").body()).get("wikis");
        return wikis.isEmpty() ? 0 : wikis.get(0).get("pages").asLong();
    }

    private static long behind(NodeProcess node, String wiki) throws Exception {
        JsonNode peers = JSON.readTree(node.get("wikis/" + wiki + "/peers").body()).get("peers");
        JsonNode behind = peers.get(0).get("pagesBehind");
        return behind.isNull() ? Long.MAX_VALUE : behind.asLong();
    }
}
