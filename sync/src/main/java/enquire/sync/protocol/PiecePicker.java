package enquire.sync.protocol;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Which piece of one file is asked of which peer next: what somebody is about to read before all
 * else, then what the fewest peers hold (<i>rarest first</i>, as BitTorrent has it), and when
 * everything is asked for, the last pieces of more than one peer (<i>endgame</i>). It does no IO
 * and reads no clock. One thread at a time.
 *
 * @param <P> what tells peers apart
 */
public final class PiecePicker<P> {

    /**
     * Pieces asked of one peer at a time: 2 MiB, which a line of 100 Mbit/s carries in 160 ms, so
     * it does not idle while the next are asked for (arithmetic).
     */
    public static final int AHEAD = 8;

    /** Pieces from where somebody reads that go before all others: 4 MiB (a guess). */
    static final int WINDOW = 16;

    /** Peers that are asked for one piece at the end: one that is slow holds up nobody. */
    static final int ENDGAME_PEERS = 3;

    /** Places where somebody reads; of more, the newest count. (A guess.) */
    static final int READERS_MAX = 8;

    private static final class Peer {
        final BitSet holds = new BitSet();
        final Set<Integer> asked = new LinkedHashSet<>();
    }

    private final int pieces;
    private final BitSet have;
    private final int[] holders;
    private final int[] askers;
    private final Map<P, Peer> peers = new HashMap<>();
    private final Map<Object, Integer> readers = new LinkedHashMap<>();
    private final RandomGenerator random;

    /**
     * @param pieces of the file, at least one
     * @param have those that are here; not kept
     * @param random decides between pieces that are equally rare
     */
    public PiecePicker(int pieces, BitSet have, RandomGenerator random) {
        this.pieces = pieces;
        this.have = have.get(0, pieces);
        this.holders = new int[pieces];
        this.askers = new int[pieces];
        this.random = random;
    }

    /** What a peer says it holds. It takes nothing back that was asked of it. */
    public void holds(P peer, BitSet held) {
        Peer known = peers.computeIfAbsent(peer, unknown -> new Peer());
        BitSet within = held.get(0, pieces);
        known.holds.stream().forEach(piece -> holders[piece]--);
        within.stream().forEach(piece -> holders[piece]++);
        known.holds.clear();
        known.holds.or(within);
    }

    /** The peer is gone; what was asked of it is free for others. */
    public void left(P peer) {
        Peer gone = peers.remove(peer);
        if (gone != null) {
            gone.holds.stream().forEach(piece -> holders[piece]--);
            gone.asked.forEach(piece -> askers[piece]--);
        }
    }

    /** Somebody reads from this piece on. */
    public void reads(Object reader, int piece) {
        readers.remove(reader);
        readers.put(reader, piece);
        if (readers.size() > READERS_MAX) {
            readers.remove(readers.keySet().iterator().next());
        }
    }

    public void readsNoMore(Object reader) {
        readers.remove(reader);
    }

    /** What to ask this peer for now; it counts as asked. */
    public List<Integer> next(P peer) {
        Peer asked = peers.get(peer);
        var next = new ArrayList<Integer>();
        while (asked != null && asked.asked.size() < AHEAD) {
            int piece = pick(asked);
            if (piece < 0) {
                break;
            }
            asked.asked.add(piece);
            askers[piece]++;
            next.add(piece);
        }
        return next;
    }

    private int pick(Peer peer) {
        int read = pickForReaders(peer);
        if (read >= 0) {
            return read;
        }
        boolean allAsked = true;
        int best = -1;
        int equals = 0;
        for (int piece = have.nextClearBit(0);
                piece < pieces;
                piece = have.nextClearBit(piece + 1)) {
            if (askers[piece] > 0) {
                continue;
            }
            allAsked = allAsked && holders[piece] == 0;
            if (!peer.holds.get(piece)) {
                continue;
            }
            boolean rarer = best < 0 || holders[piece] < holders[best];
            equals = rarer ? 1 : holders[piece] == holders[best] ? equals + 1 : equals;
            if (rarer || holders[piece] == holders[best] && random.nextInt(equals) == 0) {
                best = piece;
            }
        }
        return best < 0 && allAsked ? pickAtTheEnd(peer) : best;
    }

    private int pickForReaders(Peer peer) {
        for (int from : readers.values()) {
            int to = Math.min(pieces, from + WINDOW);
            int first = have.nextClearBit(from);
            // Somebody waits for just this one: a peer that is slow must not hold it up.
            if (first < to && askable(peer, first) && askers[first] < ENDGAME_PEERS) {
                return first;
            }
            for (int piece = first; piece < to; piece = have.nextClearBit(piece + 1)) {
                if (askers[piece] == 0 && askable(peer, piece)) {
                    return piece;
                }
            }
        }
        return -1;
    }

    private int pickAtTheEnd(Peer peer) {
        int best = -1;
        for (int piece = have.nextClearBit(0);
                piece < pieces;
                piece = have.nextClearBit(piece + 1)) {
            boolean possible = askable(peer, piece) && askers[piece] < ENDGAME_PEERS;
            if (possible && (best < 0 || askers[piece] < askers[best])) {
                best = piece;
            }
        }
        return best;
    }

    private static boolean askable(Peer peer, int piece) {
        return peer.holds.get(piece) && !peer.asked.contains(piece);
    }

    /**
     * A piece came and is the right one.
     *
     * @return all that were asked for it, the giver among them: the others need not send it
     */
    public List<P> arrived(int piece) {
        have.set(piece);
        var others = new ArrayList<P>();
        peers.forEach((peer, known) -> {
            if (known.asked.remove(piece)) {
                askers[piece]--;
                others.add(peer);
            }
        });
        return others;
    }

    /** The peer does not give this one: it is not asked for it until it says again that it can. */
    public void refused(P peer, int piece) {
        Peer known = peers.get(peer);
        if (known == null) {
            return;
        }
        if (known.asked.remove(piece)) {
            askers[piece]--;
        }
        if (known.holds.get(piece)) {
            known.holds.clear(piece);
            holders[piece]--;
        }
    }

    /** Whether the peer can give nothing that is lacking, and is asked for nothing. */
    public boolean exhausted(P peer) {
        Peer known = peers.get(peer);
        if (known == null) {
            return true;
        }
        var lacking = (BitSet) known.holds.clone();
        lacking.andNot(have);
        return known.asked.isEmpty() && lacking.isEmpty();
    }

    public boolean has(int piece) {
        return have.get(piece);
    }

    /** A copy. */
    public BitSet have() {
        return (BitSet) have.clone();
    }

    public boolean complete() {
        return have.cardinality() == pieces;
    }

    /** Whether a piece is on its way. */
    public boolean busy() {
        return peers.values().stream().anyMatch(peer -> !peer.asked.isEmpty());
    }

    public Set<P> peers() {
        return Set.copyOf(peers.keySet());
    }
}
