package enquire.sync.protocol;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a {@link Session} wants done, in this order. */
public sealed interface Output {

    record Send(Message message) implements Output {}

    /** Ask below the protocol for a sign of life. */
    record Ping() implements Output {}

    /**
     * The peer said hello; from now on wikis are synced, if there are any that both have named.
     *
     * @param at the peer's clock, if it said that
     * @param givesPieces whether the peer tells what it holds of attachments, and the hashes of
     *     their pieces
     * @param keeps whether the peer can be asked to keep attachments
     */
    record Greeted(String name, Optional<Instant> at, boolean givesPieces, boolean keeps)
            implements Output {}

    /** Both sides have named this wiki. Said each time that syncing it begins on a connection. */
    record Sharing(WikiId wiki) implements Output {}

    /** The peer speaks another version of the protocol; a {@link Close} follows. */
    record OtherVersion(int version) implements Output {}

    /**
     * Both sides hold the same pages, as far as this side can tell. Said once on a connection for
     * each wiki.
     */
    record InSync(WikiId wiki) implements Output {}

    /**
     * Pages came, or will not come, for which other connections wait that share this wiki: {@link
     * Input.Changed} wakes them.
     */
    record Freed(WikiId wiki) implements Output {}

    record PresenceHeard(Message.Presence presence) implements Output {}

    /** The peer told what members say of themselves. */
    record PeersHeard(Message.Peers peers) implements Output {}

    /**
     * The next bytes of an attachment that is being fetched, in order.
     *
     * @param last whether it is whole now; its hash is still to be checked
     */
    record BlobPiece(WikiId wiki, BlobId blob, Bytes body, boolean last) implements Output {}

    /** The peer does not hold the attachment. */
    record BlobMissing(WikiId wiki, BlobId blob) implements Output {}

    /** The peer has given all that it gives of a page that was wished for; it is on disk. */
    record WishAnswered(WikiId wiki, PageId page) implements Output {}

    /** The peer may search here: look, elsewhere, and answer with {@link Input.Found}. */
    record Look(Message.Query query) implements Output {}

    /** The peer answered a query of this node. */
    record HitsHeard(Message.Hits hits) implements Output {}

    /** The peer cannot be asked this, or does not answer. */
    record Unanswered(long query) implements Output {}

    /** What came of asking for pieces of an attachment. */
    sealed interface OfPieces extends Output {
        BlobId blob();
    }

    /**
     * A piece that was asked for. Nobody has checked it.
     *
     * @param body empty if the peer does not hold it
     */
    record PieceCame(BlobId blob, int piece, Bytes body) implements OfPieces {}

    /** Pieces that were asked for and will not come from this peer for now. */
    record PiecesLate(BlobId blob, List<Integer> pieces) implements OfPieces {}

    /**
     * The hashes of the pieces that were asked for. Nobody has checked them.
     *
     * @param hashes empty if the peer does not know them, or the wiki is not shared
     */
    record LeavesCame(BlobId blob, Bytes hashes) implements OfPieces {}

    /**
     * The connection ends; {@code explanation} is for people.
     *
     * @param byPeer whether the other side said so, rather than this one
     */
    record Close(Message.Reason reason, String explanation, boolean byPeer) implements Output {}
}
