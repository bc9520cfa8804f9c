package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PieceTree;
import enquire.storage.BlobStore;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hashes files of an older version, so that they can be given in pieces: each once, those that a
 * peer asks for before the others, while everything else goes on. One virtual thread. Thread-safe.
 */
final class LeavesMaking implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeavesMaking.class);

    /** Files that wait because a peer asked; more are asked for again. (A guess.) */
    private static final int WANTED_MAX = 64;

    private final BlobStore blobs;
    private final Supplier<List<Message.Held>> held;
    private final BlockingQueue<BlobId> wanted = new ArrayBlockingQueue<>(WANTED_MAX);
    private final OwnThread thread = new OwnThread("leaves", this::run);

    /** Only of the thread: what cannot be read is not read again in this run. */
    private final Set<BlobId> failed = new HashSet<>();

    LeavesMaking(BlobStore blobs, Supplier<List<Message.Held>> held) {
        this.blobs = blobs;
        this.held = held;
    }

    void start() {
        thread.start();
    }

    /** A peer asks for it. Returns at once. */
    void first(BlobId blob) {
        boolean lacks = blobs.bytes(blob).filter(LeavesMaking::hasLeaves).isPresent();
        if (lacks && !wanted.contains(blob)) {
            wanted.offer(blob);
        }
    }

    /** Of one piece there is nothing to tell, and larger ones nobody fetches in pieces. */
    private static boolean hasLeaves(long bytes) {
        return bytes > PieceTree.PIECE_BYTES
                && bytes <= (long) Limits.FETCHED_PIECES * PieceTree.PIECE_BYTES;
    }

    private void run() throws InterruptedException {
        for (Message.Held each : held.get()) {
            for (BlobId asked = wanted.poll(); asked != null; asked = wanted.poll()) {
                make(asked);
            }
            if (hasLeaves(each.bytes())) {
                make(each.blob());
            }
        }
        while (true) {
            make(wanted.take());
        }
    }

    private void make(BlobId blob) throws InterruptedException {
        if (failed.contains(blob)) {
            return;
        }
        try {
            blobs.makeLeaves(blob);
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            failed.add(blob);
            LOG.warn("Attachment {} cannot be hashed, and is given only whole", blob, e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
