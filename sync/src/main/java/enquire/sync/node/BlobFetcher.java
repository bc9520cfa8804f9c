package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.storage.Repository;
import enquire.sync.node.BlobDownload.Outcome;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the attachments that pages of one wiki use and this node lacks. Each connected peer is
 * asked for one after the other, all peers at the same time, so that a slow one holds up only what
 * it gives; and what takes long is asked of another peer, too. One virtual thread, and one for each
 * connection while there is something to ask it for. Thread-safe.
 */
final class BlobFetcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlobFetcher.class);

    /** Attachments looked for at a time. */
    private static final int BATCH = 100;

    /** How often it looks without being woken: a peer may have got what it lacked. */
    private static final Duration LOOK_TIME = Duration.ofSeconds(30);

    /** How soon it looks again while a peer may be asked once more for what it could not give. */
    private static final Duration RETRY_TIME = FetchFailures.FIRST_WAIT;

    /** After this time another peer is asked for the same one: 180 MB at 50 Mbit/s (arithmetic). */
    static final Duration ALONE_TIME = Duration.ofSeconds(30);

    private final Path folder;
    private final Repository repository;
    private final BlobDownload download;
    private final Supplier<List<PeerConnection>> connections;
    private final Duration aloneTime;
    private final BiPredicate<BlobId, PeerConnection> takenElsewhere;
    private final Semaphore wakes = new Semaphore(0);
    private final AtomicLong wakeCount = new AtomicLong();
    private final Map<PeerConnection, Thread> working = new ConcurrentHashMap<>();
    private final Map<BlobId, Long> underWaySinceNanos = new HashMap<>();
    private final FetchFailures failures = new FetchFailures();
    private boolean cutShort;
    private volatile boolean closed;
    private final OwnThread thread = new OwnThread("attachments", this::run);

    /**
     * @param folder for files that are not whole yet
     * @param connections to members of the wiki
     */
    BlobFetcher(Path folder, Repository repository, Supplier<List<PeerConnection>> connections) {
        this(folder, repository, connections, ALONE_TIME, (blob, from) -> false);
    }

    BlobFetcher(
            Path folder,
            Repository repository,
            Supplier<List<PeerConnection>> connections,
            Duration aloneTime) {
        this(folder, repository, connections, aloneTime, (blob, from) -> false);
    }

    /**
     * @param takenElsewhere what is not to be asked of whom, because it comes in pieces
     */
    BlobFetcher(
            Path folder,
            Repository repository,
            Supplier<List<PeerConnection>> connections,
            Duration aloneTime,
            BiPredicate<BlobId, PeerConnection> takenElsewhere) {
        this.takenElsewhere = takenElsewhere;
        this.folder = folder;
        this.repository = repository;
        this.download = new BlobDownload(folder, repository);
        this.connections = connections;
        this.aloneTime = aloneTime;
    }

    void start() {
        thread.start();
    }

    /** Pages or connections changed. */
    void wake() {
        wakeCount.incrementAndGet();
        look();
    }

    private void look() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
        working.values().forEach(Thread::interrupt);
        working.values().forEach(BlobFetcher::join);
    }

    private static void join(Thread ending) {
        try {
            ending.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() throws InterruptedException {
        removeLeftOver();
        long askedAt = System.nanoTime();
        while (!closed) {
            // How soon it looks again is known only once those who were asked have answered.
            boolean woken = wakes.tryAcquire(RETRY_TIME.toMillis(), TimeUnit.MILLISECONDS);
            if (woken || System.nanoTime() - askedAt >= lookTime().toNanos()) {
                wakes.drainPermits();
                askedAt = System.nanoTime();
                askAll();
            }
        }
    }

    /** Parts of files from a run that was killed: they are fetched anew. */
    private void removeLeftOver() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var parts = Files.newDirectoryStream(folder, BlobDownload.PARTS)) {
            for (Path part : parts) {
                Files.delete(part);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Parts of attachments are left in {}: {}", folder, e.getMessage());
        }
    }

    private void askAll() {
        try {
            List<PeerConnection> connected = connections.get();
            boolean some = !connected.isEmpty();
            if (some && !repository.attachments().missing(Optional.empty(), 1).isEmpty()) {
                connected.forEach(this::askAlsoOf);
            }
        } catch (RuntimeException e) {
            LOG.warn("Attachments cannot be fetched for now", e);
        }
    }

    private void askAlsoOf(PeerConnection connection) {
        working.computeIfAbsent(
                connection,
                asked ->
                        Thread.ofVirtual()
                                .name("attachments-" + asked.address())
                                .start(() -> fetchAllFrom(asked)));
    }

    private void fetchAllFrom(PeerConnection connection) {
        long wakesSeen = wakeCount.get();
        try {
            fetchMissingFrom(connection);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Attachments cannot be fetched for now", e);
        } finally {
            working.remove(connection);
            if (wakeCount.get() != wakesSeen && !closed) {
                look(); // Something came while this looked, perhaps behind its back.
            }
        }
    }

    /** All of them, so that many which nobody has do not stand before one that somebody has. */
    private void fetchMissingFrom(PeerConnection connection) throws InterruptedException {
        // From anywhere on: whoever invents ids cannot have his before all others each time.
        byte[] anywhere = new byte[BlobId.BYTES];
        ThreadLocalRandom.current().nextBytes(anywhere);
        var start = new BlobId(Bytes.of(anywhere));
        fetchMissing(connection, Optional.of(start), blob -> true);
        fetchMissing(connection, Optional.empty(), blob -> blob.compareTo(start) <= 0);
    }

    private void fetchMissing(
            PeerConnection connection, Optional<BlobId> from, Predicate<BlobId> wanted)
            throws InterruptedException {
        Optional<BlobId> after = from;
        List<BlobId> missing;
        do {
            missing = repository.attachments().missing(after, BATCH);
            for (BlobId blob : missing) {
                if (closed || !connection.open() || !wanted.test(blob)) {
                    return;
                }
                if (!takenElsewhere.test(blob, connection) && take(blob, connection.peer())) {
                    give(blob, connection.peer(), tried(blob, connection));
                }
            }
            after = missing.isEmpty() ? after : Optional.of(missing.getLast());
        } while (missing.size() == BATCH);
    }

    /** Whether it is to be asked of this peer now. */
    private synchronized boolean take(BlobId blob, PeerId peer) {
        long now = System.nanoTime();
        Long since = underWaySinceNanos.get(blob);
        boolean failedJustNow = failures.tooSoon(blob, peer, now);
        boolean another = since != null && now - since <= aloneTime.toNanos();
        if (failedJustNow || another) {
            return false;
        }
        underWaySinceNanos.put(blob, now);
        return true;
    }

    private synchronized void give(BlobId blob, PeerId peer, Outcome outcome) {
        underWaySinceNanos.remove(blob);
        switch (outcome) {
            case STORED -> failures.forget(blob);
            case NOT_THERE -> failures.add(blob, peer, System.nanoTime());
            case CUT_SHORT -> cutShort = true; // Another wiki uses the connection, say.
        }
    }

    /** Sooner while something failed, or may have to be asked of another peer, too. */
    private synchronized Duration lookTime() {
        long now = System.nanoTime();
        boolean soon =
                cutShort
                        || !underWaySinceNanos.isEmpty()
                        || failures.anyEndsWithin(RETRY_TIME, now);
        cutShort = false;
        return soon ? RETRY_TIME : LOOK_TIME;
    }

    /** A full disk, say, ends this try only: there may be room at the next look. */
    private Outcome tried(BlobId blob, PeerConnection from) throws InterruptedException {
        try {
            return repository.blobs().file(blob).isPresent()
                    ? Outcome.STORED
                    : download.fetch(blob, from);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Attachment {} cannot be stored for now", blob, e);
            return Outcome.CUT_SHORT;
        }
    }
}
