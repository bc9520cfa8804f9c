package enquire.sync.node;

import enquire.editor.page.BlobId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attachments of one wiki that come in pieces: those that are held open to be given or read,
 * and parts that lie on disk until somebody gives the rest. Whoever names files that nobody has
 * takes no place from others: a download that nobody gives or reads is set aside for the next.
 * Thread-safe.
 */
final class Downloads {

    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

    /** Files of which parts are held open to be given to others. (A guess.) */
    static final int OPEN_MAX = 64;

    private final Path folder;

    /**
     * So that no two begin one file, or one ends it while another begins; two files may share one.
     */
    private final Object[] beginning = Stream.generate(Object::new).limit(OPEN_MAX).toArray();

    private final StalledDownloads stalled = new StalledDownloads();
    private volatile boolean closed;
    private final Map<BlobId, PieceDownload> open = new ConcurrentHashMap<>();

    /** Parts that are not open, with what they take of the disk in bytes. */
    private final Map<BlobId, Long> aside = new ConcurrentHashMap<>();

    /**
     * @param folder of the parts
     */
    Downloads(Path folder) {
        this.folder = folder;
    }

    Optional<PieceDownload> open(BlobId blob) {
        return Optional.ofNullable(open.get(blob));
    }

    Collection<PieceDownload> all() {
        return List.copyOf(open.values());
    }

    /** Whether some of it may be here. */
    boolean knows(BlobId blob) {
        return open.containsKey(blob) || aside.containsKey(blob);
    }

    /**
     * Takes up what is on disk of it; reads and hashes all of that, while others begin others.
     *
     * @return the one that is open, if there is
     */
    PieceDownload begin(WantedFile file, RandomGenerator random, DownloadOwner owner)
            throws IOException {
        synchronized (beginning(file.blob())) {
            PieceDownload there = open.get(file.blob());
            return there != null ? there : take(file, random, owner);
        }
    }

    private Object beginning(BlobId blob) {
        return beginning[Math.floorMod(blob.hashCode(), beginning.length)];
    }

    /** Nobody sees it before all that is on disk is known. */
    private PieceDownload take(WantedFile file, RandomGenerator random, DownloadOwner owner)
            throws IOException {
        PartFile part = PartFile.open(folder, file.blob(), file.bytes());
        try {
            var begun = new PieceDownload(file, part, random, owner);
            begun.resume();
            open.put(file.blob(), begun);
            aside.remove(file.blob());
            if (closed) {
                close(begun);
            } else {
                begun.start();
            }
            return begun;
        } catch (IOException | RuntimeException e) {
            part.close();
            throw e;
        }
    }

    /**
     * It is over, and its part goes, if it was not moved away. Whoever begins the file anew begins
     * another part behind that.
     */
    void delete(PieceDownload download) throws IOException {
        synchronized (beginning(download.blob())) {
            remove(download);
            download.part().delete();
        }
    }

    private void remove(PieceDownload download) {
        open.remove(download.blob(), download);
        aside.remove(download.blob());
    }

    /** A part is on disk, and stays there for now. */
    void leave(BlobId blob, long bytesHere) {
        aside.put(blob, bytesHere);
    }

    /** How many come by themselves now. */
    long busy() {
        return open.values().stream()
                .filter(each -> !each.givers().isEmpty() && !each.isRead())
                .count();
    }

    /**
     * Those who do not give what does not move are asked for it again later. One thread at a time.
     *
     * @return whether there was such
     */
    boolean leaveStalled(long nowNanos) {
        Set<BlobId> unmoved = stalled.at(given(), nowNanos);
        unmoved.forEach(blob -> open(blob).ifPresent(each -> each.givers().forEach(each::refused)));
        return !unmoved.isEmpty();
    }

    /** How much is here, in bytes, of those that somebody gives. */
    private Map<BlobId, Long> given() {
        var given = new HashMap<BlobId, Long>();
        open.forEach((blob, each) -> {
            if (!each.givers().isEmpty()) {
                given.put(blob, each.bytesHere());
            }
        });
        return given;
    }

    /** What parts take of the disk, in bytes: all of what comes, of others what is here. */
    long bytesToCome() {
        long waiting = aside.values().stream().mapToLong(Long::longValue).sum();
        return waiting + open.values().stream().mapToLong(Downloads::bytesToCome).sum();
    }

    private static long bytesToCome(PieceDownload each) {
        return each.isIdle() ? each.bytesHere() : each.bytes();
    }

    /** The part of that which is this file's. */
    long bytesToCome(BlobId blob) {
        return open(blob).map(Downloads::bytesToCome).orElse(0L);
    }

    /**
     * Makes place for one more, if need be by closing that of which the least is here.
     *
     * @return whether there is
     */
    boolean makePlace() {
        while (open.size() >= OPEN_MAX) {
            Optional<PieceDownload> least =
                    open.values().stream()
                            .filter(PieceDownload::isIdle)
                            .min(Comparator.comparingLong(PieceDownload::bytesHere));
            if (least.isEmpty()) {
                return false;
            }
            setAside(least.get());
        }
        return true;
    }

    /** Closes it; what is here of it stays on disk, and is taken up when somebody gives more. */
    void setAside(PieceDownload download) {
        long here = download.bytesHere();
        close(download);
        if (here > 0) {
            synchronized (beginning(download.blob())) {
                remove(download);
                leave(download.blob(), here);
            }
            return;
        }
        try {
            delete(download);
        } catch (IOException e) {
            LOG.warn("An empty part of attachment {} stays", download.blob(), e);
        }
    }

    void close(PieceDownload download) {
        download.ended(DownloadState.GIVEN_UP);
        try {
            download.part().close();
        } catch (IOException e) {
            LOG.warn("{} was not closed: {}", download.part().path(), e.getMessage());
        }
    }

    /** Removes parts of what has come whole meanwhile. */
    void drop(Predicate<BlobId> held) throws IOException {
        for (BlobId blob : List.copyOf(aside.keySet())) {
            if (held.test(blob)) {
                drop(blob);
            }
        }
    }

    /** Removes the part of what has come whole from elsewhere, or that nobody wants any more. */
    void drop(BlobId blob) throws IOException {
        aside.remove(blob);
        PartFile.delete(folder, blob);
    }

    void close() {
        closed = true;
        open.values().forEach(this::close);
    }
}
