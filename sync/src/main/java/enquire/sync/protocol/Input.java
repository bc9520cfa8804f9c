package enquire.sync.protocol;

import enquire.editor.page.BlobId;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.util.List;
import java.util.Optional;

/** What happens to a {@link Session}. */
public sealed interface Input {

    /** The connection stands. */
    record Opened() implements Input {}

    /** A message of the peer. */
    record Received(Message message) implements Input {}

    /** The peer gave a sign of life below the protocol. */
    record Heard() implements Input {}

    /**
     * Pages of this wiki changed on disk; own changes among them are signed, so that their heads
     * may be given out. Also what another connection brought or did not.
     */
    record Changed(WikiId wiki) implements Input {}

    /** The members of this wiki, or the wikis of this node, or its name changed. */
    record MembersChanged(WikiId wiki) implements Input {}

    /** There is room for one large message. */
    record Ready() implements Input {}

    /** {@link Session#TICK} passed. */
    record Tick() implements Input {}

    /** Somebody moved in a page on this computer. */
    record Moved(Message.Presence presence) implements Input {}

    /** About attachments. */
    sealed interface OfFiles extends Input {
        WikiId wiki();
    }

    /**
     * Fetch an attachment from this peer, whole and in order.
     *
     * @param bytes how long it is, as its manifest says
     */
    record Fetch(WikiId wiki, BlobId blob, long bytes) implements OfFiles {}

    /**
     * Ask for these pieces, in whatever order they come.
     *
     * @param urgent whether they go before those that wait to be asked for
     */
    record AskPieces(WikiId wiki, BlobId blob, List<Integer> pieces, boolean urgent)
            implements OfFiles {}

    /** They came from elsewhere. */
    record CancelPieces(WikiId wiki, BlobId blob, List<Integer> pieces) implements OfFiles {}

    /** Ask for the hashes of all pieces. */
    record AskTree(WikiId wiki, BlobId blob) implements OfFiles {}

    /** This node holds other attachments, or parts, than it said before. */
    record Tell(Message.Have have) implements OfFiles {
        @Override
        public WikiId wiki() {
            return have.wiki();
        }
    }

    /** Ask this peer to keep attachments, or answer that. */
    record Keep(Message.Keep keep) implements OfFiles {
        @Override
        public WikiId wiki() {
            return keep.wiki();
        }
    }

    /** Ask this peer for a page at once, whether or not it announced it. */
    record Wish(WikiId wiki, PageId page) implements Input {}

    /** Ask this peer for pages. Its number is unique on the connection. */
    record Ask(Message.Query query) implements Input {}

    /**
     * What {@link Output.Look} led to.
     *
     * @param hits empty if looking was cut off
     */
    record Found(WikiId wiki, long query, Optional<Message.Hits> hits) implements Input {}

    /** This node ends the connection. */
    record Closing(Message.Reason reason, String explanation) implements Input {}
}
