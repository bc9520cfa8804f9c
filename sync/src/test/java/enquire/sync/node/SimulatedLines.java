package enquire.sync.node;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which computers of a simulated world reach which; at first all do. */
final class SimulatedLines {

    private final List<SimulatedNode> nodes;

    /** From one to another, one way. */
    private final Set<List<SimulatedNode>> blocked = new HashSet<>();

    /**
     * @param nodes all that there are; may still grow
     */
    SimulatedLines(List<SimulatedNode> nodes) {
        this.nodes = nodes;
    }

    /** Nothing reaches it and nothing leaves it. */
    void part(SimulatedNode node) {
        for (SimulatedNode other : nodes) {
            block(node, other);
            block(other, node);
        }
    }

    /** One way. */
    void block(SimulatedNode from, SimulatedNode to) {
        if (from != to) {
            blocked.add(List.of(from, to));
        }
    }

    /** Whatever stood between these two is gone. */
    void join(SimulatedNode one, SimulatedNode other) {
        blocked.remove(List.of(one, other));
        blocked.remove(List.of(other, one));
    }

    void clear() {
        blocked.clear();
    }

    boolean reaches(SimulatedNode from, SimulatedNode to) {
        return !blocked.contains(List.of(from, to));
    }
}
