package enquire.sync.history;

import enquire.editor.page.Replay;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Changes in one row: each after those it builds on, whatever the clocks of their authors said;
 * otherwise the older ones first.
 */
final class Row {

    private Row() {}

    /**
     * @param times when each change was made, in milliseconds since 1970
     * @return the places of all changes
     */
    static int[] of(Replay changes, long[] times) {
        int[] open = new int[changes.size()];
        int[][] children = children(changes, open);
        Comparator<Integer> oldestFirst =
                Comparator.<Integer>comparingLong(each -> times[each])
                        .thenComparingLong(changes::startOp)
                        .thenComparing(changes::hash);
        var ready = new PriorityQueue<>(oldestFirst);
        for (int i = 0; i < open.length; i++) {
            if (open[i] == 0) {
                ready.add(i);
            }
        }
        int[] row = new int[open.length];
        int at = 0;
        while (!ready.isEmpty()) {
            int change = ready.poll();
            row[at++] = change;
            for (int child : children[change]) {
                if (--open[child] == 0) {
                    ready.add(child);
                }
            }
        }
        return row;
    }

    /**
     * @param counts is given how many each change was made on
     */
    private static int[][] children(Replay changes, int[] counts) {
        int[] made = new int[changes.size()];
        for (int i = 0; i < made.length; i++) {
            counts[i] = changes.dependencies(i).length;
            for (int dependency : changes.dependencies(i)) {
                made[dependency]++;
            }
        }
        int[][] children = new int[made.length][];
        Arrays.setAll(children, i -> new int[made[i]]);
        for (int i = 0; i < made.length; i++) {
            for (int dependency : changes.dependencies(i)) {
                children[dependency][--made[dependency]] = i;
            }
        }
        return children;
    }
}
