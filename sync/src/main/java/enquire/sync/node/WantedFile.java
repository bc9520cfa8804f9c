package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PieceTree;
import enquire.editor.page.WikiId;

/**
 * An attachment that comes in pieces, as its page describes it.
 *
 * @param bytes the size
 * @param root over its pieces
 */
record WantedFile(WikiId wiki, BlobId blob, long bytes, Bytes root) {

    int pieces() {
        return PieceTree.pieces(bytes);
    }

    /** Its name is the hash of its only piece. */
    boolean onePiece() {
        return pieces() == 1;
    }

    /** Whether these are the hashes of its pieces. */
    boolean areLeaves(Bytes hashes) {
        return hashes.size() == PieceTree.HASH_BYTES * pieces()
                && PieceTree.root(hashes).equals(root);
    }

    /**
     * @param leaves that lead to the root; not looked at of a file of one piece
     */
    boolean isPiece(Bytes leaves, int piece, Bytes body) {
        return onePiece()
                ? body.sha256().equals(blob.value())
                : PieceTree.isLeaf(leaves, piece, body);
    }
}
