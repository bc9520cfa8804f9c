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
 * <p>Records are decided by the {@link Level} that their author held in their causal past, the
 * highest first. One counts if
 *
 * <ol>
 *   <li>the author's level is above the target's and above the one it gives;
 *   <li>no counted record of a higher author, concurrent with it, leaves its author with a lower
 *       level: whoever is being removed cannot act meanwhile, and two removals cannot cancel each
 *       other, because the lower one never touches the higher;
 *   <li>no counted record of a higher author, concurrent with it, gives its target a level that the
 *       author could not have touched: a writer who has not heard that a reader became an admin
 *       does not remove an admin.
 * </ol>
 *
 * A member's own leaving always counts. By rule 3 nothing that is decided later changes a level
 * that an earlier decision rested on: a level is given, and can only be lowered, from above it.
 * (Why that holds for the recovery key and for other computers of a member, too: decisions 0028 and
 * 0027.)
 */
final class RosterEvaluation {

    /** After their parents. */
    private final List<RosterRecord> records;

    private final List<BitSet> pasts;
    private final Map<PeerId, List<Integer>> byTarget = new HashMap<>();
    private final BitSet counted = new BitSet();

    /** The key that stands above everybody, if the wiki has one. */
    private final Optional<PeerId> recovery;

    /** The level each counted record's author had when it made it. */
    private final int[] authority;

    /**
     * @param records after their parents, the genesis first
     */
    RosterEvaluation(List<RosterRecord> records) {
        this.records = records;
        this.pasts = pasts(records);
        this.authority = new int[records.size()];
        this.recovery = ((RosterAct.Genesis) records.getFirst().act()).recovery();
        for (int i = 0; i < records.size(); i++) {
            int index = i;
            records.get(i)
                    .target()
                    .ifPresent(target ->
                            byTarget.computeIfAbsent(target, t -> new ArrayList<>()).add(index));
        }
        decide();
    }

    /** These records as signed, each behind everything in its past. */
    List<Bytes> signedUpTo(List<RosterRecord> newest) {
        return upTo(newest.stream().map(records::indexOf).toList()).stream()
                .mapToObj(index -> records.get(index).bytes())
                .toList();
    }

    boolean counts(int index) {
        return counted.get(index);
    }

    /** The record that gives a peer its role now, or took it away. */
    Optional<RosterRecord> decisive(PeerId peer) {
        return decisive(peer, all()).map(records::get);
    }

    /** The same in the past of these records, the records themselves included. */
    Optional<RosterRecord> decisiveAt(PeerId peer, List<Integer> heads) {
        BitSet known = upTo(heads);
        return decisive(peer, known)
                .map(given -> cap(given, known).orElse(given))
                .map(records::get);
    }

    Optional<Role> role(PeerId peer) {
        return Level.role(level(peer, all()));
    }

    Optional<Role> roleAt(PeerId peer, List<Integer> heads) {
        return Level.role(level(peer, upTo(heads)));
    }

    /** Whether an owner or admin ever gave this peer a role. */
    boolean wasBroughtInByAdmin(PeerId peer) {
        return about(peer).stream()
                .anyMatch(index ->
                        counted.get(index)
                                && authority[index] >= Level.ADMINISTERS
                                && levelGiven(index) > Level.NONE);
    }

    /** Who else gave this peer a role last. */
    Optional<PeerId> broughtInBy(PeerId peer) {
        return about(peer).reversed().stream()
                .filter(index -> counted.get(index) && levelGiven(index) > Level.NONE)
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
        return newestWhere(index -> authority[index] >= Level.ADMINISTERS);
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

    private void decide() {
        counted.set(0);
        authority[0] = Integer.MAX_VALUE;
        for (int i = 1; i < records.size(); i++) {
            if (records.get(i).leaves() && !isRecovery(records.get(i).author())) {
                counted.set(i);
            }
        }
        for (int level = Level.RECOVERY; level > Level.NONE; level--) {
            for (int i = 1; i < records.size(); i++) {
                if (!counted.get(i)
                        && level(records.get(i).author(), pasts.get(i)) == level
                        && mayCount(i, level)) {
                    counted.set(i);
                    authority[i] = level;
                }
            }
        }
    }

    private boolean mayCount(int index, int level) {
        var record = records.get(index);
        boolean speaksForHimself =
                !isRecovery(record.author()) && person(record.author(), pasts.get(index)).isEmpty();
        return given(record, level) < level
                && (speaksForHimself || !(record.act() instanceof RosterAct.Device))
                && (level >= Level.ADMINISTERS || !takesOut(record.act()))
                && mayTouchTarget(index, level)
                && !isLoweredMeanwhile(index, level);
    }

    private static boolean takesOut(RosterAct act) {
        return act instanceof RosterAct.Redact || act instanceof RosterAct.RedactFile;
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
        int before = level(target.get(), pasts.get(index));
        boolean lowersItself =
                target.get().equals(record.author())
                        && record.act() instanceof RosterAct.ChangeRole
                        && !isRecovery(record.author());
        if (before >= level && !lowersItself) {
            return false;
        }
        // Another computer of somebody of the author's own role is that one's to remove.
        Optional<PeerId> person = person(target.get(), pasts.get(index));
        if (before == level - 1 && person.filter(his -> !his.equals(record.author())).isPresent()) {
            return false;
        }
        return about(target.get()).stream()
                .noneMatch(other ->
                        counted.get(other)
                                && authority[other] > level
                                && concurrent(other, index)
                                && levelGiven(other) >= level);
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
                                || level(offer.author(), pasts.get(index)) < level);
    }

    private boolean isLoweredMeanwhile(int index, int level) {
        PeerId author = records.get(index).author();
        Optional<PeerId> person = person(author, pasts.get(index));
        return isLoweredMeanwhile(author, index, level, level)
                // His computer would stand one below what is left to him.
                || person.filter(his -> isLoweredMeanwhile(his, index, level, level + 1))
                        .isPresent();
    }

    /**
     * @param level of the record's author
     * @param below what somebody is lowered
     */
    private boolean isLoweredMeanwhile(PeerId who, int index, int level, int below) {
        return about(who).stream()
                .anyMatch(other ->
                        counted.get(other)
                                && authority[other] > level
                                && concurrent(other, index)
                                && levelGiven(other) < below);
    }

    private boolean isRecovery(PeerId peer) {
        return recovery.filter(peer::equals).isPresent();
    }

    private int level(PeerId peer, BitSet known) {
        return isRecovery(peer)
                ? Level.RECOVERY
                : decisive(peer, known).map(by -> levelBy(by, known)).orElse(Level.NONE);
    }

    private int levelBy(int index, BitSet known) {
        return cap(index, known)
                .map(since -> Math.max(levelGiven(since) - 1, Level.NONE))
                .orElseGet(() -> levelGiven(index));
    }

    /**
     * What lowered another computer of somebody together with him: the lowest that he was given
     * since he called it his. It stays below that also when he was raised again: else who removed
     * it meanwhile could not have known (decision 0027).
     */
    private Optional<Integer> cap(int index, BitSet known) {
        if (!(records.get(index).act() instanceof RosterAct.Device)) {
            return Optional.empty();
        }
        return about(records.get(index).author()).stream()
                .filter(since -> counted.get(since) && known.get(since))
                .filter(since -> !pasts.get(index).get(since))
                .filter(since -> levelGiven(since) - 1 < levelGiven(index))
                .min(
                        Comparator.comparingInt(this::levelGiven)
                                .thenComparing(since -> records.get(since).id()));
    }

    /** Whose other computer a peer is, by what is known. */
    private Optional<PeerId> person(PeerId peer, BitSet known) {
        return decisive(peer, known)
                .map(records::get)
                .filter(record -> record.act() instanceof RosterAct.Device)
                .map(RosterRecord::author);
    }

    /** Whose other computer a peer is, or was until he was lowered to nothing. */
    Optional<PeerId> person(PeerId peer) {
        return person(peer, all());
    }

    /** The record by which somebody ceased to be a member; empty for a member. */
    Optional<RosterRecord> ended(PeerId peer) {
        Optional<Integer> last = decisive(peer, all());
        if (last.isEmpty() || level(peer, all()) > Level.NONE) {
            return Optional.empty();
        }
        return last.map(given -> cap(given, all()).orElse(given)).map(records::get);
    }

    /** Of the newest counted records on a peer: the lowest level, then the smallest id. */
    private Optional<Integer> decisive(PeerId peer, BitSet known) {
        return newest(peer, known).stream()
                .min(
                        Comparator.comparingInt(this::levelGiven)
                                .thenComparing(index -> records.get(index).id()));
    }

    private List<Integer> newest(PeerId peer, BitSet known) {
        var about = about(peer);
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

    /** What a counted record gives. */
    private int levelGiven(int index) {
        return given(records.get(index), authority[index]);
    }

    /**
     * @param level of the author
     */
    private static int given(RosterRecord record, int level) {
        return record.act() instanceof RosterAct.Device
                ? level - 1
                : record.given().map(Level::of).orElse(Level.NONE);
    }

    private BitSet upTo(List<Integer> heads) {
        var known = new BitSet();
        for (int head : heads) {
            known.or(pasts.get(head));
            known.set(head);
        }
        return known;
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
}
