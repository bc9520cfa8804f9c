package enquire.sync.protocol;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One attachment on its way from the peer, piece by piece, in order. One thread at a time. */
final class BlobTransfer {

    /** Pieces that are asked for ahead: 1 MiB, so that the line does not idle (arithmetic). */
    private static final int AHEAD = 4;

    /** How long a peer may take for one piece. */
    private static final int PIECE_TICKS = Session.ticks(java.time.Duration.ofSeconds(60));

    private final WikiId wiki;
    private final BlobId blob;
    private final long bytes;
    private final int pieces;
    private int asked;
    private int got;
    private int ticks;

    BlobTransfer(WikiId wiki, BlobId blob, long bytes) {
        this.wiki = wiki;
        this.blob = blob;
        this.bytes = bytes;
        this.pieces = (int) Math.max(1, Math.ceilDiv(bytes, Limits.PIECE_BYTES));
    }

    WikiId wiki() {
        return wiki;
    }

    BlobId blob() {
        return blob;
    }

    void ask(List<Output> out) {
        var next = new ArrayList<Integer>();
        while (asked < pieces && asked < got + AHEAD) {
            next.add(asked++);
        }
        if (!next.isEmpty()) {
            out.add(new Output.Send(new Message.Need(wiki, blob, next)));
        }
    }

    /** What was asked for and has not come is not to be sent any more. */
    void takeBack(List<Output> out) {
        List<Integer> late = IntStream.range(got, asked).boxed().toList();
        out.add(new Output.Send(new Message.Cancel(wiki, blob, late)));
    }

    /**
     * @return whether this was the last piece, or there will be none
     */
    boolean receive(Message.Piece piece, List<Output> out) {
        if (piece.piece() != got || got >= asked) {
            return false; // Late, of an earlier try that was given up: it is no offence.
        }
        ticks = 0;
        if (piece.body().size() != bytesOf(got)) {
            out.add(new Output.BlobMissing(wiki, blob));
            return true;
        }
        got++;
        boolean last = got == pieces;
        out.add(new Output.BlobPiece(wiki, blob, piece.body(), last));
        if (!last) {
            ask(out);
        }
        return last;
    }

    /** An empty attachment is one empty piece. */
    private int bytesOf(int piece) {
        long from = (long) piece * Limits.PIECE_BYTES;
        return (int) Math.min(Limits.PIECE_BYTES, bytes - from);
    }

    /**
     * @return whether the peer takes too long
     */
    boolean tick() {
        return ++ticks > PIECE_TICKS;
    }

    /** One that the peer asked for. */
    record Wanted(FileShelf shelf, BlobId blob, int piece) {

        Message answer() {
            return new Message.Piece(
                    shelf.wiki(), blob, piece, shelf.piece(blob, piece).orElse(Bytes.EMPTY));
        }
    }
}
