package enquire.editor.page;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How many changes of each actor are among the ancestors of some version. Each change of an actor
 * descends from the one before it, so that says which they are. One thread at a time.
 */
final class Clocks {

    /**
     * Remembered, so that a long branch is not walked again for each of its changes: as many
     * branches can arrive interleaved. (A guess.)
     */
    private static final int REMEMBERED_MAX = 64;

    /** An actor, which others share, and a number in an immutable map. (Arithmetic.) */
    private static final int CLOCK_BYTES = 40;

    private final Map<ChangeHash, Map<ActorId, Long>> remembered =
            new LinkedHashMap<>(REMEMBERED_MAX, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<ChangeHash, Map<ActorId, Long>> eldest) {
                    return size() > REMEMBERED_MAX;
                }
            };

    /**
     * @param nodes knows all of {@code heads} and their ancestors
     * @return the last number of each actor, {@code heads} included
     */
    Map<ActorId, Long> at(
            Collection<ChangeHash> heads, Function<ChangeHash, KnownChanges.Node> nodes) {
        var clock = new HashMap<ActorId, Long>();
        var seen = new HashSet<ChangeHash>();
        var left = new ArrayDeque<>(heads);
        while (!left.isEmpty()) {
            ChangeHash hash = left.pop();
            if (hash.equals(Genesis.HASH) || !seen.add(hash)) {
                continue;
            }
            Map<ActorId, Long> known = remembered.get(hash);
            if (known != null) {
                known.forEach((actor, seq) -> clock.merge(actor, seq, Math::max));
                continue;
            }
            KnownChanges.Node node = nodes.apply(hash);
            clock.merge(node.actor(), node.seq(), Math::max);
            left.addAll(node.dependencies());
        }
        return clock;
    }

    /** About how many bytes this takes on the Java heap. */
    long bytesEstimate() {
        return remembered.values().stream()
                .mapToLong(clock -> (long) CLOCK_BYTES * clock.size())
                .sum();
    }

    void remember(ChangeHash hash, Map<ActorId, Long> clock) {
        remembered.put(hash, Map.copyOf(clock));
    }
}
