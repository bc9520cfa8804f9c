package enquire.storage;

import enquire.editor.page.ActorId;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.Heads;
import enquire.storage.database.ChangeNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which changes of a page are held, what each depends on and which are accepted; without their
 * bytes. The genesis belongs to every page and is never stored. One thread at a time.
 */
final class ChangeGraph {

    /** A guess at what a node takes in memory, with its number. */
    private static final int NODE_BYTES = 500;

    /** A hash that a node names: two objects and 32 bytes. (Measured: 92.) */
    static final int DEPENDENCY_BYTES = 100;

    private record Numbered(ActorId actor, long seq) {}

    private final Map<ChangeHash, ChangeNode> nodes = new LinkedHashMap<>();

    /** The first change of each number. */
    private final Map<Numbered, ChangeHash> numbers = new HashMap<>();

    /** Changes whose number another one had already. */
    private final Set<ChangeHash> twins = new HashSet<>();

    private long dependencies;

    static ChangeGraph of(Collection<ChangeNode> nodes) {
        var graph = new ChangeGraph();
        nodes.forEach(graph::put);
        return graph;
    }

    void add(Change change, boolean accepted) {
        put(
                new ChangeNode(
                        change.hash(),
                        change.dependencies(),
                        change.actor(),
                        change.seq(),
                        accepted,
                        Math.max(change.inflatedBytes(), change.chunk().size())));
    }

    private void put(ChangeNode node) {
        ChangeNode before = nodes.put(node.hash(), node);
        dependencies += node.dependencies().size();
        dependencies -= before == null ? 0 : before.dependencies().size();
        ChangeHash first = numbers.putIfAbsent(new Numbered(node.actor(), node.seq()), node.hash());
        if (first != null && !first.equals(node.hash())) {
            twins.add(node.hash());
        }
    }

    void remove(ChangeHash hash) {
        ChangeNode removed = nodes.remove(hash);
        if (removed == null) {
            return;
        }
        dependencies -= removed.dependencies().size();
        numbers.remove(new Numbered(removed.actor(), removed.seq()), hash);
        if (!twins.isEmpty()) {
            numbers.clear();
            twins.clear();
            List.copyOf(nodes.values()).forEach(this::put);
        }
    }

    /** Whether two of these changes and of those that are held have one actor and number. */
    boolean hasTwins(Collection<Change> others) {
        if (!twins.isEmpty()) {
            return true;
        }
        var fresh = new HashMap<Numbered, ChangeHash>();
        for (Change change : others) {
            var number = new Numbered(change.actor(), change.seq());
            ChangeHash first = fresh.putIfAbsent(number, change.hash());
            ChangeHash held = numbers.get(number);
            if (first != null && !first.equals(change.hash())
                    || held != null && !held.equals(change.hash())) {
                return true;
            }
        }
        return false;
    }

    /** Whether this actor has two changes of one number here. */
    boolean hasTwinsOf(ActorId actor) {
        return twins.stream().anyMatch(hash -> nodes.get(hash).actor().equals(actor));
    }

    void accept(ChangeHash hash, boolean accepted) {
        nodes.computeIfPresent(
                hash,
                (same, node) ->
                        new ChangeNode(
                                hash,
                                node.dependencies(),
                                node.actor(),
                                node.seq(),
                                accepted,
                                node.bytes()));
    }

    boolean contains(ChangeHash hash) {
        return hash.equals(Genesis.HASH) || nodes.containsKey(hash);
    }

    boolean isAccepted(ChangeHash hash) {
        if (hash.equals(Genesis.HASH)) {
            return true;
        }
        ChangeNode node = nodes.get(hash);
        return node != null && node.accepted();
    }

    /** What a change is that is held; the genesis has no number. */
    Optional<Exchange.Numbered> numbered(ChangeHash hash) {
        return Optional.ofNullable(nodes.get(hash))
                .map(node -> new Exchange.Numbered(node.actor(), node.seq(), node.dependencies()));
    }

    boolean isAccepted(Heads heads) {
        return !heads.isEmpty() && heads.hashes().stream().allMatch(this::isAccepted);
    }

    /** All that are held and not accepted. */
    List<ChangeNode> waiting() {
        return nodes.values().stream().filter(node -> !node.accepted()).toList();
    }

    List<ChangeHash> accepted() {
        return nodes.values().stream().filter(ChangeNode::accepted).map(ChangeNode::hash).toList();
    }

    /** Dependencies of what is held that are not held themselves. */
    Set<ChangeHash> missing() {
        var missing = new HashSet<ChangeHash>();
        for (ChangeNode node : nodes.values()) {
            for (ChangeHash dependency : node.dependencies()) {
                if (!contains(dependency)) {
                    missing.add(dependency);
                }
            }
        }
        return missing;
    }

    /** These and everything they descend from, as far as it is held. */
    Set<ChangeHash> ancestors(Collection<ChangeHash> hashes) {
        var seen = new HashSet<ChangeHash>();
        var left = new ArrayDeque<>(hashes);
        while (!left.isEmpty()) {
            ChangeHash hash = left.pop();
            if (contains(hash) && seen.add(hash)) {
                ChangeNode node = nodes.get(hash);
                if (node != null) {
                    left.addAll(node.dependencies());
                }
            }
        }
        return seen;
    }

    /** The heads of everything that is accepted. */
    Heads heads() {
        return headsOf(accepted());
    }

    /**
     * @param closed with each of them all that it depends on
     */
    Heads headsOf(Collection<ChangeHash> closed) {
        var heads = new HashSet<ChangeHash>(Set.of(Genesis.HASH));
        heads.addAll(closed);
        closed.stream()
                .flatMap(hash -> nodes.get(hash).dependencies().stream())
                .forEach(heads::remove);
        return Heads.of(heads);
    }

    long bytes() {
        return (long) NODE_BYTES * nodes.size() + (long) DEPENDENCY_BYTES * dependencies;
    }

    int size() {
        return nodes.size();
    }

    /**
     * Each after those of the same collection that it depends on, otherwise in the given order.
     * Without recursion: a page can be a chain of a hundred thousand changes.
     */
    static List<Change> ordered(Collection<Change> changes) {
        return ordered(changes, Deque::pollFirst);
    }

    /**
     * The same, and what each author wrote for himself comes in one piece, as far as may be: who
     * keeps what nobody has vouched for yet keeps little of it at a time.
     */
    static List<Change> orderedByChains(Collection<Change> changes) {
        return ordered(changes, Deque::pollLast);
    }

    private static List<Change> ordered(
            Collection<Change> changes, Function<Deque<Change>, Change> next) {
        var byHash = new LinkedHashMap<ChangeHash, Change>();
        changes.forEach(change -> byHash.put(change.hash(), change));
        Map<ChangeHash, List<Change>> waitingFor = new HashMap<>();
        Map<ChangeHash, Integer> open = new HashMap<>();
        var ready = new ArrayDeque<Change>();
        for (Change change : byHash.values()) {
            int count = 0;
            for (ChangeHash dependency : change.dependencies()) {
                if (byHash.containsKey(dependency)) {
                    waitingFor.computeIfAbsent(dependency, none()).add(change);
                    count++;
                }
            }
            open.put(change.hash(), count);
            if (count == 0) {
                ready.add(change);
            }
        }
        var ordered = new ArrayList<Change>(byHash.size());
        while (!ready.isEmpty()) {
            Change change = next.apply(ready);
            ordered.add(change);
            for (Change later : waitingFor.getOrDefault(change.hash(), List.of())) {
                if (open.merge(later.hash(), -1, Integer::sum) == 0) {
                    ready.add(later);
                }
            }
        }
        return ordered;
    }

    private static Function<ChangeHash, List<Change>> none() {
        return hash -> new ArrayList<>();
    }
}
