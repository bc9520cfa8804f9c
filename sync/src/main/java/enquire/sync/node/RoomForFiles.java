package enquire.sync.node;

import enquire.editor.page.BlobId;
import java.util.HashSet;
import java.util.Set;

/** Whether there is room for attachments of one wiki, and how many wait for some. Thread-safe. */
final class RoomForFiles {

    /** So many are counted: the screen says as many. (A guess.) */
    private static final int COUNTED_MAX = 1_000;

    private final FileKeeping keeping;
    private final Set<BlobId> without = new HashSet<>();
    private volatile int waiting;

    RoomForFiles(FileKeeping keeping) {
        this.keeping = keeping;
    }

    /** All that is missing is looked through anew. */
    synchronized void beginCount() {
        without.clear();
    }

    synchronized boolean countedMany() {
        return without.size() >= COUNTED_MAX;
    }

    synchronized void endCount() {
        waiting = without.size();
    }

    /** Whether this one may come; if not, it is counted. */
    synchronized boolean has(BlobId blob, long bytes) {
        boolean room = has(bytes);
        if (!room) {
            without.add(blob);
        }
        return room;
    }

    boolean has(long bytes) {
        return keeping.hasRoom(bytes);
    }

    /**
     * For what somebody opened: others may have to promise first to keep what makes room.
     *
     * @param coming bytes that come already, of other files
     * @throws NoRoomForFileException if that much has no room
     */
    void demand(BlobId blob, long bytes, long coming) {
        keeping.makeRoom(blob, bytes, coming);
    }

    long bytesMax() {
        return keeping.bytesMax();
    }

    /** How many files that others hold do not come, as of the last time. */
    int waiting() {
        return waiting;
    }
}
