package enquire.editor.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Screens changes of which one page cannot hold all, because an author made two of one number. Each
 * is looked at in a branch: a set of changes in which no number is there twice. Whether one is
 * refused depends on it and its ancestors alone, so every node refuses the same ones. Nothing
 * native is needed. One use, one thread.
 */
public final class BranchScreening {

    private record Numbered(ActorId actor, long seq) {
        Numbered(Change change) {
            this(change.actor(), change.seq());
        }
    }

    private static final class Branch {
        private final KnownChanges known = new KnownChanges();
        private final Set<Numbered> numbers = new HashSet<>();

        boolean canTake(Change change) {
            return !numbers.contains(new Numbered(change))
                    && known.containsAll(change.dependencies());
        }

        void add(Change change) {
            known.add(change);
            numbers.add(new Numbered(change));
        }

        ScreenedChanges screen(Change change) {
            return new ChangeScreening(known).screen(List.of(change));
        }
    }

    private final Map<ChangeHash, Change> changes = new LinkedHashMap<>();
    private final List<Branch> branches = new ArrayList<>();
    private final Map<ChangeHash, String> refused = new LinkedHashMap<>();

    private BranchScreening() {}

    /**
     * @param page changes that are part of the page, each after those it depends on
     * @param others to be looked at, each after those of both that it depends on; none follows two
     *     changes of one number
     * @return those of the others that may never enter a page, with the reason; what follows one of
     *     them is neither refused nor fit
     */
    public static Map<ChangeHash, String> refused(List<Change> page, List<Change> others) {
        var screening = new BranchScreening();
        screening.begin(page);
        others.forEach(screening::place);
        return Collections.unmodifiableMap(screening.refused);
    }

    private void begin(List<Change> page) {
        var branch = new Branch();
        for (Change change : page) {
            changes.put(change.hash(), change);
            branch.add(change);
        }
        branches.add(branch);
    }

    private void place(Change change) {
        if (!follows(change)) {
            return;
        }
        Branch branch =
                branches.stream()
                        .filter(each -> each.canTake(change))
                        .findFirst()
                        .orElseGet(() -> branchBelow(change));
        Map<ChangeHash, String> why = branch.screen(change).refused();
        if (why.isEmpty()) {
            branch.add(change);
            changes.put(change.hash(), change);
        } else {
            refused.putAll(why);
        }
    }

    /** Not if something it builds on was refused, or is not here. */
    private boolean follows(Change change) {
        return change.dependencies().stream()
                .allMatch(each -> each.equals(Genesis.HASH) || changes.containsKey(each));
    }

    /** The ancestors of a change, and nothing else. */
    private Branch branchBelow(Change change) {
        var ancestors = new HashMap<ChangeHash, Change>();
        var open = new ArrayDeque<>(change.dependencies());
        while (!open.isEmpty()) {
            Change next = changes.get(open.pop());
            if (next != null && ancestors.put(next.hash(), next) == null) {
                open.addAll(next.dependencies());
            }
        }
        var branch = new Branch();
        // In the order of their places, so each after those it depends on.
        changes.values().stream()
                .filter(each -> ancestors.containsKey(each.hash()))
                .forEach(branch::add);
        branches.add(branch);
        return branch;
    }
}
