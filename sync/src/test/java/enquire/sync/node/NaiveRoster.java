package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.roster.Role;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is a member, from what was done: the sentence of the design (section 6) as it stands there,
 * without a thought about time. A record counts if its author held a rank above the target's and
 * above the one it gives in the record's past, and no counted record of a higher author that lowers
 * the author is concurrent with it. Of concurrent records on one target the lower rank wins, then
 * the smaller id.
 */
final class NaiveRoster {

    /** What somebody did, knowing what had been done before, as far as he had heard of it. */
    private record Done(
            Bytes id, PeerId author, PeerId target, Optional<Role> given, Set<Bytes> past) {}

    private final Map<PeerId, Role> first = new HashMap<>();
    private final Map<Bytes, Done> all = new LinkedHashMap<>();
    private final Map<Bytes, Boolean> counted = new HashMap<>();

    void begins(PeerId peer, Role role) {
        first.put(peer, role);
    }

    /**
     * It may be that it never came to be on disk.
     *
     * @param given empty for a removal
     * @param known ids of all records that the author's node held
     */
    void did(Bytes id, PeerId author, PeerId target, Optional<Role> given, Set<Bytes> known) {
        Set<Bytes> past = known.stream().filter(all::containsKey).collect(Collectors.toSet());
        all.put(id, new Done(id, author, target, given, past));
    }

    /** The role of somebody where these records have arrived, and no others. */
    Optional<Role> role(PeerId peer, Set<Bytes> arrived) {
        var there = new NaiveRoster();
        there.first.putAll(first);
        there.all.putAll(all);
        there.all.keySet().retainAll(arrived);
        return there.roleAfter(peer, arrived);
    }

    private Optional<Role> roleAfter(PeerId peer, Set<Bytes> known) {
        var about =
                known.stream()
                        .filter(all::containsKey)
                        .map(all::get)
                        .filter(done -> done.target().equals(peer) && counts(done))
                        .toList();
        return about.stream()
                .filter(done -> about.stream().noneMatch(later -> later.past().contains(done.id())))
                .min((one, other) -> {
                    int byRank = Integer.compare(rank(one.given()), rank(other.given()));
                    return byRank != 0 ? byRank : one.id().compareTo(other.id());
                })
                .map(Done::given)
                .orElseGet(() -> Optional.ofNullable(first.get(peer)));
    }

    private boolean counts(Done done) {
        Boolean known = counted.get(done.id());
        if (known == null) {
            int level = level(done);
            known =
                    rank(done.given()) < level
                            && rank(roleAfter(done.target(), done.past())) < level
                            && all.values().stream().noneMatch(other -> lowers(other, done, level));
            counted.put(done.id(), known);
        }
        return known;
    }

    private boolean lowers(Done other, Done done, int level) {
        return other.target().equals(done.author())
                && rank(other.given()) < level
                && !other.past().contains(done.id())
                && !done.past().contains(other.id())
                && level(other) > level
                && counts(other);
    }

    private int level(Done done) {
        return rank(roleAfter(done.author(), done.past()));
    }

    private static int rank(Optional<Role> role) {
        return role.map(each -> Role.values().length - each.ordinal()).orElse(0);
    }
}
