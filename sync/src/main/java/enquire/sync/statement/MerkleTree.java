package enquire.sync.statement;

import enquire.editor.page.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * One hash over many claims, and for each claim the path that leads from it to that hash. Leaves
 * and nodes are hashed with different first bytes, as in RFC 6962, section 2.1, so that neither
 * passes for the other. A leaf that has no partner goes up as it is; its path says on which side
 * each partner stood, so nobody needs to know how many there were.
 */
final class MerkleTree {

    /** 2^10 leaves are the most that one signature may cover (design, section 6). */
    static final int PATH_STEPS_MAX = 10;

    private static final Bytes LEAF = Bytes.ofHex("00");
    private static final Bytes NODE = Bytes.ofHex("01");

    /**
     * @param sides bit i is set if the partner of step i stands on the left
     * @param partners 32 bytes for each step, from the leaf up
     */
    record Path(int sides, Bytes partners) {

        int steps() {
            return partners.size() / 32;
        }
    }

    private final Bytes root;
    private final List<Path> paths;

    MerkleTree(List<Bytes> contents) {
        int count = contents.size();
        if (count == 0 || count > 1 << PATH_STEPS_MAX) {
            throw new IllegalArgumentException("a tree of %d claims".formatted(count));
        }
        int[] sides = new int[count];
        var partners = new ArrayList<List<Bytes>>();
        int[] positions = new int[count];
        for (int leaf = 0; leaf < count; leaf++) {
            partners.add(new ArrayList<>());
            positions[leaf] = leaf;
        }
        List<Bytes> level = contents.stream().map(MerkleTree::leaf).toList();
        while (level.size() > 1) {
            for (int leaf = 0; leaf < count; leaf++) {
                int partner = positions[leaf] ^ 1;
                if (partner < level.size()) {
                    int step = partners.get(leaf).size();
                    sides[leaf] |= partner < positions[leaf] ? 1 << step : 0;
                    partners.get(leaf).add(level.get(partner));
                }
                positions[leaf] /= 2;
            }
            level = above(level);
        }
        root = level.getFirst();
        var built = new ArrayList<Path>();
        for (int leaf = 0; leaf < count; leaf++) {
            built.add(
                    new Path(sides[leaf], Bytes.concat(partners.get(leaf).toArray(Bytes[]::new))));
        }
        paths = List.copyOf(built);
    }

    Bytes root() {
        return root;
    }

    Path path(int leaf) {
        return paths.get(leaf);
    }

    /** The root that {@code content} has with this path. */
    static Bytes root(Bytes content, Path path) {
        Bytes hash = leaf(content);
        for (int step = 0; step < path.steps(); step++) {
            Bytes partner = path.partners().slice(32 * step, 32 * step + 32);
            boolean left = (path.sides() >> step & 1) == 1;
            hash = left ? node(partner, hash) : node(hash, partner);
        }
        return hash;
    }

    private static List<Bytes> above(List<Bytes> level) {
        var above = new ArrayList<Bytes>();
        for (int i = 0; i < level.size(); i += 2) {
            above.add(i + 1 < level.size() ? node(level.get(i), level.get(i + 1)) : level.get(i));
        }
        return above;
    }

    private static Bytes leaf(Bytes content) {
        return Bytes.concat(LEAF, content).sha256();
    }

    private static Bytes node(Bytes left, Bytes right) {
        return Bytes.concat(NODE, left, right).sha256();
    }
}
