package enquire.sync.node;

import enquire.editor.page.BlobId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What is noted of an attachment when it is here: one that came by itself is in nobody's use, and
 * may make room at once for what somebody opens. Thread-safe.
 */
final class FileArrivals {

    /** So many that somebody waits for are remembered: a page full of pictures. (A guess.) */
    private static final int OPENED_MAX = 256;

    private final DroppedFiles dropped;
    private final InstantSource clock;

    /** Who reads one asks for it again each few seconds. */
    private final RecentFiles opened = new RecentFiles(FileDrops.UNUSED_TIME, OPENED_MAX);

    FileArrivals(DroppedFiles dropped, InstantSource clock) {
        this.dropped = dropped;
        this.clock = clock;
    }

    /** Somebody waits for it. */
    void opened(BlobId blob) {
        opened.add(blob);
    }

    /**
     * When one that comes now counts as opened: now if somebody waits for it, else just long enough
     * ago for it not to be in use. It is still younger than all that nobody opened since.
     */
    Instant openedAt(BlobId blob, boolean isRead) {
        Instant now = clock.instant();
        return isRead || opened.has(blob) ? now : now.minus(FileDrops.UNUSED_TIME);
    }

    /** It is here, by whatever way, and no file any more that made room. */
    void came(BlobId blob) {
        if (dropped.has(blob)) {
            dropped.arrived(blob);
        }
    }
}
