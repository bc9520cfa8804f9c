package enquire.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.BlobStore;
import enquire.storage.FolderTree;
import enquire.storage.Repository;
import enquire.sync.node.Node;
import enquire.sync.node.NodeSettings;
import enquire.web.wiki.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** A large file that goes from one node to another, and jumps in it while it does. */
final class FileRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final long SEED = 20_261_130;

    private static final String PAGE = "Film";

    private static final String NAME = "film.mp4";

    /** Between two jumps: a person who looks for a scene is slower. */
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Report report;
    private final Path home;
    private final Path work;
    private final int megabytes;
    private BlobId film = new BlobId(Bytes.of(new byte[BlobId.BYTES]));

    /**
     * @param megabytes of the file
     */
    FileRows(Report report, Path home, Path work, int megabytes) {
        this.report = report;
        this.home = home;
        this.work = work;
        this.megabytes = megabytes;
    }

    void print() throws Exception {
        meet("whole", this::whole);
        meet("seeks", this::seeks);
    }

    private interface Measure {
        void of(NodeProcess alice, NodeProcess bob, String there) throws Exception;
    }

    /** Alice has the film on her disk; Bob has just joined. */
    private void meet(String name, Measure measure) throws Exception {
        Path alices = work.resolve(name + "-a");
        addFilm(alices);
        try (var alice = NodeProcess.start(home, alices, "Alice");
                var bob = NodeProcess.start(home, work.resolve(name + "-b"), "Bob")) {
            measure.of(alice, bob, PeerRows.join(alice, Rows.firstWiki(alice), bob));
        }
        FolderTree.remove(alices);
        FolderTree.remove(work.resolve(name + "-b"));
    }

    /** Larger than what a browser may add. */
    private void addFilm(Path data) throws IOException {
        var settings =
                new NodeSettings(
                        data, Optional.of("Alice"), "127.0.0.1", 0, InstantSource.system());
        try (Node node = Node.open(settings)) {
            Repository films = node.create("Films").repository();
            long bytes = megabytes * 1_000_000L;
            BlobStore.Stored stored = films.blobs().add(new Noise(bytes), bytes);
            PageId page = films.create(new Title(PAGE), "![[film.mp4]]").page();
            Manifest manifest = Manifest.of(NAME, Optional.empty(), stored);
            films.attach(page, Map.of(stored.blob(), manifest.toJson()));
            film = stored.blob();
        }
    }

    /** Bytes that no two files share. */
    private static final class Noise extends InputStream {
        private final Random random = new Random(SEED);
        private long left;

        Noise(long bytes) {
            this.left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? random.nextInt(256) : -1;
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            if (left <= 0) {
                return -1;
            }
            byte[] drawn = new byte[(int) Math.min(left, length)];
            random.nextBytes(drawn);
            System.arraycopy(drawn, 0, buffer, from, drawn.length);
            left -= drawn.length;
            return drawn.length;
        }
    }

    private void whole(NodeProcess alice, NodeProcess bob, String there) throws Exception {
        long heapMost = 0;
        try (var giver = new MemoryWatch(alice);
                var taker = new MemoryWatch(bob)) {
            long began = System.nanoTime();
            while (!isWhole(bob, there)) {
                heapMost = Math.max(heapMost, Math.max(alice.heapMib(), bob.heapMib()));
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            report.row(
                    "files",
                    "a file of %,d MB to another node, checked and stored".formatted(megabytes),
                    "%.1f s, %.0f MB/s; resident at most %d MiB (giver) and %d MiB (taker), heap %d MiB"
                            .formatted(
                                    seconds,
                                    megabytes / seconds,
                                    giver.mostMib(),
                                    taker.mostMib(),
                                    heapMost));
        }
    }

    /** Only those count that are answered while the file arrives: what is whole says so. */
    private void seeks(NodeProcess alice, NodeProcess bob, String there) throws Exception {
        URI url = bob.address().resolve("/" + there + "/-/file/" + film + "/" + NAME);
        var random = new Random(SEED);
        var nanos = new ArrayList<Long>();
        try (var http = HttpClient.newHttpClient()) {
            PeerRows.await(() -> seek(http, url, 0).arrived() || isWhole(bob, there));
            while (true) {
                Seek seek = seek(http, url, random.nextLong(megabytes * 1_000_000L));
                if (!seek.arrived()) {
                    break;
                }
                nanos.add(seek.nanos());
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
        var times = new Percentiles(nanos.stream().mapToLong(Long::longValue).toArray());
        report.row(
                "files",
                "from a Range request anywhere in a file of %,d MB that arrives to its first byte"
                        .formatted(megabytes),
                "%s (of %d)".formatted(times.p50AndP99(), times.count()));
    }

    /**
     * @param arrived whether it was answered while the file was still arriving
     */
    private record Seek(boolean arrived, long nanos) {}

    private static Seek seek(HttpClient http, URI url, long from)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url)
                        .header("Range", "bytes=%d-%d".formatted(from, from + 999))
                        .build();
        long began = System.nanoTime();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        long nanos = System.nanoTime() - began;
        boolean part = answer.statusCode() == 206;
        return new Seek(
                part
                        && answer.headers()
                                .firstValue("Cache-Control")
                                .equals(Optional.of("no-store")),
                nanos);
    }

    /** Whether it is on both nodes, as the second says. */
    private static boolean isWhole(NodeProcess node, String wiki) throws Exception {
        List<JsonNode> files = new ArrayList<>();
        JSON.readTree(node.get("wikis/" + wiki + "/pages/" + PAGE).body())
                .path("files")
                .forEach(files::add);
        return files.size() == 1 && files.getFirst().path("computers").asInt() == 2;
    }
}
