package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import enquire.storage.BlobStore;
import enquire.storage.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the attachments that pages of one wiki use and this node lacks: whole, from one peer
 * after the other until one gives bytes with the right hash. One virtual thread of its own.
 */
final class BlobFetcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlobFetcher.class);

    /** The largest attachment that is fetched, in bytes (a guess: a long film). */
    static final long BYTES_MAX = 4L << 30;

    /** Attachments looked for at a time. */
    private static final int BATCH = 100;

    /** How often it looks without being woken: a peer may have got what it lacked. */
    private static final Duration LOOK_TIME = Duration.ofSeconds(30);

    /** How long one attachment may take on its way from one peer; its session gives up earlier. */
    private static final Duration TRANSFER_TIME = Duration.ofHours(2);

    /** Before an attachment that nobody had is asked for again. */
    private static final Duration RETRY_TIME = Duration.ofSeconds(10);

    /** Names of files that are not whole yet. */
    private static final String PREFIX = "incoming-";

    private static final String SUFFIX = ".part";

    private final WikiId wiki;
    private final Path folder;
    private final Repository repository;
    private final Supplier<List<PeerConnection>> connections;
    private final Semaphore wakes = new Semaphore(0);
    private final Map<BlobId, Long> failedAtNanos = new HashMap<>();
    private volatile boolean closed;
    private @Nullable Thread thread;

    /**
     * @param folder for files that are not whole yet
     * @param connections to members of the wiki
     */
    BlobFetcher(Path folder, Repository repository, Supplier<List<PeerConnection>> connections) {
        this.wiki = repository.wiki();
        this.folder = folder;
        this.repository = repository;
        this.connections = connections;
    }

    void start() {
        thread = Thread.ofVirtual().name("attachments").start(this::run);
    }

    /** Pages or connections changed. */
    void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
        Thread running = thread;
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        removeLeftOver();
        try {
            while (!closed) {
                Duration look = failedAtNanos.isEmpty() ? LOOK_TIME : RETRY_TIME;
                wakes.tryAcquire(look.toMillis(), TimeUnit.MILLISECONDS);
                wakes.drainPermits();
                try {
                    fetchMissing();
                } catch (RuntimeException e) {
                    LOG.warn("Attachments cannot be fetched for now", e);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Parts of files from a run that was killed: they are fetched anew. */
    private void removeLeftOver() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var parts = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path part : parts) {
                Files.delete(part);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Parts of attachments are left in {}: {}", folder, e.getMessage());
        }
    }

    /** All of them, so that many which nobody has do not stand before one that somebody has. */
    private void fetchMissing() throws InterruptedException {
        long now = System.nanoTime();
        failedAtNanos.values().removeIf(at -> now - at > RETRY_TIME.toNanos());
        Optional<BlobId> after = Optional.empty();
        while (!closed && !connections.get().isEmpty()) {
            List<BlobId> missing = repository.exchange().missingBlobs(after, BATCH);
            for (BlobId blob : missing) {
                if (closed) {
                    return;
                }
                if (!failedAtNanos.containsKey(blob) && !tried(blob)) {
                    failedAtNanos.put(blob, System.nanoTime());
                }
            }
            if (missing.size() < BATCH) {
                return;
            }
            after = Optional.of(missing.getLast());
        }
    }

    /** A full disk, say, ends this try only: there may be room at the next look. */
    private boolean tried(BlobId blob) throws InterruptedException {
        try {
            return fetch(blob);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Attachment {} cannot be stored for now", blob, e);
            return false;
        }
    }

    private boolean fetch(BlobId blob) throws InterruptedException, IOException {
        Optional<BlobManifest> manifest = repository.manifest(blob).flatMap(BlobManifest::parse);
        if (manifest.isEmpty() || manifest.get().bytes() > BYTES_MAX) {
            return false;
        }
        Files.createDirectories(folder);
        for (PeerConnection connection : connections.get()) {
            if (fetch(blob, manifest.get(), connection)) {
                return true;
            }
        }
        return false;
    }

    private boolean fetch(BlobId blob, BlobManifest manifest, PeerConnection from)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, PREFIX, SUFFIX);
        try (var incoming = new Incoming(Files.newOutputStream(file))) {
            from.fetch(wiki, blob, manifest.bytes(), incoming);
            if (!incoming.arrives()) {
                return false;
            }
            incoming.finish();
            try (var content = Files.newInputStream(file)) {
                Optional<BlobStore.Stored> stored =
                        repository.blobs().addVerified(blob, content, manifest.bytes());
                if (stored.isEmpty()) {
                    LOG.warn("{} gave other bytes than attachment {}", from.address(), blob);
                } else if (!manifest.agreesWith(stored.get())) {
                    // Its name vouches for the file; nothing is ever checked by that root.
                    LOG.warn("A page names a wrong root of pieces for attachment {}", blob);
                }
                return stored.isPresent();
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A file that grows. */
    private static final class Incoming implements BlobReceiver, AutoCloseable {

        private final OutputStream out;
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean whole;
        private volatile @Nullable IOException failure;

        Incoming(OutputStream out) {
            this.out = out;
        }

        @Override
        public void piece(Bytes body, boolean last) {
            try {
                out.write(body.toArray());
            } catch (IOException e) {
                failure = e;
                over.countDown();
                return;
            }
            if (last) {
                whole = true;
                over.countDown();
            }
        }

        @Override
        public void missing() {
            over.countDown();
        }

        boolean arrives() throws InterruptedException, IOException {
            boolean ended = over.await(TRANSFER_TIME.toSeconds(), TimeUnit.SECONDS);
            IOException failed = failure;
            if (failed != null) {
                throw failed;
            }
            return ended && whole;
        }

        void finish() throws IOException {
            out.close();
        }

        /** Harmless a second time. */
        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
