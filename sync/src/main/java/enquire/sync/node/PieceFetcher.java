package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PeerId;
import enquire.storage.Repository;
import enquire.sync.protocol.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
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

    /** How often it looks without being woken: requests may be late. */
    private static final Duration LOOK_TIME = Duration.ofSeconds(2);

    /** What peers said is written down at most so often: up to 1 MB for each. (A guess.) */
    private static final Duration WRITE_TIME = Duration.ofMinutes(1);

    /** Parts are hashed at the start up to so many bytes: half a minute (a guess). */
    private static final long RESUMED_BYTES = 8L << 30;

    private final Path folder;
    private final Repository repository;
    private final Holdings holdings;
    private final FileTelling telling;
    private final LeavesMaking leaves;
    private final RoomForFiles room;
    private final FileArrivals arrivals;
    private final Predicate<BlobId> wants;
    private final FileHolders holders;
    private final PieceFaults faults = new PieceFaults();
    private final SplittableRandom random = new SplittableRandom();
    private final WantedFiles wanted;
    private final Downloads downloads;
    private final WholeFiles whole = new WholeFiles();
    private final Semaphore wakes = new Semaphore(0);
    private final SearchPace pace = new SearchPace(System.nanoTime());
    private final AtomicBoolean pagesMoved = new AtomicBoolean();
    private long wroteAtNanos = System.nanoTime() - WRITE_TIME.toNanos();
    private volatile boolean closed;
    private final OwnThread thread = new OwnThread("attachments-in-pieces", this::run);

    /**
     * @param folder for files that are not whole yet
     * @param wants whether a file is to come by itself
     * @param connections to members of the wiki
     */
    PieceFetcher(
            Path folder,
            Repository repository,
            Holdings holdings,
            FileKeeping keeping,
            FileArrivals arrivals,
            Predicate<BlobId> wants,
            Supplier<List<PeerConnection>> connections) {
        this.folder = folder;
        this.repository = repository;
        this.holdings = holdings;
        this.wanted = new WantedFiles(repository, faults);
        this.downloads = new Downloads(folder);
        this.room = new RoomForFiles(keeping);
        this.arrivals = arrivals;
        this.wants = wants;
        this.telling = new FileTelling(repository);
        this.leaves = new LeavesMaking(repository.blobs(), telling::held);
        this.holders = new FileHolders(holdings, faults, connections);
    }

    void start() {
        leaves.start();
        thread.start();
    }

    /** Pages or connections changed. */
    void pagesChanged() {
        telling.changed();
        pagesMoved.set(true);
        wake();
    }

    private void wake() {
        if (wakes.availablePermits() == 0) {
            wakes.release();
        }
    }

    private void wakeToSearch() {
        pace.soon();
        wake();
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
        leaves.close();
        whole.close();
        downloads.close();
        holdings.write();
    }

    private void run() throws InterruptedException {
        tried("Parts of attachments cannot be read", this::resume);
        tried("Attachments cannot be told of", telling::begin);
        while (!closed) {
            Duration later = telling.due() ? FileTelling.FILES_PAUSE : LOOK_TIME;
            wakes.tryAcquire(pace.wait(later).toMillis(), TimeUnit.MILLISECONDS);
            wakes.drainPermits();
            tried("Attachments cannot be fetched for now", this::look);
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

    /** Goes on with what an earlier run left; what is too much waits for who gives the rest. */
    private void resume() throws IOException {
        var hashed = new AtomicLong();
        PartFile.removeUnfinished(folder);
        for (BlobId blob : PartFile.left(folder)) {
            tried("A part of an attachment cannot be taken up", () -> resume(blob, hashed));
        }
    }

    /** A part that cannot be opened now stays: only what no page wants, or what is here, goes. */
    private void resume(BlobId blob, AtomicLong hashed) throws IOException {
        if (repository.blobs().file(blob).isPresent() || !wanted.isNamed(blob)) {
            downloads.drop(blob);
            return;
        }
        downloads.leave(blob, 0); // How much of it is here only hashing tells.
        long bytes = bytesOf(blob);
        if (downloads.all().size() < Downloads.OPEN_MAX && hashed.get() + bytes <= RESUMED_BYTES) {
            hashed.addAndGet(bytes);
            begin(blob);
        }
    }

    private void look() throws IOException {
        List<PeerConnection> givers = holders.connected();
        if (pagesMoved.getAndSet(false)) {
            downloads.all().stream()
                    .filter(each -> !wanted.isRight(each.file()))
                    .forEach(downloads::setAside);
            downloads.drop(repository.attachments()::isTakenOut);
        }
        if (downloads.leaveStalled(System.nanoTime())) {
            pace.soon(); // Others get their places before they are asked for again.
        }
        for (PieceDownload download : downloads.all()) {
            long more = download.bytes() - download.bytesHere();
            boolean place = downloads.busy() < FILES_MAX;
            if (!download.isIdle() || place && room.has(more + downloads.bytesToCome())) {
                givers.forEach(each -> offer(download, each));
            }
            download.lookAfter();
            if (download.treeless()) {
                faults.comesWhole(download.blob());
                giveUp(download);
            }
        }
        long now = System.nanoTime();
        if (pace.due(now)) {
            if (!givers.isEmpty()) {
                search(givers);
            }
            pace.ended(now, System.nanoTime());
        }
        givers.forEach(each -> holdings.answers(each.peer()));
        telling.tell(repository.wiki(), givers, downloads.all());
        if (now - wroteAtNanos >= WRITE_TIME.toNanos()) {
            wroteAtNanos = now;
            holdings.write();
        }
    }

    private void offer(PieceDownload download, PeerConnection from) {
        if (!faults.leftAlone(download.blob(), from.peer(), System.nanoTime())) {
            download.offer(from, holders.held(from.peer(), download.blob(), download.bytes()));
        }
    }

    private void search(List<PeerConnection> givers) throws IOException {
        downloads.drop(blob -> repository.blobs().file(blob).isPresent());
        room.beginCount();
        // Whoever invents ids cannot have his before all others.
        search(givers, Optional.of(BlobId.anywhere(random)));
        search(givers, Optional.empty());
        room.endCount();
    }

    private void search(List<PeerConnection> givers, Optional<BlobId> from) {
        Optional<BlobId> after = from;
        List<BlobId> missing;
        do {
            if (closed || room.countedMany() || downloads.busy() >= FILES_MAX) {
                return;
            }
            missing = repository.attachments().missing(after, 100);
            for (BlobId blob : missing) {
                // It may have become whole since: then it is stored before it is open no more.
                boolean open = downloads.open(blob).isPresent();
                boolean here = open || repository.blobs().file(blob).isPresent();
                boolean comes = !here && wants.test(blob) && holders.any(givers, blob);
                if (downloads.busy() < FILES_MAX
                        && comes
                        && room.has(blob, bytesOf(blob) + downloads.bytesToCome())
                        && downloads.makePlace()) {
                    begin(blob).ifPresent(begun -> givers.forEach(each -> offer(begun, each)));
                }
            }
            after = missing.isEmpty() ? after : Optional.of(missing.getLast());
        } while (missing.size() == 100);
    }

    private long bytesOf(BlobId blob) {
        return wanted.inPieces(blob).map(WantedFile::bytes).orElse(0L);
    }

    /** Whether there is room for a file that comes by another way, beside those that come here. */
    boolean hasRoom(BlobId blob, long bytes) {
        return room.has(bytes + downloads.bytesToCome() - downloads.bytesToCome(blob));
    }

    /** Whether there is no room for it, as large as its page says it is. */
    boolean hasNoRoom(BlobId blob) {
        return !hasRoom(blob, bytesOf(blob));
    }

    RoomForFiles room() {
        return room;
    }

    private Optional<PieceDownload> begin(BlobId blob) {
        Optional<WantedFile> file = wanted.inPieces(blob);
        if (file.isEmpty() || closed) {
            return Optional.empty();
        }
        try {
            return Optional.of(downloads.begin(file.get(), new SplittableRandom(), this));
        } catch (IOException | RuntimeException e) {
            LOG.warn("Attachment {} cannot be stored for now", blob, e);
            faults.waits(blob, System.nanoTime());
            return Optional.empty();
        }
    }

    /** Whether nobody else need ask that peer for it: in pieces, without room, or not wanted. */
    boolean takes(BlobId blob, PeerConnection from) {
        return !wants.test(blob)
                || !room.has(downloads.bytesToCome())
                || from.pieces().isOffered() && wanted.inPieces(blob).isPresent();
    }

    /** Whether it comes back in pieces when somebody opens it. */
    boolean isInPieces(BlobId blob) {
        return wanted.inPieces(blob).isPresent();
    }

    /** None of what was taken out for good: its part is on the way out. */
    Optional<PieceDownload> arriving(BlobId blob) {
        return repository.attachments().isTakenOut(blob) ? Optional.empty() : downloads.open(blob);
    }

    /**
     * Begins to fetch what somebody wants to read now, before all else.
     *
     * @return empty if it is not known, or nobody who is connected holds any of it
     */
    Optional<ArrivingFile> open(BlobId blob) {
        List<PeerConnection> givers = holders.connected();
        Optional<WantedFile> file = wanted.inPieces(blob);
        if (file.isEmpty() || !downloads.knows(blob) && !holders.any(givers, blob)) {
            return Optional.empty();
        }
        arrivals.opened(blob);
        if (downloads.open(blob).isEmpty()) {
            room.demand(blob, file.get().bytes(), downloads.bytesToCome());
            downloads.makePlace(); // Whatever somebody reads comes on top, if need be.
        }
        Optional<PieceDownload> opened = begin(blob);
        if (!opened.map(PieceDownload::file).equals(file)) {
            return Optional.empty(); // Pages just changed what they say of it.
        }
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

    /** A peer asks by which hashes the pieces of a file are known. */
    void leavesWanted(BlobId blob) {
        leaves.first(blob);
    }

    void hear(PeerId peer, Message.Have have) {
        holdings.heard(peer, have);
        wakeToSearch();
    }

    // ---- what becomes of downloads

    @Override
    public void whole(PieceDownload download) {
        whole.start(() -> store(download));
    }

    /** Not on the thread of a connection: hashing a film takes seconds. */
    private void store(PieceDownload download) {
        BlobId blob = download.blob();
        try {
            Instant at = arrivals.openedAt(blob, download.isRead());
            Path whole = download.part().path();
            boolean named = repository.blobs().addMoved(blob, whole, at).isPresent();
            if (named) {
                arrivals.came(blob);
            } else {
                LOG.warn("A page names a wrong root of pieces for attachment {}", blob);
                faults.comesWhole(blob);
            }
            download.ended(named ? DownloadState.STORED : DownloadState.GIVEN_UP);
            downloads.delete(download);
            faults.forget(blob);
        } catch (IOException | RuntimeException e) {
            failed(download, e);
        }
        telling.changed();
        wakeToSearch();
    }

    private void giveUp(PieceDownload download) {
        downloads.close(download);
        tried("A part stays", () -> downloads.delete(download));
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
        downloads.setAside(download);
        faults.waits(download.blob(), System.nanoTime());
    }
}
