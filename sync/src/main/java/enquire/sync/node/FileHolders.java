package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PeerId;
import enquire.editor.page.PieceTree;
import enquire.sync.protocol.Holding;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/** Who of those that are connected says to hold an attachment, or some of it. Thread-safe. */
final class FileHolders {

    private final Holdings holdings;
    private final PieceFaults faults;
    private final Supplier<List<PeerConnection>> connections;

    /**
     * @param connections to members of the wiki
     */
    FileHolders(Holdings holdings, PieceFaults faults, Supplier<List<PeerConnection>> connections) {
        this.holdings = holdings;
        this.faults = faults;
        this.connections = connections;
    }

    /** Those that say what they hold. */
    List<PeerConnection> connected() {
        return connections.get().stream().filter(each -> each.pieces().isOffered()).toList();
    }

    /** The pieces that a peer says to hold. */
    BitSet held(PeerId peer, BlobId blob, long bytes) {
        int pieces = PieceTree.pieces(bytes);
        var held = new BitSet();
        if (holdings.whole(peer, blob)) {
            held.set(0, pieces);
            return held;
        }
        return holdings.part(peer, blob).map(bits -> Holding.pieces(bits, pieces)).orElse(held);
    }

    /** Whether one of these says to hold some of it, and may be asked for it now. */
    boolean any(List<PeerConnection> givers, BlobId blob) {
        long now = System.nanoTime();
        return givers.stream()
                .map(PeerConnection::peer)
                .filter(peer -> !faults.leftAlone(blob, peer, now))
                .anyMatch(peer ->
                        holdings.whole(peer, blob) || holdings.part(peer, blob).isPresent());
    }
}
