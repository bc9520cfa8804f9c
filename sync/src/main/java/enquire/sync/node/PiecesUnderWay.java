package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.sync.protocol.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who takes the pieces that a peer is asked for; nobody after its end. Thread-safe. */
final class PiecesUnderWay {

    private final Map<BlobId, PieceReceiver> receivers = new HashMap<>();
    private boolean offered;
    private boolean keeps;
    private boolean over;

    /**
     * @param gives whether it tells what it holds
     * @param keepsFiles whether it can be asked to keep something
     */
    synchronized void offered(boolean gives, boolean keepsFiles) {
        offered = gives;
        keeps = keepsFiles;
    }

    /** Whether the peer may be asked to keep what this node drops. */
    synchronized boolean isKeeper() {
        return keeps && isOffered();
    }

    /** Whether the peer tells what it holds, and by which hashes pieces are checked. */
    synchronized boolean isOffered() {
        return offered && !over;
    }

    /**
     * From now on pieces of this attachment go there.
     *
     * @return false if another takes them, as for another wiki, or the connection has ended
     */
    synchronized boolean begin(BlobId blob, PieceReceiver into) {
        return !over && receivers.putIfAbsent(blob, into) == null;
    }

    synchronized void leave(BlobId blob, PieceReceiver into) {
        receivers.remove(blob, into);
    }

    /** On the thread of the connection. */
    void came(PeerConnection from, Output.OfPieces output) {
        PieceReceiver into;
        synchronized (this) {
            into = receivers.get(output.blob());
        }
        if (into == null) {
            return; // Late, of one that is here or was given up.
        }
        switch (output) {
            case Output.PieceCame piece -> into.piece(from, piece.piece(), piece.body());
            case Output.PiecesLate late -> into.refused(from);
            case Output.LeavesCame leaves -> into.leaves(from, leaves.hashes());
        }
    }

    /** The connection has ended. */
    void end(PeerConnection ended) {
        List<PieceReceiver> left;
        synchronized (this) {
            over = true;
            left = List.copyOf(receivers.values());
            receivers.clear();
        }
        left.forEach(each -> each.gone(ended));
    }
}
