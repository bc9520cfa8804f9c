package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.PieceTree;
import enquire.storage.Repository;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches attachments in pieces, each file from all connected peers that say they hold some of it,
 * and tells them what this node holds. Files whose page names no root, and peers of an older
 * version, are left to {@link BlobFetcher}. One virtual thread; pieces are checked and written by
 * the threads of their connections. Thread-safe.
 */
final class PieceFetcher implements AutoCloseable, DownloadOwner {

    private static final Logger LOG = LoggerFactory.getLogger(PieceFetcher.class);

    /** Files that are fetched at a time by themselves; what somebody opens comes on top. */
    private static final int FILES_MAX = 8;

    /** Files of which parts are held open to be given to others. (A guess.) */
    private static final int DOWNLOADS_MAX = 64;

    /** How often it looks without being woken: requests may be late. */
    private static final Duration LOOK_TIME = Duration.ofSeconds(2);

    /** How soon all pages are looked through again for what is missing. */
    private static final Duration SEARCH_TIME = Duration.ofSeconds(1);

    /** The same when something came or a peer told something: nobody makes it look without end. */
    private static final Duration SEARCH_PAUSE = Duration.ofMillis(50);

    private final Path folder;
    private final Repository repository;
    private final Holdings holdings;
    private final FileTelling telling;
    private final RoomForFiles room;
    private final FileHolders holders;
    private final PieceFaults faults = new PieceFaults();
    private final SplittableRandom random = new SplittableRandom();
    private final Map<BlobId, PieceDownload> downloads = new ConcurrentHashMap<>();
    private final Semaphore wakes = new Semaphore(0);
    private long searchedAtNanos = System.nanoTime() - SEARCH_TIME.toNanos();
    private volatile boolean searchNow = true;
    private volatile boolean closed;
    private @Nullable Thread thread;

    /**
     * @param folder for files that are not whole yet
     * @param connections to members of the wiki
     */
    PieceFetcher(
            Path folder,
            Repository repository,
            Holdings holdings,
            FileKeeping keeping,
            Supplier<List<PeerConnection>> connections) {
        this.folder = folder;
        this.repository = repository;
        this.holdings = holdings;
        this.room = new RoomForFiles(keeping);
        this.telling = new FileTelling(repository);
        this.holders = new FileHolders(holdings, faults, connections);
    }

    void start() {
        thread = Thread.ofVirtual().name("attachments-in-pieces").start(this::run);
    }

    /** Pages or connections changed. */
    void pagesChanged() {
        telling.changed();
        wake();
    }

    private void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    private void wakeToSearch() {
        searchNow = true;
        wake();
    }

    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        downloads.values().forEach(this::close);
        holdings.write();
    }

    private void close(PieceDownload download) {
        download.ended(DownloadState.GIVEN_UP);
        try {
            download.part().close();
        } catch (IOException e) {
            LOG.warn("{} was not closed: {}", download.part().path(), e.getMessage());
        }
    }

    private void run() {
        try {
            tried("Parts of attachments cannot be read", this::resume);
            tried("Attachments cannot be told of", telling::begin);
            while (!closed) {
                Duration later = telling.due() ? FileTelling.FILES_PAUSE : LOOK_TIME;
                Duration time = searchNow ? SEARCH_PAUSE : later;
                wakes.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
                wakes.drainPermits();
                tried("Attachments cannot be fetched for now", this::look);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void tried(String problem, Work work) {
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn(problem, e);
        }
    }

    /** Goes on with what an earlier run left, if a page still wants it. */
    private void resume() throws IOException {
        for (BlobId blob : PartFile.left(folder)) {
            boolean wanted = repository.blobs().file(blob).isEmpty() && fetchable(blob).isPresent();
            if (!wanted || begin(blob).isEmpty()) {
                PartFile.delete(folder, blob);
            }
        }
    }

    private void look() {
        List<PeerConnection> givers = holders.connected();
        for (PieceDownload download : downloads.values()) {
            givers.forEach(each -> offer(download, each));
            download.lookAfter();
            if (download.treeless()) {
                faults.comesWhole(download.blob());
                giveUp(download);
            }
        }
        long now = System.nanoTime();
        Duration pause = searchNow ? SEARCH_PAUSE : SEARCH_TIME;
        if (now - searchedAtNanos > pause.toNanos()) {
            searchNow = false;
            searchedAtNanos = now;
            if (!givers.isEmpty()) {
                search(givers);
            }
        }
        telling.tell(repository.wiki(), givers, downloads.values());
        holdings.write();
    }

    private void offer(PieceDownload download, PeerConnection from) {
        if (!faults.leftAlone(download.blob(), from.peer(), System.nanoTime())) {
            download.offer(from, holders.held(from.peer(), download.blob(), download.bytes()));
        }
    }

    private void search(List<PeerConnection> givers) {
        byte[] anywhere = new byte[BlobId.BYTES];
        random.nextBytes(anywhere); // Whoever invents ids cannot have his before all others.
        room.beginCount();
        search(givers, Optional.of(new BlobId(Bytes.of(anywhere))));
        search(givers, Optional.empty());
        room.endCount();
    }

    private void search(List<PeerConnection> givers, Optional<BlobId> from) {
        Optional<BlobId> after = from;
        List<BlobId> missing;
        do {
            if (closed
                    || room.countedMany()
                    || busy() >= FILES_MAX
                    || downloads.size() >= DOWNLOADS_MAX) {
                return;
            }
            missing = repository.exchange().missingBlobs(after, 100);
            for (BlobId blob : missing) {
                boolean comes = !downloads.containsKey(blob) && holders.any(givers, blob);
                if (busy() < FILES_MAX && comes && room.has(blob, bytesOf(blob) + bytesToCome())) {
                    begin(blob).ifPresent(begun -> givers.forEach(each -> offer(begun, each)));
                }
            }
            after = missing.isEmpty() ? after : Optional.of(missing.getLast());
        } while (missing.size() == 100);
    }

    private long bytesOf(BlobId blob) {
        return fetchable(blob).map(BlobManifest::bytes).orElse(0L);
    }

    /** Parts take their room before they are whole. */
    private long bytesToCome() {
        return downloads.values().stream().mapToLong(PieceDownload::bytes).sum();
    }

    RoomForFiles room() {
        return room;
    }

    private long busy() {
        return downloads.values().stream()
                .filter(each -> !each.givers().isEmpty() && !each.isRead())
                .count();
    }

    /** What the page says of it, if it can be fetched in pieces. */
    private Optional<BlobManifest> fetchable(BlobId blob) {
        return repository
                .attachments()
                .manifest(blob)
                .flatMap(BlobManifest::parse)
                .filter(manifest -> manifest.root().isPresent())
                .filter(manifest -> PieceTree.pieces(manifest.bytes()) <= Limits.FETCHED_PIECES)
                .filter(manifest -> !faults.comesOnlyWhole(blob));
    }

    private synchronized Optional<PieceDownload> begin(BlobId blob) {
        PieceDownload there = downloads.get(blob);
        Optional<BlobManifest> manifest = fetchable(blob);
        if (there != null || manifest.isEmpty() || closed) {
            return Optional.ofNullable(there);
        }
        try {
            var part = PartFile.open(folder, blob, manifest.get().bytes());
            var begun =
                    new PieceDownload(
                            repository.wiki(),
                            blob,
                            manifest.get().bytes(),
                            manifest.get().root().orElseThrow(),
                            part,
                            random.split(),
                            this);
            downloads.put(blob, begun);
            begun.resume();
            return Optional.of(begun);
        } catch (IOException e) {
            LOG.warn("Attachment {} cannot be stored for now", blob, e);
            Optional.ofNullable(downloads.remove(blob)).ifPresent(this::close);
            return Optional.empty();
        }
    }

    /** Whether nobody else need ask that peer for it: it comes in pieces, or has no room. */
    boolean takes(BlobId blob, PeerConnection from) {
        if (!room.has(bytesToCome())) {
            return true;
        }
        return from.pieces().isOffered() && fetchable(blob).isPresent();
    }

    Optional<PieceDownload> arriving(BlobId blob) {
        return Optional.ofNullable(downloads.get(blob));
    }

    /**
     * Begins to fetch what somebody wants to read now, before all else.
     *
     * @return empty if it is not known, or nobody who is connected holds any of it
     */
    Optional<ArrivingFile> open(BlobId blob) {
        List<PeerConnection> givers = holders.connected();
        if (!downloads.containsKey(blob) && !holders.any(givers, blob)) {
            return Optional.empty();
        }
        boolean comes = downloads.containsKey(blob);
        if (!comes) {
            room.demand(bytesOf(blob) + bytesToCome());
        }
        Optional<PieceDownload> opened = begin(blob);
        opened.ifPresent(download -> givers.forEach(each -> offer(download, each)));
        return opened.map(download -> new ArrivingFile(repository, download));
    }

    // ---- what peers say

    Holdings holdings() {
        return holdings;
    }

    List<Message.Held> held() {
        return telling.held();
    }

    void hear(PeerId peer, Message.Have have) {
        holdings.heard(peer, have);
        wakeToSearch();
    }

    // ---- what becomes of downloads

    @Override
    public void whole(PieceDownload download) {
        Thread.ofVirtual().name("attachment-whole").start(() -> store(download));
    }

    /** Not on the thread of a connection: hashing a film takes seconds. */
    private void store(PieceDownload download) {
        BlobId blob = download.blob();
        try {
            boolean named = repository.blobs().addMoved(blob, download.part().path()).isPresent();
            if (!named) {
                LOG.warn("A page names a wrong root of pieces for attachment {}", blob);
                faults.comesWhole(blob);
            }
            download.ended(named ? DownloadState.STORED : DownloadState.GIVEN_UP);
            downloads.remove(blob);
            download.part().delete();
            faults.forget(blob);
        } catch (IOException | RuntimeException e) {
            failed(download, e);
        }
        telling.changed();
        wakeToSearch();
    }

    private void giveUp(PieceDownload download) {
        downloads.remove(download.blob());
        close(download);
        tried("A part stays", () -> download.part().delete());
    }

    @Override
    public void refused(PieceDownload download, PeerConnection by) {
        faults.refused(download.blob(), by.peer(), System.nanoTime());
    }

    @Override
    public void lied(PieceDownload download, PeerConnection liar) {
        faults.lied(download.blob(), liar.peer());
        liar.close(
                Message.Reason.PROTOCOL,
                "The peer gave a false piece of a file. It was not used; the file comes from others.");
    }

    @Override
    public void failed(PieceDownload download, IOException why) {
        failed(download, (Exception) why);
    }

    /** A full disk, say, ends this try only: what is here is taken up again later. */
    private void failed(PieceDownload download, Exception why) {
        LOG.warn("Attachment {} cannot be stored for now", download.blob(), why);
        downloads.remove(download.blob());
        close(download);
        faults.waits(download.blob(), System.nanoTime());
    }
}
