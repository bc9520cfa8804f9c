package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.ProtocolException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The attachments of a bundle, checked while they stream past: the pieces of one file after the
 * other, each file from its first piece to its last, and its bytes those that its name promises.
 * One piece is in memory. One use, one thread.
 */
final class PiecesInOrder {

    /** Hears of each file. */
    interface Sink {
        void begin(BlobId blob);

        void piece(Bytes body);

        /**
         * @param bytes of the whole file, whose name is right
         */
        void end(BlobId blob, long bytes);
    }

    private final Sink sink;
    private @Nullable BlobId open;
    private MessageDigest digest = Bytes.sha256Digest();
    private int pieces;
    private long bytes;
    private boolean lastCame;

    PiecesInOrder(Sink sink) {
        this.sink = sink;
    }

    /**
     * @throws ProtocolException if it is not what has to come next, or ends a file whose bytes are
     *     not those of its name
     */
    void take(Message.Piece piece) {
        boolean next = piece.blob().equals(open);
        if (!next) {
            end();
            open = piece.blob();
            digest = Bytes.sha256Digest();
            pieces = 0;
            bytes = 0;
            lastCame = false;
            sink.begin(piece.blob());
        }
        if (lastCame || piece.piece() != pieces) {
            throw new ProtocolException("holds the pieces of a file in another order than its own");
        }
        if (piece.body().size() > Limits.PIECE_BYTES) {
            throw new ProtocolException("holds a piece of a file that is too large");
        }
        pieces++;
        bytes += piece.body().size();
        lastCame = piece.body().size() < Limits.PIECE_BYTES;
        digest.update(piece.body().toArray());
        sink.piece(piece.body());
    }

    /** After the last piece of all, too. */
    void end() {
        BlobId ended = open;
        if (ended == null) {
            return;
        }
        open = null;
        if (!ended.value().equals(Bytes.of(digest.digest()))) {
            throw new ProtocolException("holds a file with other bytes than its name promises");
        }
        sink.end(ended, bytes);
    }
}
