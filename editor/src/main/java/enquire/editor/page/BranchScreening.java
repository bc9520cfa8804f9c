package enquire.editor.page;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /**
     * Branches besides the page itself that are in memory at a time: each holds an index of all
     * operations of its changes. (A guess; two are what an honest mishap needs.)
     */
    private static final int KEPT_MAX = 4;

    /**
     * What became of the changes that were looked at; the others are in neither.
     *
     * @param refused that may never enter a page, with the reason
     */
    public record Result(Set<ChangeHash> fit, Map<ChangeHash, String> refused) {}

    private final Map<ChangeHash, Change> changes = new LinkedHashMap<>();
    private final Set<ChangeHash> followed = new HashSet<>();
    private final Branch whole = new Branch();
    private final ArrayDeque<Branch> branches = new ArrayDeque<>();
    private final Set<ChangeHash> fit = new HashSet<>();
    private final Map<ChangeHash, String> refused = new LinkedHashMap<>();
    private int buildsLeft;

    private BranchScreening(int buildsMax) {
        this.buildsLeft = buildsMax;
    }

    /**
     * @param page changes that are part of the page, each after those it depends on
     * @param others each after those of both that it depends on; none follows two changes of one
     *     number
     * @param known those of the others that were found fit before: once for all, since a change and
     *     its ancestors have one hash
     * @param branchesMax how many branches may be built, each of which takes time by the size of
     *     the page; what would need more is not looked at
     */
    public static Result screen(
            List<Change> page, List<Change> others, Set<ChangeHash> known, int branchesMax) {
        var screening = new BranchScreening(branchesMax);
        page.forEach(screening::begin);
        others.forEach(change -> screening.followed.addAll(change.dependencies()));
        for (Change change : others) {
            if (known.contains(change.hash())) {
                screening.changes.put(change.hash(), change);
            } else {
                screening.place(change);
            }
        }
        return new Result(
                Collections.unmodifiableSet(screening.fit),
                Collections.unmodifiableMap(screening.refused));
    }

    private void begin(Change change) {
        changes.put(change.hash(), change);
        whole.add(change);
    }

    private void place(Change change) {
        if (!follows(change)) {
            return;
        }
        Optional<Branch> branch =
                Stream.concat(Stream.of(whole), branches.stream())
                        .filter(each -> each.canTake(change))
                        .findFirst()
                        .or(() -> branchBelow(change));
        if (branch.isEmpty()) {
            return;
        }
        Map<ChangeHash, String> why = branch.get().screen(change).refused();
        if (!why.isEmpty()) {
            refused.putAll(why);
            return;
        }
        fit.add(change.hash());
        changes.put(change.hash(), change);
        // One that nothing follows leaves its place to its twins.
        if (followed.contains(change.hash())) {
            branch.get().add(change);
        }
    }

    /** Not if something it builds on was refused or not looked at, or is not here. */
    private boolean follows(Change change) {
        return change.dependencies().stream()
                .allMatch(each -> each.equals(Genesis.HASH) || changes.containsKey(each));
    }

    /** The ancestors of a change, and nothing else. */
    private Optional<Branch> branchBelow(Change change) {
        if (buildsLeft == 0) {
            return Optional.empty();
        }
        buildsLeft--;
        var ancestors = new HashSet<ChangeHash>();
        var open = new ArrayDeque<>(change.dependencies());
        while (!open.isEmpty()) {
            Change next = changes.get(open.pop());
            if (next != null && ancestors.add(next.hash())) {
                open.addAll(next.dependencies());
            }
        }
        var branch = new Branch();
        // In the order of their places, so each after those it depends on.
        changes.values().stream()
                .filter(each -> ancestors.contains(each.hash()))
                .forEach(branch::add);
        if (branches.size() == KEPT_MAX) {
            branches.removeFirst();
        }
        branches.addLast(branch);
        return Optional.of(branch);
    }
}
