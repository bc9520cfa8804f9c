package enquire.sync.history;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Changes in one row: each after those it builds on, whatever the clocks of their authors said;
 * otherwise the older ones first.
 */
final class Row {

    private static final Comparator<DatedChange> OLDEST_FIRST =
            Comparator.comparing(DatedChange::at)
                    .thenComparing(each -> each.change().startOp())
                    .thenComparing(each -> each.change().hash());

    private Row() {}

    static List<DatedChange> of(List<DatedChange> changes) {
        var held = new HashMap<ChangeHash, DatedChange>();
        changes.forEach(each -> held.put(each.change().hash(), each));
        var open = new HashMap<ChangeHash, Integer>();
        Map<ChangeHash, List<DatedChange>> children = new HashMap<>();
        var ready = new PriorityQueue<>(OLDEST_FIRST);
        for (DatedChange each : held.values()) {
            Change change = each.change();
            int count = 0;
            for (ChangeHash dependency : change.dependencies()) {
                if (held.containsKey(dependency)) {
                    children.computeIfAbsent(dependency, none -> new ArrayList<>()).add(each);
                    count++;
                }
            }
            open.put(change.hash(), count);
            if (count == 0) {
                ready.add(each);
            }
        }
        var row = new ArrayList<DatedChange>(held.size());
        while (!ready.isEmpty()) {
            DatedChange each = ready.poll();
            row.add(each);
            for (DatedChange next : children.getOrDefault(each.change().hash(), List.of())) {
                if (open.merge(next.change().hash(), -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        return row;
    }
}
