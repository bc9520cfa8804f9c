package enquire.sync.node;

import java.util.List;

/**
 * Members that announced pages which are not here yet.
 *
 * @param online names of those that are connected
 * @param offline names of the others
 */
public record Arriving(List<String> online, List<String> offline) {

    public boolean nothing() {
        return online.isEmpty() && offline.isEmpty();
    }
}
