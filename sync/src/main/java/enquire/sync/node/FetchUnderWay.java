package enquire.sync.node;

import enquire.editor.page.BlobId;
import org.jspecify.annotations.Nullable;

/**
 * The attachment that a connection is asked for, and who takes it: one at a time, and none after
 * its end. Thread-safe.
 */
final class FetchUnderWay {

    private record Fetching(BlobId blob, BlobReceiver into) {}

    private @Nullable Fetching fetching;
    private boolean over;

    /**
     * @return whether it may be asked for: no other is under way, and the connection has not ended
     */
    synchronized boolean begin(BlobId blob, BlobReceiver into) {
        if (over || fetching != null) {
            return false;
        }
        fetching = new Fetching(blob, into);
        return true;
    }

    /**
     * Who takes what came of an attachment; nobody, if it is not the one that is asked for.
     *
     * @param last whether this ends the fetching, so that the next may be asked for
     */
    synchronized BlobReceiver receiver(BlobId blob, boolean last) {
        Fetching now = fetching;
        if (now == null || !now.blob().equals(blob)) {
            return BlobReceiver.NOBODY;
        }
        if (last) {
            fetching = null;
        }
        return now.into();
    }

    /** The connection has ended: whoever waits is told that no more comes. */
    void end() {
        BlobReceiver waiting;
        synchronized (this) {
            over = true;
            waiting = fetching == null ? BlobReceiver.NOBODY : fetching.into();
            fetching = null;
        }
        waiting.cutShort();
    }
}
