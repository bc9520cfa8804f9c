package enquire.editor.page;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The Merkle root over the pieces of an attachment, made while its bytes stream past: so that one
 * piece can be checked alone, whoever gives it. One use, one thread.
 *
 * <p>A leaf is SHA-256(0x00 ‖ piece), a node SHA-256(0x01 ‖ left ‖ right), as in RFC 6962, section
 * 2.1: neither passes for the other. Leaves are paired from the left, level by level; one that has
 * no partner goes up as it is. An empty file is one empty piece.
 */
public final class PieceTree {

    /**
     * What one piece holds, in bytes; the last one holds the rest. Part of the format: another size
     * gives other roots. A 50 Mbit/s line carries a piece in 42 ms (arithmetic).
     */
    public static final int PIECE_BYTES = 256 * 1024;

    /** Of a leaf, in bytes. */
    public static final int HASH_BYTES = 32;

    private static final byte LEAF = 0;
    private static final Bytes NODE = Bytes.ofHex("01");

    /** A whole subtree of 2^height leaves. */
    private record Subtree(int height, Bytes hash) {}

    /** The heights fall from the first to the last, as the bits of the number of leaves. */
    private final Deque<Subtree> subtrees = new ArrayDeque<>();

    private final ByteArrayOutputStream leaves = new ByteArrayOutputStream();
    private MessageDigest piece = newPiece();
    private int pieceBytes;

    /**
     * How many pieces a file has.
     *
     * @param bytes of the file, at most 2^48
     */
    public static int pieces(long bytes) {
        return (int) Math.max(1, Math.ceilDiv(bytes, PIECE_BYTES));
    }

    /** The hash of one piece. */
    public static Bytes leaf(Bytes piece) {
        MessageDigest digest = newPiece();
        digest.update(piece.toArray());
        return Bytes.of(digest.digest());
    }

    /** Whether this is the piece of which these leaves speak. */
    public static boolean isLeaf(Bytes leaves, int piece, Bytes body) {
        int from = piece * HASH_BYTES;
        return from + HASH_BYTES <= leaves.size()
                && leaf(body).equals(leaves.slice(from, from + HASH_BYTES));
    }

    /**
     * The root over these leaves.
     *
     * @param leaves one behind the other, at least one
     */
    public static Bytes root(Bytes leaves) {
        if (leaves.size() == 0 || leaves.size() % HASH_BYTES != 0) {
            throw new IllegalArgumentException("leaves of %d bytes".formatted(leaves.size()));
        }
        var tree = new PieceTree();
        for (int from = 0; from < leaves.size(); from += HASH_BYTES) {
            tree.add(leaves.slice(from, from + HASH_BYTES));
        }
        return tree.join();
    }

    /** The next bytes of the file, in order. */
    public void update(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (pieceBytes == PIECE_BYTES) {
                endPiece();
            }
            int part = Math.min(left, PIECE_BYTES - pieceBytes);
            piece.update(bytes, from, part);
            pieceBytes += part;
            from += part;
            left -= part;
        }
    }

    /** The root over everything so far: 32 bytes. Nothing may follow. */
    public Bytes root() {
        endPiece();
        return join();
    }

    /** The hashes of the pieces, one behind the other: whole once the root was asked for. */
    public Bytes leaves() {
        return Bytes.of(leaves.toByteArray());
    }

    private Bytes join() {
        Bytes root = subtrees.removeLast().hash();
        while (!subtrees.isEmpty()) {
            root = node(subtrees.removeLast().hash(), root);
        }
        return root;
    }

    private void endPiece() {
        add(Bytes.of(piece.digest()));
        piece = newPiece();
        pieceBytes = 0;
    }

    private void add(Bytes leaf) {
        leaves.writeBytes(leaf.toArray());
        var made = new Subtree(0, leaf);
        while (!subtrees.isEmpty() && subtrees.getLast().height() == made.height()) {
            made = new Subtree(made.height() + 1, node(subtrees.removeLast().hash(), made.hash()));
        }
        subtrees.addLast(made);
    }

    private static MessageDigest newPiece() {
        MessageDigest digest = Bytes.sha256Digest();
        digest.update(LEAF);
        return digest;
    }

    private static Bytes node(Bytes left, Bytes right) {
        return Bytes.concat(NODE, left, right).sha256();
    }
}
