package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceTreeTest {

    private static final int PIECE = PieceTree.PIECE_BYTES;

    /** The definition, level by level, from docs/PROTOCOL.md. */
    private static Bytes rootByLevels(byte[] content) {
        List<Bytes> level = new ArrayList<>();
        for (int from = 0; from < content.length || from == 0; from += PIECE) {
            int to = Math.min(content.length, from + PIECE);
            Bytes piece = Bytes.of(Arrays.copyOfRange(content, from, to));
            level.add(Bytes.concat(Bytes.ofHex("00"), piece).sha256());
        }
        while (level.size() > 1) {
            var above = new ArrayList<Bytes>();
            for (int i = 0; i < level.size(); i += 2) {
                above.add(
                        i + 1 == level.size()
                                ? level.get(i)
                                : Bytes.concat(Bytes.ofHex("01"), level.get(i), level.get(i + 1))
                                        .sha256());
            }
            level = above;
        }
        return level.getFirst();
    }

    private static Bytes rootInParts(byte[] content, int part) {
        var tree = new PieceTree();
        for (int from = 0; from < content.length; from += part) {
            tree.update(content, from, Math.min(part, content.length - from));
        }
        return tree.root();
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                PIECE - 1,
                PIECE,
                PIECE + 1,
                2 * PIECE,
                3 * PIECE,
                5 * PIECE + 7,
                7 * PIECE
            })
    void theRootIsThatOfTheDefinitionInWhateverPartsTheBytesCome(int length) {
        byte[] content = content(length);

        assertEquals(rootByLevels(content), rootInParts(content, 64 * 1024));
        assertEquals(rootByLevels(content), rootInParts(content, 100_003));
        assertEquals(rootByLevels(content), rootInParts(content, Math.max(1, length)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE, 3 * PIECE, 5 * PIECE + 7})
    void leavesAreTheHashesOfThePiecesAndLeadToTheRoot(int length) {
        byte[] content = content(length);
        var tree = new PieceTree();
        tree.update(content, 0, length);
        Bytes root = tree.root();

        Bytes leaves = tree.leaves();

        assertEquals(PieceTree.pieces(length) * PieceTree.HASH_BYTES, leaves.size());
        assertEquals(root, PieceTree.root(leaves));
        int last = (PieceTree.pieces(length) - 1) * PIECE;
        assertEquals(
                leaves.slice(leaves.size() - PieceTree.HASH_BYTES, leaves.size()),
                PieceTree.leaf(Bytes.of(Arrays.copyOfRange(content, last, length))));
    }

    @Test
    void leavesThatAreNoneHaveNoRoot() {
        assertThrows(IllegalArgumentException.class, () -> PieceTree.root(Bytes.EMPTY));
        assertThrows(IllegalArgumentException.class, () -> PieceTree.root(Bytes.of(new byte[33])));
    }

    /** The roots stand in pages for good: these bytes must never change. */
    @Test
    void rootsAreWhatTheyWereInTheFirstVersion() {
        assertEquals(
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                rootInParts(new byte[0], 1).toString());
        assertEquals(
                "fcb70de87aa3f1708ba75f4f8e4308f65f304127e143f83f562a0bc504f2c847",
                rootInParts(new byte[2 * PIECE + 1], PIECE).toString());
    }

    @Test
    void aChangedByteInAnyPieceChangesTheRoot() {
        byte[] content = content(3 * PIECE);
        Bytes root = rootInParts(content, PIECE);
        for (int at : new int[] {0, PIECE, 3 * PIECE - 1}) {
            byte[] changed = content.clone();
            changed[at] ^= 1;
            assertNotEquals(root, rootInParts(changed, PIECE));
        }
    }
}
