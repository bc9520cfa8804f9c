package enquire.sync.statement;

import enquire.editor.page.BlobId;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.storage.AcceptanceRule;
import enquire.storage.Exchange.Numbered;
import enquire.storage.NotAWriterException.Because;
import enquire.storage.Statement;
import enquire.storage.TakenOut;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The rule by which changes enter a page (design, section 6). A change is
 *
 * <ul>
 *   <li><b>authentic</b> if it equals or precedes the hash of a valid revision by its actor's key,
 *       whose actor and seq are those of the change with that hash;
 *   <li><b>authorised</b> if it equals or precedes a hash in a valid statement whose signer is a
 *       writer both at the roster heads it cites and now;
 *   <li><b>accepted</b> if it is authentic, authorised, and all its dependencies are accepted.
 * </ul>
 *
 * Who delivered what, and in which order, has no part in it. Of two accepted changes of one actor
 * and number only one stays: {@link Forks}. Thread-safe.
 */
public final class MemberAcceptance implements AcceptanceRule {

    private final WikiId wiki;
    private final PeerId self;
    private final Supplier<Roster> roster;
    private final BiPredicate<PageId, ChangeHash> madeHere;
    private final VerifiedStatements verified;

    /**
     * @param self this node's key
     * @param roster the roster now
     * @param madeHere whether this node made a change and has not signed it yet. Such changes count
     *     while this node is a writer. It must go by what the store knows, never by the actor in
     *     the change: anybody can write our key into one
     * @param verified what is remembered of signatures
     */
    public MemberAcceptance(
            WikiId wiki,
            PeerId self,
            Supplier<Roster> roster,
            BiPredicate<PageId, ChangeHash> madeHere,
            VerifiedStatements verified) {
        this.verified = verified;
        this.wiki = wiki;
        this.self = self;
        this.roster = roster;
        this.madeHere = madeHere;
    }

    /** With a memory of its own. */
    MemberAcceptance(
            WikiId wiki,
            PeerId self,
            Supplier<Roster> roster,
            BiPredicate<PageId, ChangeHash> madeHere) {
        this(wiki, self, roster, madeHere, new VerifiedStatements());
    }

    /** The same rule, as it will be with this roster. */
    public MemberAcceptance under(Roster then) {
        return new MemberAcceptance(wiki, self, () -> then, madeHere, verified);
    }

    /** Whether the signer that a statement names has signed it; remembered. */
    public boolean authentic(SignedStatement statement) {
        return verified.authentic(statement);
    }

    @Override
    public boolean mayWrite() {
        return roster.get().role(self).filter(Role::writes).isPresent();
    }

    @Override
    public Because refusal() {
        return refusal(roster.get(), self);
    }

    @Override
    public Map<ChangeHash, TakenOut> takenOut(PageId page) {
        return roster.get().redactions().of(page);
    }

    @Override
    public boolean isFileTakenOut(BlobId file) {
        return roster.get().redactions().files().containsKey(file);
    }

    /** What somebody is who may not write. */
    public static Because refusal(Roster roster, PeerId peer) {
        if (roster.role(peer).isPresent()) {
            return Because.READS;
        }
        return roster.departed(peer).filter(former -> former.by().equals(peer)).isPresent()
                ? Because.LEFT
                : Because.REMOVED;
    }

    @Override
    public Set<ChangeHash> judge(
            PageId page,
            Collection<Change> candidates,
            Predicate<ChangeHash> accepted,
            Collection<Statement> statements) {
        return new Judgement(page, candidates, roster.get()).judge(accepted, statements);
    }

    @Override
    public Verdict judgeAll(
            PageId page, Collection<Change> changes, Collection<Statement> statements) {
        var judgement = new Judgement(page, changes, roster.get());
        Set<ChangeHash> standing = judgement.judge(Genesis.HASH::equals, statements);
        return Forks.resolve(
                standing.stream().map(judgement.candidates::get).toList(), judgement.vouched);
    }

    @Override
    public Weighed weigh(
            Collection<Statement> statements, Function<ChangeHash, Optional<Numbered>> inPage) {
        return new Weighing(roster.get(), inPage).weigh(statements);
    }

    /** One look at one page with one roster. */
    private final class Judgement {

        private final PageId page;
        private final Roster now;
        private final Map<ChangeHash, Change> candidates = new HashMap<>();
        private final Map<PeerId, Set<ChangeHash>> authentic = new HashMap<>();
        private final Set<ChangeHash> authorised = new HashSet<>();

        /** What each current writer names. */
        private final Map<PeerId, Set<ChangeHash>> vouched = new HashMap<>();

        Judgement(PageId page, Collection<Change> candidates, Roster now) {
            this.page = page;
            this.now = now;
            candidates.forEach(change -> this.candidates.put(change.hash(), change));
        }

        Set<ChangeHash> judge(Predicate<ChangeHash> accepted, Collection<Statement> statements) {
            for (var statement : statements) {
                verified.claim(statement.bytes())
                        .filter(this::isAboutThisPage)
                        .ifPresent(this::take);
            }
            boolean writing = now.role(self).filter(Role::writes).isPresent();
            return close(
                    accepted,
                    change ->
                            authorised.contains(change.hash())
                                            && authenticOf(change.actor().author())
                                                    .contains(change.hash())
                                    || writing
                                            && change.actor().author().equals(self)
                                            && madeHere.test(page, change.hash()));
        }

        private boolean isAboutThisPage(Claim claim) {
            return claim.wiki().equals(wiki) && claim.page().equals(page);
        }

        private void take(Claim claim) {
            if (claim instanceof Claim.Revision revision) {
                Change change = candidates.get(revision.hash());
                if (change == null
                        || !change.actor().equals(revision.actor())
                        || change.seq() != revision.seq()) {
                    return; // It names a change that is not here, or not the one it says.
                }
                spread(claim, authenticOf(claim.signer()));
            }
            if (writes(now.role(claim.signer()))
                    && writes(now.roleAt(claim.signer(), claim.rosterHeads()))) {
                spread(claim, authorised);
                vouched.computeIfAbsent(claim.signer(), writer -> new HashSet<>())
                        .addAll(claim.vouched());
            }
        }

        private static boolean writes(Optional<Role> role) {
            return role.filter(Role::writes).isPresent();
        }

        private Set<ChangeHash> authenticOf(PeerId author) {
            return authentic.computeIfAbsent(author, unknown -> new HashSet<>());
        }

        /** Adds what a claim names and all that precedes it, stopping at what is there already. */
        private void spread(Claim claim, Set<ChangeHash> reached) {
            var open = new ArrayDeque<>(claim.vouched());
            while (!open.isEmpty()) {
                Change change = candidates.get(open.pop());
                if (change != null && reached.add(change.hash())) {
                    open.addAll(change.dependencies());
                }
            }
        }

        /**
         * The changes that stand on their own and whose dependencies are all accepted, each after
         * those it depends on.
         */
        private Set<ChangeHash> close(
                Predicate<ChangeHash> accepted, Predicate<Change> standsOnItsOwn) {
            var lacking = new HashMap<ChangeHash, Integer>();
            var dependents = new HashMap<ChangeHash, List<Change>>();
            var ready = new ArrayDeque<Change>();
            for (var change : candidates.values()) {
                if (!standsOnItsOwn.test(change)) {
                    continue;
                }
                int count = 0;
                for (var dependency : Set.copyOf(change.dependencies())) {
                    if (candidates.containsKey(dependency)) {
                        dependents.computeIfAbsent(dependency, d -> new ArrayList<>()).add(change);
                        count++;
                    } else if (!accepted.test(dependency)) {
                        count = Integer.MAX_VALUE;
                        break;
                    }
                }
                lacking.put(change.hash(), count);
                if (count == 0) {
                    ready.add(change);
                }
            }
            var judged = new LinkedHashSet<ChangeHash>();
            while (!ready.isEmpty()) {
                Change change = ready.pop();
                judged.add(change.hash());
                for (var dependent : dependents.getOrDefault(change.hash(), List.of())) {
                    if (lacking.merge(dependent.hash(), -1, Integer::sum) == 0) {
                        ready.add(dependent);
                    }
                }
            }
            return judged;
        }
    }
}
