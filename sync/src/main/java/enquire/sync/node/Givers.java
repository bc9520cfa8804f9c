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
 */
final class Givers {

    /** How long a peer may take for the hashes. (A guess.) */
    private static final Duration TREE_TIME = Duration.ofSeconds(30);

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

    private final Map<PeerConnection, Giver> givers = new LinkedHashMap<>();
    private final boolean treeNeeded;

    /**
     * @param treeNeeded false for a file of one piece, which its name alone proves
     */
    Givers(boolean treeNeeded) {
        this.treeNeeded = treeNeeded;
    }

    boolean knows(PeerConnection peer) {
        return givers.containsKey(peer);
    }

    /**
     * @return whether that is news
     */
    boolean holds(PeerConnection peer, BitSet held) {
        Giver giver = givers.computeIfAbsent(peer, unknown -> new Giver());
        if (!treeNeeded) {
            giver.stand = Stand.AGREES;
        }
        boolean news = !giver.held.equals(held);
        giver.held = held;
        return news;
    }

    BitSet held(PeerConnection peer) {
        return givers.get(peer).held;
    }

    /** Whom to ask for the hashes now; they count as asked. */
    List<PeerConnection> toAsk(long nowNanos) {
        givers.values().stream()
                .filter(each -> each.stand == Stand.ASKED)
                .filter(each -> nowNanos - each.askedAtNanos > TREE_TIME.toNanos())
                .forEach(each -> each.stand = Stand.DIFFERS);
        List<PeerConnection> next =
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
    boolean answered(PeerConnection peer, boolean right) {
        Giver giver = givers.get(peer);
        if (giver == null || giver.stand != Stand.ASKED) {
            return false;
        }
        giver.stand = right ? Stand.AGREES : Stand.DIFFERS;
        return true;
    }

    boolean agrees(PeerConnection peer) {
        Giver giver = givers.get(peer);
        return giver != null && giver.stand == Stand.AGREES;
    }

    /** Whether all have answered, and none agrees with the page. */
    boolean allDiffer() {
        return !givers.isEmpty()
                && givers.values().stream().allMatch(each -> each.stand == Stand.DIFFERS);
    }

    /** Those that say to hold what is lacking, and did not give it. */
    List<PeerConnection> spent(PiecePicker<PeerConnection> picker) {
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
    boolean left(PeerConnection peer) {
        return givers.remove(peer) != null;
    }

    Set<PeerConnection> all() {
        return Set.copyOf(givers.keySet());
    }

    /** Forgets all; returns who they were. */
    Set<PeerConnection> clear() {
        Set<PeerConnection> were = all();
        givers.clear();
        return were;
    }
}
