package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Which records of a roster count. A function of the set of records alone, so every node with the
 * same records has the same members.
 *
 * <p>Records are decided by the rank that their author held in their causal past, the highest rank
 * first. One counts if
 *
 * <ol>
 *   <li>the author's rank is above the target's and above the one it gives;
 *   <li>no counted record of a higher author, concurrent with it, leaves its author with a lower
 *       rank: whoever is being removed cannot act meanwhile, and two removals cannot cancel each
 *       other, because the lower one never touches the higher;
 *   <li>no counted record of a higher author, concurrent with it, gives its target a rank that the
 *       author could not have touched: a writer who has not heard that a reader became an admin
 *       does not remove an admin.
 * </ol>
 *
 * A member's own leaving always counts. By rule 3 nothing that is decided later changes a rank that
 * an earlier decision rested on: a rank is given, and can only be lowered, from above it. (The
 * recovery rank, which stands above the owner's, will be one more round before all others.)
 */
final class RosterEvaluation {

    private static final int NO_RANK = 0;

    /** After their parents. */
    private final List<RosterRecord> records;

    private final List<BitSet> pasts;
    private final Map<PeerId, List<Integer>> byTarget = new HashMap<>();
    private final BitSet counted = new BitSet();

    /** The rank each counted record's author had when it made it. */
    private final int[] authority;

    /**
     * @param records after their parents, the genesis first
     */
    RosterEvaluation(List<RosterRecord> records) {
        this.records = records;
        this.pasts = pasts(records);
        this.authority = new int[records.size()];
        for (int i = 0; i < records.size(); i++) {
            int index = i;
            records.get(i)
                    .target()
                    .ifPresent(target ->
                            byTarget.computeIfAbsent(target, t -> new ArrayList<>()).add(index));
        }
        decide();
    }

    /** A record behind everything in its past. */
    List<RosterRecord> upTo(int index) {
        var past = new ArrayList<>(pasts.get(index).stream().mapToObj(records::get).toList());
        past.add(records.get(index));
        return past;
    }

    boolean counts(int index) {
        return counted.get(index);
    }

    /** The record that gives a peer its role now, or took it away. */
    Optional<RosterRecord> decisive(PeerId peer) {
        return decisive(peer, all());
    }

    Optional<Role> role(PeerId peer) {
        return decisive(peer).flatMap(RosterRecord::given);
    }

    /** Whether an owner or admin ever gave this peer a role. */
    boolean wasBroughtInByAdmin(PeerId peer) {
        return about(peer).stream()
                .anyMatch(index ->
                        counted.get(index)
                                && authority[index] >= rank(Role.ADMIN)
                                && rankGiven(index) > NO_RANK);
    }

    /** Who else gave this peer a role last. */
    Optional<PeerId> broughtInBy(PeerId peer) {
        return about(peer).reversed().stream()
                .filter(index -> counted.get(index) && rankGiven(index) > NO_RANK)
                .map(index -> records.get(index).author())
                .filter(author -> !author.equals(peer))
                .findFirst();
    }

    /** Records on a peer, each after its parents. */
    private List<Integer> about(PeerId peer) {
        return byTarget.getOrDefault(peer, List.of());
    }

    /** Counted records of owners and admins that are in no other such record's past. */
    List<RosterRecord> newestOfAdmins() {
        return newestWhere(index -> authority[index] >= rank(Role.ADMIN));
    }

    /** Of the counted records that are wanted, those in no other wanted one's past. */
    List<RosterRecord> newest(Predicate<RosterRecord> wanted) {
        return newestWhere(index -> wanted.test(records.get(index)));
    }

    private List<RosterRecord> newestWhere(IntPredicate wanted) {
        var newest = new ArrayList<RosterRecord>();
        var covered = new BitSet();
        for (int i = records.size() - 1; i >= 0; i--) {
            if (counted.get(i) && !covered.get(i) && wanted.test(i)) {
                newest.add(records.get(i));
                covered.or(pasts.get(i));
            }
        }
        return newest;
    }

    /** Counted records on a peer that no later one on it has taken the place of. */
    List<RosterRecord> newestAbout(PeerId peer) {
        return newest(peer, all()).stream().map(records::get).toList();
    }

    /** The same in the past of these records, the records themselves included. */
    Optional<RosterRecord> decisiveAt(PeerId peer, List<Integer> heads) {
        var known = new BitSet();
        for (int head : heads) {
            known.or(pasts.get(head));
            known.set(head);
        }
        return decisive(peer, known);
    }

    Optional<Role> roleAt(PeerId peer, List<Integer> heads) {
        return decisiveAt(peer, heads).flatMap(RosterRecord::given);
    }

    private void decide() {
        counted.set(0);
        authority[0] = Integer.MAX_VALUE;
        for (int i = 1; i < records.size(); i++) {
            if (records.get(i).leaves()) {
                counted.set(i);
            }
        }
        for (Role level : Role.values()) {
            for (int i = 1; i < records.size(); i++) {
                if (!counted.get(i)
                        && rank(records.get(i).author(), pasts.get(i)) == rank(level)
                        && mayCount(i, rank(level))) {
                    counted.set(i);
                    authority[i] = rank(level);
                }
            }
        }
    }

    private boolean mayCount(int index, int level) {
        var record = records.get(index);
        return record.given().map(RosterEvaluation::rank).orElse(NO_RANK) < level
                && mayTouchTarget(index, level)
                && !isLoweredMeanwhile(index, level);
    }

    private boolean mayTouchTarget(int index, int level) {
        var record = records.get(index);
        if (record.act() instanceof RosterAct.Uninvite uninvite) {
            return mayUninvite(index, uninvite, level);
        }
        var target = record.target();
        if (target.isEmpty()) {
            return true;
        }
        int before = rank(target.get(), pasts.get(index));
        boolean changesMember = !(record.act() instanceof RosterAct.Add);
        boolean lowersItself = target.get().equals(record.author()) && changesMember;
        if (before >= level && !lowersItself) {
            return false;
        }
        return byTarget.get(target.get()).stream()
                .noneMatch(other ->
                        counted.get(other)
                                && authority[other] > level
                                && concurrent(other, index)
                                && rankGiven(other) >= level);
    }

    /** The inviter, or somebody above the inviter. */
    private boolean mayUninvite(int index, RosterAct.Uninvite uninvite, int level) {
        return pasts.get(index).stream()
                .mapToObj(records::get)
                .filter(past ->
                        past.act() instanceof RosterAct.Offer offer
                                && offer.invite().equals(uninvite.invite()))
                .anyMatch(offer ->
                        offer.author().equals(records.get(index).author())
                                || rank(offer.author(), pasts.get(index)) < level);
    }

    private boolean isLoweredMeanwhile(int index, int level) {
        return byTarget.getOrDefault(records.get(index).author(), List.of()).stream()
                .anyMatch(other ->
                        counted.get(other)
                                && authority[other] > level
                                && concurrent(other, index)
                                && rankGiven(other) < level);
    }

    private int rank(PeerId peer, BitSet known) {
        return decisive(peer, known)
                .flatMap(RosterRecord::given)
                .map(RosterEvaluation::rank)
                .orElse(NO_RANK);
    }

    /** Of the newest counted records on a peer: the lowest rank, then the smallest id. */
    private Optional<RosterRecord> decisive(PeerId peer, BitSet known) {
        return newest(peer, known).stream()
                .min(
                        Comparator.comparingInt(this::rankGiven)
                                .thenComparing(index -> records.get(index).id()))
                .map(records::get);
    }

    private List<Integer> newest(PeerId peer, BitSet known) {
        var about = byTarget.getOrDefault(peer, List.of());
        var superseded = new BitSet();
        var newest = new ArrayList<Integer>();
        // From the last to the first, so that what supersedes a record is met before it.
        for (int at = about.size() - 1; at >= 0; at--) {
            int candidate = about.get(at);
            if (counted.get(candidate) && known.get(candidate) && !superseded.get(candidate)) {
                superseded.or(pasts.get(candidate));
                newest.add(candidate);
            }
        }
        return newest;
    }

    private boolean concurrent(int one, int other) {
        return one != other && !pasts.get(one).get(other) && !pasts.get(other).get(one);
    }

    private int rankGiven(int index) {
        return records.get(index).given().map(RosterEvaluation::rank).orElse(NO_RANK);
    }

    private BitSet all() {
        var all = new BitSet();
        all.set(0, records.size());
        return all;
    }

    private static List<BitSet> pasts(List<RosterRecord> records) {
        var indexes = new HashMap<Bytes, Integer>();
        var pasts = new ArrayList<BitSet>();
        for (var record : records) {
            var past = new BitSet();
            for (Bytes parent : record.parents()) {
                int index = indexes.get(parent);
                past.or(pasts.get(index));
                past.set(index);
            }
            indexes.put(record.id(), pasts.size());
            pasts.add(past);
        }
        return pasts;
    }

    private static int rank(Role role) {
        return Role.values().length - role.ordinal();
    }
}
