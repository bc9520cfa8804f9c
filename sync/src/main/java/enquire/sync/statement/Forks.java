package enquire.sync.statement;

import enquire.editor.page.ActorId;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PeerId;
import enquire.storage.AcceptanceRule.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of several changes of one actor and number stays (decision 0009). Somebody who signs two
 * such changes, <i>twins</i>, tells different people different things; a page can hold one of them
 * at most, and every node must end with the same one. A function of the changes and the votes
 * alone:
 *
 * <ol>
 *   <li>A change that follows two twins at once could never be applied, and does not count.
 *   <li>The votes for a change are the other current writers who vouch for it or for what follows
 *       it. Its own author has none.
 *   <li>From its first twin on an actor is frozen: a later change of it stays only with a vote.
 *   <li>Twins are taken by votes, then by the smaller hash, each with the twins it follows, unless
 *       that contradicts one taken before.
 *   <li>What follows a twin that was not taken, or a frozen change without a vote, is out with it.
 * </ol>
 *
 * Pure. One use, one thread.
 */
final class Forks {

    private record Numbered(ActorId actor, long seq) {
        Numbered(Change change) {
            this(change.actor(), change.seq());
        }
    }

    /** Each after those it depends on, without those that follow two twins. */
    private final Map<ChangeHash, Change> changes = new LinkedHashMap<>();

    /** Twins only, and by number. */
    private final Map<ChangeHash, Integer> twins = new HashMap<>();

    private final List<Change> twinsByNumber = new ArrayList<>();

    /** The twins that a change is or follows. */
    private final Map<ChangeHash, BitSet> followed = new HashMap<>();

    /** Twins of which another is left. */
    private final Set<Change> rivals = new HashSet<>();

    private final Map<ActorId, Long> frozenAt = new HashMap<>();
    private final Map<ChangeHash, Integer> votes = new HashMap<>();

    private Forks() {}

    /**
     * @param standing changes that would all be accepted, were there no twins; each after its
     *     dependencies
     * @param vouched what each current writer names
     */
    static Verdict resolve(
            Collection<Change> standing, Map<PeerId, ? extends Collection<ChangeHash>> vouched) {
        if (twins(standing).isEmpty()) {
            var accepted = new HashSet<ChangeHash>();
            standing.forEach(change -> accepted.add(change.hash()));
            return new Verdict(accepted, Set.of());
        }
        var forks = new Forks();
        forks.arrange(standing);
        forks.freeze();
        vouched.forEach(forks::count);
        return forks.verdict(forks.winners());
    }

    private static List<Change> twins(Collection<Change> among) {
        var byNumber = new LinkedHashMap<Numbered, List<Change>>();
        for (Change change : among) {
            byNumber.computeIfAbsent(new Numbered(change), number -> new ArrayList<>()).add(change);
        }
        return byNumber.values().stream()
                .filter(group -> group.size() > 1)
                .flatMap(List::stream)
                .toList();
    }

    private void arrange(Collection<Change> standing) {
        for (Change twin : twins(standing)) {
            twins.put(twin.hash(), twins.size());
            twinsByNumber.add(twin);
        }
        for (Change change : standing) {
            BitSet above = followedBy(change);
            var numbers = new HashSet<Numbered>();
            boolean tangled =
                    above.stream()
                            .mapToObj(twinsByNumber::get)
                            .anyMatch(twin -> !numbers.add(new Numbered(twin)));
            if (!tangled) {
                changes.put(change.hash(), change);
            }
            followed.put(change.hash(), above);
        }
    }

    /** Shared with its dependency, where it says the same: pages are mostly chains. */
    private BitSet followedBy(Change change) {
        BitSet shared = new BitSet();
        boolean own = false;
        for (ChangeHash dependency : change.dependencies()) {
            BitSet above = followed.getOrDefault(dependency, new BitSet());
            if (shared.isEmpty()) {
                shared = above;
            } else if (!shared.equals(above)) {
                shared = own ? shared : (BitSet) shared.clone();
                own = true;
                shared.or(above);
            }
        }
        Integer number = twins.get(change.hash());
        if (number != null) {
            shared = own ? shared : (BitSet) shared.clone();
            shared.set(number);
        }
        return shared;
    }

    private void freeze() {
        rivals.addAll(twins(changes.values()));
        for (Change twin : rivals) {
            frozenAt.merge(twin.actor(), twin.seq(), Math::min);
        }
    }

    private void count(PeerId writer, Collection<ChangeHash> named) {
        var reached = new HashSet<ChangeHash>();
        var open = new ArrayDeque<>(named);
        while (!open.isEmpty()) {
            Change change = changes.get(open.pop());
            if (change != null && reached.add(change.hash())) {
                open.addAll(change.dependencies());
                if (!change.actor().author().equals(writer)) {
                    votes.merge(change.hash(), 1, Integer::sum);
                }
            }
        }
    }

    private int votesFor(Change change) {
        return votes.getOrDefault(change.hash(), 0);
    }

    private boolean frozen(Change change) {
        Long from = frozenAt.get(change.actor());
        return from != null && change.seq() > from && votesFor(change) == 0;
    }

    private Map<Numbered, ChangeHash> winners() {
        Set<ChangeHash> thawed = closed(change -> !frozen(change));
        var winners = new HashMap<Numbered, ChangeHash>();
        var ranked = new ArrayList<>(rivals);
        ranked.sort(Comparator.comparing(this::votesFor).reversed().thenComparing(Change::hash));
        for (Change twin : ranked) {
            List<Change> together =
                    followed.get(twin.hash()).stream().mapToObj(twinsByNumber::get).toList();
            boolean fits =
                    thawed.contains(twin.hash())
                            && together.stream().allMatch(each -> mayWin(each, winners));
            if (fits) {
                together.forEach(each -> winners.put(new Numbered(each), each.hash()));
            }
        }
        return winners;
    }

    private static boolean mayWin(Change twin, Map<Numbered, ChangeHash> winners) {
        ChangeHash winner = winners.get(new Numbered(twin));
        return winner == null || winner.equals(twin.hash());
    }

    private Verdict verdict(Map<Numbered, ChangeHash> winners) {
        Set<ChangeHash> accepted = closed(change -> !frozen(change) && !hasLost(change, winners));
        var outvoted = new HashSet<>(changes.keySet());
        outvoted.removeAll(accepted);
        return new Verdict(accepted, outvoted);
    }

    private boolean hasLost(Change change, Map<Numbered, ChangeHash> winners) {
        return rivals.contains(change) && !change.hash().equals(winners.get(new Numbered(change)));
    }

    /** Those that fit, and whose dependencies all do. */
    private Set<ChangeHash> closed(Predicate<Change> fits) {
        var closed = new HashSet<ChangeHash>();
        for (Change change : changes.values()) {
            boolean follows =
                    change.dependencies().stream()
                            .allMatch(hash -> !changes.containsKey(hash) || closed.contains(hash));
            if (follows && fits.test(change)) {
                closed.add(change.hash());
            }
        }
        return closed;
    }
}
