package enquire.sync.node;

import enquire.sync.protocol.PiecePicker;
import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may give pieces of one attachment. Each first tells the hashes of the pieces: only from one
 * whose hashes lead to the root that the page names are pieces asked for, so one that gives a false
 * piece contradicts itself, and a page that names a wrong root gets nobody into trouble. One thread
 * at a time.
 *
 * @param <P> a connection to a peer
 */
final class Givers<P> {

    /** How long a peer may take for the hashes: as long as for a piece. (A guess.) */
    static final Duration TREE_TIME = Duration.ofSeconds(60);

    private enum Stand {
        NEW,
        ASKED,
        AGREES,
        DIFFERS
    }

    private static final class Giver {
        BitSet held = new BitSet();
        Stand stand = Stand.NEW;
        long askedAtNanos;
    }

    private final Map<P, Giver> givers = new LinkedHashMap<>();
    private final boolean treeNeeded;

    /**
     * @param treeNeeded false for a file of one piece, which its name alone proves
     */
    Givers(boolean treeNeeded) {
        this.treeNeeded = treeNeeded;
    }

    boolean knows(P peer) {
        return givers.containsKey(peer);
    }

    /**
     * @return whether that is news
     */
    boolean holds(P peer, BitSet held) {
        Giver giver = givers.computeIfAbsent(peer, unknown -> new Giver());
        if (!treeNeeded) {
            giver.stand = Stand.AGREES;
        }
        boolean news = !giver.held.equals(held);
        giver.held = held;
        return news;
    }

    BitSet held(P peer) {
        return givers.get(peer).held;
    }

    /** Who was asked for the hashes and takes too long, which says nothing of the page's root. */
    List<P> late(long nowNanos) {
        return givers.entrySet().stream()
                .filter(each -> each.getValue().stand == Stand.ASKED)
                .filter(each -> nowNanos - each.getValue().askedAtNanos > TREE_TIME.toNanos())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whom to ask for the hashes now; they count as asked. */
    List<P> toAsk(long nowNanos) {
        List<P> next =
                givers.entrySet().stream()
                        .filter(each -> each.getValue().stand == Stand.NEW)
                        .map(Map.Entry::getKey)
                        .toList();
        next.forEach(each -> {
            givers.get(each).stand = Stand.ASKED;
            givers.get(each).askedAtNanos = nowNanos;
        });
        return next;
    }

    /**
     * @return false if it was not asked
     */
    boolean answered(P peer, boolean right) {
        Giver giver = givers.get(peer);
        if (giver == null || giver.stand != Stand.ASKED) {
            return false;
        }
        giver.stand = right ? Stand.AGREES : Stand.DIFFERS;
        return true;
    }

    boolean agrees(P peer) {
        Giver giver = givers.get(peer);
        return giver != null && giver.stand == Stand.AGREES;
    }

    /** Whether all have given hashes, and none of these lead to the root that the page names. */
    boolean allDiffer() {
        return !givers.isEmpty()
                && givers.values().stream().allMatch(each -> each.stand == Stand.DIFFERS);
    }

    /** Those that say to hold what is lacking, and did not give it. */
    List<P> spent(PiecePicker<P> picker) {
        BitSet have = picker.have();
        return givers.entrySet().stream()
                .filter(each -> each.getValue().stand == Stand.AGREES)
                .filter(each -> picker.exhausted(each.getKey()))
                .filter(each -> {
                    var lacking = (BitSet) each.getValue().held.clone();
                    lacking.andNot(have);
                    return !lacking.isEmpty();
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns whether it was one. */
    boolean left(P peer) {
        return givers.remove(peer) != null;
    }

    Set<P> all() {
        return Set.copyOf(givers.keySet());
    }

    /** Forgets all; returns who they were. */
    Set<P> clear() {
        Set<P> were = all();
        givers.clear();
        return were;
    }
}
