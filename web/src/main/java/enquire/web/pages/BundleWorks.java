package enquire.web.pages;

import enquire.editor.page.WikiId;
import enquire.sync.node.Bundles;
import enquire.sync.node.Wiki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bundles that are made and read by forms: of each wiki the one that was asked for last, and
 * none beside one that is not at its end. Thread-safe.
 */
final class BundleWorks implements AutoCloseable {

    /**
     * What stays free of the disk when a bundle is made, in bytes: edits have to be saved
     * meanwhile. (A guess.)
     */
    private static final long LEFT_FREE_BYTES = 100_000_000;

    private final Map<WikiId, BundleWork> works = new ConcurrentHashMap<>();

    /** Who has the monitor of a wiki begins the next one of it. */
    private final Map<WikiId, Object> turns = new ConcurrentHashMap<>();

    /** What is taken out of these ends the bundles that may hold it. */
    private final Set<Wiki> watched = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /** There is no room for a bundle on this computer; nothing of it was written. */
    static final class NoRoomException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long bytes;

        NoRoomException(long bytes) {
            super("no-room: " + bytes, null, false, false);
            this.bytes = bytes;
        }

        /** How much the bundle takes. */
        long bytes() {
            return bytes;
        }
    }

    /** The last one; empty if there was none since the node was started. */
    Optional<BundleWork> of(Wiki wiki) {
        return Optional.ofNullable(works.get(wiki.id()));
    }

    /** Whether one is under way, so that no other can begin. */
    boolean busy(Wiki wiki) {
        return of(wiki).filter(work -> !work.ended()).isPresent();
    }

    /**
     * Begins to make one, unless one is under way.
     *
     * @return the one that is under way now
     * @throws enquire.sync.node.BundleTooLargeException if it is more than one may be
     * @throws NoRoomException if the disk has no room for it
     * @throws IOException if the disk fails
     */
    BundleWork make(Wiki wiki, Optional<Instant> since, boolean files) throws IOException {
        // Of each wiki: to weigh one looks at each of its files.
        synchronized (turns.computeIfAbsent(wiki.id(), first -> new Object())) {
            return busy(wiki) ? of(wiki).orElseThrow() : begin(wiki, since, files);
        }
    }

    private BundleWork begin(Wiki wiki, Optional<Instant> since, boolean files) throws IOException {
        var bundles = new Bundles(wiki);
        long bytes = bundles.weigh(since, files).bytes();
        Path folder = bundles.incoming();
        of(wiki).ifPresent(BundleWork::drop);
        if (Files.getFileStore(folder).getUsableSpace() < bytes + LEFT_FREE_BYTES) {
            throw new NoRoomException(bytes);
        }
        // A name that the next start clears up.
        Path target = Files.createTempFile(folder, "made", ".part");
        if (watched.add(wiki)) {
            wiki.repository()
                    .archive()
                    .takingOut()
                    .scrubbing()
                    .watch(() -> of(wiki).ifPresent(BundleWork::end));
        }
        BundleWork work = BundleWork.make(bundles, since, files, bytes, target);
        works.put(wiki.id(), work);
        if (closed) {
            work.drop();
        }
        return work;
    }

    /**
     * Begins to take one in, unless one is under way.
     *
     * @param incoming where it lies, in the folder of those that come in
     * @return empty if one is; then the file stays
     */
    Optional<BundleWork> read(Wiki wiki, Path incoming) {
        synchronized (turns.computeIfAbsent(wiki.id(), first -> new Object())) {
            if (busy(wiki)) {
                return Optional.empty();
            }
            of(wiki).ifPresent(BundleWork::drop);
            BundleWork work = BundleWork.read(new Bundles(wiki), incoming);
            works.put(wiki.id(), work);
            return Optional.of(work);
        }
    }

    /** What is made ends soon and leaves nothing; what is read ends with its wiki, and goes on. */
    @Override
    public void close() {
        closed = true;
        // All are told before one is waited for: the waits do not add up.
        works.values().forEach(BundleWork::end);
        works.values().forEach(BundleWork::drop);
    }
}
