package enquire.editor.page;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds the changes that are in one of two versions, but not in both: it walks back from both, the
 * newest change first, until only common ones are left. One use, one thread.
 */
final class VersionDifference {

    private static final int ONE = 1;
    private static final int OTHER = 2;
    private static final int BOTH = ONE | OTHER;

    private final Map<ChangeHash, KnownChanges.Node> nodes;
    private final Map<ChangeHash, Integer> sides = new HashMap<>();
    private final TreeMap<Integer, ChangeHash> toVisit = new TreeMap<>();

    /** How many of those to visit belong to one side only, as far as is known. */
    private int oneSided;

    VersionDifference(Map<ChangeHash, KnownChanges.Node> nodes) {
        this.nodes = nodes;
    }

    /**
     * @param one heads that are all among the nodes, as those of {@code other}
     */
    boolean anyMatch(Heads one, Heads other, Predicate<KnownChanges.Node> condition) {
        one.hashes().forEach(hash -> reach(hash, ONE));
        other.hashes().forEach(hash -> reach(hash, OTHER));
        while (oneSided > 0) {
            // Descendants have higher numbers, so nothing will reach this change any more.
            ChangeHash hash = toVisit.pollLastEntry().getValue();
            KnownChanges.Node node = nodes.get(hash);
            int side = sides.get(hash);
            if (side != BOTH) {
                if (condition.test(node)) {
                    return true;
                }
                oneSided--;
            }
            node.dependencies().forEach(dependency -> reach(dependency, side));
        }
        return false;
    }

    private void reach(ChangeHash hash, int side) {
        int before = sides.getOrDefault(hash, 0);
        int now = before | side;
        if (now != before) {
            sides.put(hash, now);
            toVisit.put(nodes.get(hash).number(), hash);
            oneSided += (now == BOTH ? 0 : 1) - (before == 0 ? 0 : 1);
        }
    }
}
