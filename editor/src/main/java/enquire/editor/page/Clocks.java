package enquire.editor.page;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
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

    /**
     * Numbers in all that are remembered: as many branches of 1,024 actors each. A page of more
     * actors, which only somebody hostile makes, is walked again more often. (Arithmetic: 2.6 MB.)
     */
    private static final int NUMBERS_MAX = REMEMBERED_MAX * 1_024;

    /** In the order of their last use. */
    private final Map<ChangeHash, Map<ActorId, Long>> remembered =
            new LinkedHashMap<>(REMEMBERED_MAX, 0.75f, true);

    private int numbers;

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
        return (long) CLOCK_BYTES * numbers;
    }

    void remember(ChangeHash hash, Map<ActorId, Long> clock) {
        Map<ActorId, Long> before = remembered.put(hash, Map.copyOf(clock));
        numbers += clock.size() - (before == null ? 0 : before.size());
        Iterator<Map<ActorId, Long>> oldest = remembered.values().iterator();
        while (remembered.size() > REMEMBERED_MAX
                || numbers > NUMBERS_MAX && remembered.size() > 1) {
            numbers -= oldest.next().size();
            oldest.remove();
        }
    }
}
