package enquire.sync.statement;

import enquire.editor.page.ActorId;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rule once more, as slowly and as literally as decision 0009 and section 6 of the design say
 * it: by sets of ancestors, over everything there is. Signatures are taken as good.
 */
final class NaiveAcceptance {

    private final PageId page;
    private final Roster roster;
    private final Map<ChangeHash, Change> changes = new HashMap<>();
    private final List<Claim> claims;
    private final Map<ChangeHash, Set<ChangeHash>> pasts = new HashMap<>();

    NaiveAcceptance(
            PageId page, Roster roster, Collection<Change> changes, Collection<Claim> claims) {
        this.page = page;
        this.roster = roster;
        this.claims = claims.stream().filter(this::speaks).toList();
        changes.forEach(change -> this.changes.put(change.hash(), change));
    }

    private boolean speaks(Claim claim) {
        return claim.page().equals(page) && claim.wiki().equals(Writings.WIKI);
    }

    /** The change and all it descends from. */
    private Set<ChangeHash> past(ChangeHash hash) {
        Set<ChangeHash> known = pasts.get(hash);
        if (known == null) {
            known = findPast(hash);
            pasts.put(hash, known);
        }
        return known;
    }

    private Set<ChangeHash> findPast(ChangeHash hash) {
        var past = new HashSet<ChangeHash>();
        Change change = changes.get(hash);
        if (change != null) {
            past.add(hash);
            change.dependencies().forEach(dependency -> past.addAll(past(dependency)));
        }
        return past;
    }

    private boolean isTrue(Claim claim) {
        return switch (claim) {
            case Claim.Adoption adoption -> true;
            case Claim.Revision revision -> {
                Change named = changes.get(revision.hash());
                yield named != null
                        && named.actor().equals(revision.actor())
                        && named.seq() == revision.seq();
            }
        };
    }

    private boolean authentic(Change change) {
        return claims.stream()
                .filter(claim -> claim instanceof Claim.Revision && isTrue(claim))
                .filter(claim -> claim.signer().equals(change.actor().author()))
                .anyMatch(claim -> past(claim.vouched().getFirst()).contains(change.hash()));
    }

    private boolean mayVouch(Claim claim) {
        return isTrue(claim)
                && roster.role(claim.signer()).filter(Role::writes).isPresent()
                && roster.roleAt(claim.signer(), claim.rosterHeads())
                        .filter(Role::writes)
                        .isPresent();
    }

    /** The current writers who name it or what follows it, among {@code known}. */
    Set<PeerId> vouchers(ChangeHash hash, Set<ChangeHash> known) {
        return claims.stream()
                .filter(this::mayVouch)
                .filter(claim ->
                        claim.vouched().stream()
                                .filter(known::contains)
                                .anyMatch(named -> past(named).contains(hash)))
                .map(Claim::signer)
                .collect(Collectors.toSet());
    }

    /** What would be accepted, were there no twins. */
    Set<ChangeHash> standing() {
        var standing = new HashSet<>(changes.keySet());
        standing.removeIf(hash ->
                !authentic(changes.get(hash)) || vouchers(hash, changes.keySet()).isEmpty());
        standing.removeIf(hash -> !wholePastIn(hash, Set.copyOf(standing)));
        return standing;
    }

    private boolean wholePastIn(ChangeHash hash, Set<ChangeHash> among) {
        return past(hash).stream()
                .allMatch(each ->
                        among.contains(each)
                                && changes.get(each).dependencies().stream()
                                        .allMatch(dependency ->
                                                dependency.equals(Writings.GENESIS)
                                                        || among.contains(dependency)));
    }

    private boolean twins(ChangeHash one, ChangeHash other) {
        return !one.equals(other) && number(one).equals(number(other));
    }

    private List<Object> number(ChangeHash hash) {
        return List.of(changes.get(hash).actor(), changes.get(hash).seq());
    }

    Set<ChangeHash> accepted() {
        Set<ChangeHash> standing = standing();
        Set<ChangeHash> left =
                standing.stream()
                        .filter(hash ->
                                past(hash).stream()
                                        .noneMatch(a ->
                                                past(hash).stream().anyMatch(b -> twins(a, b))))
                        .collect(Collectors.toSet());
        Set<ChangeHash> rivals =
                left.stream()
                        .filter(a -> left.stream().anyMatch(b -> twins(a, b)))
                        .collect(Collectors.toSet());
        var frozenFrom = new HashMap<ActorId, Long>();
        rivals.forEach(hash ->
                frozenFrom.merge(changes.get(hash).actor(), changes.get(hash).seq(), Math::min));
        var votes = new HashMap<ChangeHash, Integer>();
        for (ChangeHash hash : left) {
            Set<PeerId> others = new HashSet<>(vouchers(hash, left));
            others.remove(changes.get(hash).actor().author());
            votes.put(hash, others.size());
        }
        Set<ChangeHash> frozen =
                left.stream()
                        .filter(hash -> votes.get(hash) == 0)
                        .filter(hash ->
                                changes.get(hash).seq()
                                        > frozenFrom.getOrDefault(
                                                changes.get(hash).actor(), Long.MAX_VALUE))
                        .collect(Collectors.toSet());
        var ranked = new ArrayList<>(rivals);
        ranked.sort(
                Comparator.comparing((ChangeHash hash) -> -votes.get(hash))
                        .thenComparing(Comparator.naturalOrder()));
        var taken = new HashSet<ChangeHash>();
        for (ChangeHash rival : ranked) {
            Set<ChangeHash> with = new HashSet<>(past(rival));
            with.retainAll(rivals);
            boolean free = past(rival).stream().noneMatch(frozen::contains);
            if (free && with.stream().noneMatch(a -> taken.stream().anyMatch(b -> twins(a, b)))) {
                taken.addAll(with);
            }
        }
        return left.stream()
                .filter(hash ->
                        past(hash).stream()
                                .noneMatch(each ->
                                        frozen.contains(each)
                                                || rivals.contains(each) && !taken.contains(each)))
                .collect(Collectors.toSet());
    }
}
