package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.storage.BlobStore;
import enquire.storage.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one attachment from one peer, whole, into a file that is given to the store only if its
 * bytes are the right ones. Thread-safe: it keeps nothing between two attachments.
 */
final class BlobDownload {

    private static final Logger LOG = LoggerFactory.getLogger(BlobDownload.class);

    /** The largest attachment that is fetched, in bytes (a guess: a long film). */
    static final long BYTES_MAX = 4L << 30;

    /** How long one attachment may take on its way from one peer; its session gives up earlier. */
    private static final Duration TRANSFER_TIME = Duration.ofHours(2);

    /** Names of files that are not whole yet. */
    private static final String PREFIX = "incoming-";

    private static final String SUFFIX = ".part";

    /** {@link Files#newDirectoryStream} finds by it the parts that a killed run left. */
    static final String PARTS = PREFIX + "*" + SUFFIX;

    private final Path folder;
    private final Repository repository;

    /**
     * @param folder for files that are not whole yet
     */
    BlobDownload(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /** What came of asking one peer. */
    enum Outcome {
        STORED,

        /** The peer has none, or another one. */
        NOT_THERE,

        /** Nothing is known of what the peer has. */
        CUT_SHORT
    }

    /**
     * @throws IOException if this computer cannot store it
     */
    Outcome fetch(BlobId blob, PeerConnection from) throws IOException, InterruptedException {
        Optional<BlobManifest> manifest = manifest(blob);
        if (manifest.isEmpty() || manifest.get().bytes() > BYTES_MAX) {
            return Outcome.NOT_THERE;
        }
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, PREFIX, SUFFIX);
        try (var incoming = new Incoming(Files.newOutputStream(file))) {
            from.fetch(repository.wiki(), blob, manifest.get().bytes(), incoming);
            if (!incoming.arrives()) {
                return incoming.cutShort ? Outcome.CUT_SHORT : Outcome.NOT_THERE;
            }
            incoming.finish();
            return store(blob, manifest.get(), file, from) ? Outcome.STORED : Outcome.NOT_THERE;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** If pages say different things of it, another one at each try: one writer may lie. */
    private Optional<BlobManifest> manifest(BlobId blob) {
        List<BlobManifest> said =
                repository.attachments().manifests(blob).stream()
                        .map(BlobManifest::parse)
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(said.get(ThreadLocalRandom.current().nextInt(said.size())));
    }

    private boolean store(BlobId blob, BlobManifest manifest, Path file, PeerConnection from)
            throws IOException {
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
    }

    /** A file that grows. */
    private static final class Incoming implements BlobReceiver, AutoCloseable {

        private final OutputStream out;
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean whole;
        private volatile boolean cutShort;
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

        @Override
        public void cutShort() {
            cutShort = true;
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
