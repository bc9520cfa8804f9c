package enquire.editor.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about the changes in one document. Automerge takes changes whose dependencies are
 * missing and heads it never saw without a word, so this is asked first. One thread at a time.
 */
final class KnownChanges {

    /**
     * How many changes are remembered as the beginning of one actor's work: a first text of this
     * many times 20,000 characters. (A guess: far more than a page may have.)
     */
    static final int FIRST_CHANGES_MAX = 1_000;

    /**
     * A change with its hash, its dependency, its actor and the entries that hold it. (Arithmetic:
     * four objects of 80 to 100 bytes.)
     */
    private static final int NODE_BYTES = 400;

    /** A hash: two objects and 32 bytes, of which a list holds one reference. (Measured: 92.) */
    private static final int DEPENDENCY_BYTES = 100;

    /**
     * The changes of one actor from the genesis on, as long as nothing else comes between.
     *
     * @param hash of the change
     * @param operations how many it has
     * @param changesText whether some of them insert or delete text
     */
    record FirstChange(ChangeHash hash, int operations, boolean changesText) {}

    /**
     * A change as part of the history.
     *
     * @param number counted as changes were added, so that it is higher than that of any ancestor
     * @param actor whose work it is; of the genesis nobody's that could make a change
     * @param seq which change of its actor it is, from 1; 0 for the genesis
     * @param lastOperation number of its last operation
     */
    record Node(
            int number,
            List<ChangeHash> dependencies,
            ActorId actor,
            long seq,
            long lastOperation,
            boolean changesMaps) {

        static Node of(int number, Change change) {
            return new Node(
                    number,
                    change.dependencies(),
                    change.actor(),
                    change.seq(),
                    change.lastOperation(),
                    change.changesMaps());
        }

        static Node genesis() {
            var nobody = new ActorId(Bytes.of(new byte[ActorId.BYTES]));
            return new Node(0, List.of(), nobody, 0, Genesis.OPERATIONS, true);
        }
    }

    private final Map<ChangeHash, Node> nodes = new HashMap<>();
    private final Map<ActorId, Long> lastSeqs = new HashMap<>();
    private final Map<ActorId, List<FirstChange>> firstChanges = new HashMap<>();
    private final OperationIndex operationIndex = new OperationIndex();
    private final Clocks clocks = new Clocks();
    private long operations;
    private long dependencies;

    KnownChanges() {
        nodes.put(Genesis.HASH, Node.genesis());
    }

    boolean contains(ChangeHash hash) {
        return nodes.containsKey(hash);
    }

    boolean containsAll(Collection<ChangeHash> asked) {
        return nodes.keySet().containsAll(asked);
    }

    Optional<Node> node(ChangeHash hash) {
        return Optional.ofNullable(nodes.get(hash));
    }

    /** The number of the last change of this actor; 0 if there is none. */
    long lastSeq(ActorId actor) {
        return lastSeqs.getOrDefault(actor, 0L);
    }

    OperationIndex operationIndex() {
        return operationIndex;
    }

    Clocks clocks() {
        return clocks;
    }

    /** How many changes there are besides the genesis. */
    int count() {
        return nodes.size() - 1;
    }

    /** The sum over all changes; what a document weighs grows with it. */
    long operations() {
        return operations;
    }

    /** About how many bytes this takes on the Java heap. */
    long bytesEstimate() {
        return (long) NODE_BYTES * nodes.size()
                + (long) DEPENDENCY_BYTES * dependencies
                + operationIndex.bytesEstimate()
                + clocks.bytesEstimate();
    }

    Map<ActorId, List<FirstChange>> firstChanges() {
        return firstChanges;
    }

    /**
     * @return those of {@code changes} that are not known yet
     * @throws IllegalArgumentException if one of them cannot follow what is known and those before
     *     it; then nothing was noted
     */
    List<Change> requireInOrder(List<Change> changes) {
        var fresh = new ArrayList<Change>();
        var freshHashes = new HashSet<ChangeHash>();
        var freshSeqs = new HashMap<ActorId, Long>();
        for (Change change : changes) {
            if (nodes.containsKey(change.hash()) || !freshHashes.add(change.hash())) {
                continue;
            }
            for (ChangeHash dependency : change.dependencies()) {
                if (!nodes.containsKey(dependency) && !freshHashes.contains(dependency)) {
                    throw new IllegalArgumentException(
                            "Change %s follows %s, which is not here."
                                    .formatted(change, dependency));
                }
            }
            long last =
                    freshSeqs.getOrDefault(
                            change.actor(), lastSeqs.getOrDefault(change.actor(), 0L));
            if (change.dependencies().isEmpty() || change.seq() != last + 1) {
                throw new IllegalArgumentException(
                        "Change %s is number %d of its actor; number %d was expected."
                                .formatted(change, change.seq(), last + 1));
            }
            freshSeqs.put(change.actor(), change.seq());
            fresh.add(change);
        }
        return fresh;
    }

    void add(Change change) {
        ChangeBody body = change.body();
        operationIndex.add(body.actor(), body.seq(), body.startOp(), OperationReader.read(body));
        nodes.put(change.hash(), Node.of(nodes.size(), change));
        lastSeqs.put(change.actor(), change.seq());
        operations += change.operations();
        dependencies += change.dependencies().size();
        if (change.dependencies().size() == 1) {
            noteFirst(change, change.dependencies().getFirst());
        }
    }

    private void noteFirst(Change change, ChangeHash dependency) {
        List<FirstChange> first =
                firstChanges.computeIfAbsent(change.actor(), actor -> new ArrayList<>());
        ChangeHash expected = first.isEmpty() ? Genesis.HASH : first.getLast().hash();
        if (dependency.equals(expected) && first.size() < FIRST_CHANGES_MAX) {
            first.add(new FirstChange(change.hash(), change.operations(), change.changesText()));
        }
        if (first.isEmpty()) {
            firstChanges.remove(change.actor());
        }
    }

    /** Whether a change that is in only one of two versions sets or deletes a key. */
    boolean mapsDiffer(Heads one, Heads other) {
        return new VersionDifference(nodes).anyMatch(one, other, Node::changesMaps);
    }

    /** The heads after {@code changes} were added to a document at {@code before}. */
    static Heads headsAfter(Heads before, List<Change> changes) {
        Set<ChangeHash> heads = new HashSet<>(before.hashes());
        for (Change change : changes) {
            heads.add(change.hash());
        }
        for (Change change : changes) {
            change.dependencies().forEach(heads::remove);
        }
        return Heads.of(heads);
    }
}
