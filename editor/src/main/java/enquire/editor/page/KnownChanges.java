package enquire.editor.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
     * The changes of one actor from the genesis on, as long as nothing else comes between.
     *
     * @param hash of the change
     * @param operations how many it has
     */
    record FirstChange(ChangeHash hash, int operations) {}

    private final Set<ChangeHash> hashes = new HashSet<>(Set.of(Genesis.HASH));
    private final Map<ActorId, Long> lastSeqs = new HashMap<>();
    private final Map<ActorId, List<FirstChange>> firstChanges = new HashMap<>();
    private long operations;

    boolean contains(ChangeHash hash) {
        return hashes.contains(hash);
    }

    boolean containsAll(Collection<ChangeHash> asked) {
        return hashes.containsAll(asked);
    }

    /** How many changes there are besides the genesis. */
    int count() {
        return hashes.size() - 1;
    }

    /** The sum over all changes; what a document weighs grows with it. */
    long operations() {
        return operations;
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
            if (hashes.contains(change.hash()) || !freshHashes.add(change.hash())) {
                continue;
            }
            for (ChangeHash dependency : change.dependencies()) {
                if (!hashes.contains(dependency) && !freshHashes.contains(dependency)) {
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
        hashes.add(change.hash());
        lastSeqs.put(change.actor(), change.seq());
        operations += change.operations();
        if (change.dependencies().size() == 1) {
            noteFirst(change, change.dependencies().getFirst());
        }
    }

    private void noteFirst(Change change, ChangeHash dependency) {
        List<FirstChange> first =
                firstChanges.computeIfAbsent(change.actor(), actor -> new ArrayList<>());
        ChangeHash expected = first.isEmpty() ? Genesis.HASH : first.getLast().hash();
        if (dependency.equals(expected) && first.size() < FIRST_CHANGES_MAX) {
            first.add(new FirstChange(change.hash(), change.operations()));
        }
        if (first.isEmpty()) {
            firstChanges.remove(change.actor());
        }
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
