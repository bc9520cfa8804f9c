package enquire.sync.protocol;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** Attachments on one connection: pieces the peer wants, and one that is fetched. One thread. */
final class BlobTalk {

    /** Pieces that wait to be sent. */
    private static final int PIECES_WAITING_MAX = 2 * Limits.NEEDED_PIECES;

    private final ArrayDeque<BlobTransfer.Wanted> wanted = new ArrayDeque<>();
    private Optional<BlobTransfer> transfer = Optional.empty();

    /**
     * @throws ProtocolException if the peer asks for more than it may
     */
    void need(Message.Need need, Shelf shelf) {
        if (wanted.size() + need.pieces().size() > PIECES_WAITING_MAX) {
            throw new ProtocolException("asked for too many pieces at a time");
        }
        for (int piece : need.pieces()) {
            wanted.add(new BlobTransfer.Wanted(shelf, need.blob(), piece));
        }
    }

    /** The next piece that the peer waits for. */
    Optional<Message> next() {
        return wanted.isEmpty() ? Optional.empty() : Optional.of(wanted.remove().answer());
    }

    /**
     * @param shared whether the wiki is synced on this connection
     */
    void fetch(Input.Fetch fetch, boolean shared, List<Output> out) {
        if (transfer.isPresent() || !shared) {
            out.add(new Output.BlobMissing(fetch.wiki(), fetch.blob()));
            return;
        }
        var begun = new BlobTransfer(fetch.wiki(), fetch.blob(), fetch.bytes());
        transfer = Optional.of(begun);
        begun.ask(out);
    }

    void piece(Message.Piece piece, List<Output> out) {
        boolean over =
                transfer.filter(under -> under.blob().equals(piece.blob()))
                        .map(under -> under.receive(piece, out))
                        .orElse(false);
        if (over) {
            transfer = Optional.empty();
        }
    }

    void tick(List<Output> out) {
        if (transfer.isPresent() && transfer.get().tick()) {
            BlobTransfer late = transfer.get();
            transfer = Optional.empty();
            out.add(new Output.BlobMissing(late.wiki(), late.blob()));
        }
    }
}
