package enquire.sync.statement;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Statement;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.Role;
import enquire.sync.roster.Roster;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A node in memory: the roster, changes and statements it has heard of, and the rule. It judges
 * what comes as a node does: what waits alone, everything if the writers changed or twins are
 * there. One thread.
 */
final class ApartWriter {

    /** What is known of one page. */
    static final class Page {
        final Map<ChangeHash, Change> changes = new LinkedHashMap<>();
        final Map<Bytes, SignedStatement> statements = new LinkedHashMap<>();
        final Set<ChangeHash> accepted = new HashSet<>();
        final List<Change> unsigned = new ArrayList<>();

        boolean hasTwins() {
            var numbers = new HashSet<List<Object>>();
            return changes.values().stream()
                    .anyMatch(change -> !numbers.add(List.of(change.actor(), change.seq())));
        }

        List<Statement> stored() {
            return statements.values().stream().map(SignedStatement::stored).toList();
        }

        ChangeHash[] heads() {
            var heads = new HashSet<>(accepted);
            for (Change change : changes.values()) {
                if (accepted.contains(change.hash())) {
                    change.dependencies().forEach(heads::remove);
                }
            }
            return heads.isEmpty()
                    ? new ChangeHash[] {Writings.GENESIS}
                    : heads.toArray(ChangeHash[]::new);
        }
    }

    final NodeKey key;
    final Map<PageId, Page> pages = new LinkedHashMap<>();
    private final MemberAcceptance rule;
    private Roster roster;
    private int starts;

    /** How many statements were made because of members who no longer may write. */
    int adoptions;

    /** How many suggestions of readers entered a page here, by this node's adoption. */
    int taken;

    ApartWriter(NodeKey key, Roster roster, VerifiedStatements verified) {
        this.key = key;
        this.roster = roster;
        this.rule =
                new MemberAcceptance(
                        Writings.WIKI, key.id(), this::roster, this::isUnsigned, verified);
    }

    Roster roster() {
        return roster;
    }

    Page page(PageId page) {
        return pages.computeIfAbsent(page, unknown -> new Page());
    }

    boolean writes() {
        return roster.role(key.id()).filter(Role::writes).isPresent();
    }

    private boolean isUnsigned(PageId page, ChangeHash hash) {
        return page(page).unsigned.stream().anyMatch(change -> change.hash().equals(hash));
    }

    /** An edit on top of what is accepted here. */
    void write(PageId id, String label) {
        Page page = page(id);
        // As a node does: after a page was rebuilt without own changes, with a fresh actor.
        boolean stale =
                page.changes.values().stream()
                        .filter(change -> change.actor().equals(actor()))
                        .anyMatch(change -> !page.accepted.contains(change.hash()));
        if (stale) {
            starts++;
        }
        long seq =
                1
                        + page.changes.values().stream()
                                .filter(change -> change.actor().equals(actor()))
                                .count();
        Change change = Writings.change(actor(), seq, label, page.heads());
        page.changes.put(change.hash(), change);
        page.accepted.add(change.hash());
        page.unsigned.add(change);
    }

    /**
     * An edit of who only reads: of an actor of its own, on top of what is accepted here, which it
     * does not enter.
     */
    Change suggest(PageId id, String label) {
        var actor = Writings.actor(key, 1_000_000 + label.hashCode() & 0xfffffff);
        return Writings.change(actor, 1, label, page(id).heads());
    }

    /** It comes with its author's signature; who writes, and holds what it follows, adopts it. */
    void takeSuggestion(PageId id, Change change, SignedStatement signed) {
        take(id, List.of(change), List.of(signed));
        boolean follows =
                change.dependencies().stream()
                        .allMatch(each ->
                                each.equals(Writings.GENESIS) || page(id).accepted.contains(each));
        if (writes() && follows) {
            if (roster.role(signed.claim().signer()).filter(Role::writes).isEmpty()) {
                assertFalse(page(id).accepted.contains(change.hash()), "nobody vouched for it");
            }
            publish(
                    List.of(
                            new Claim.Adoption(
                                    Writings.WIKI,
                                    id,
                                    key.id(),
                                    List.of(change.hash()),
                                    roster.heads())));
            take(id, List.of(), List.of());
            taken += page(id).accepted.contains(change.hash()) ? 1 : 0;
        }
    }

    private ActorId actor() {
        return Writings.actor(key, starts);
    }

    /** Own changes, by one signature; of one page and actor only the last has to be named. */
    void sign() {
        var claims = new ArrayList<Claim>();
        pages.forEach((id, page) -> {
            var last = new HashMap<ActorId, Change>();
            page.unsigned.forEach(change -> last.put(change.actor(), change));
            last.values()
                    .forEach(change ->
                            claims.add(Writings.revision(id, change, roster.heads(key.id()))));
            page.unsigned.clear();
        });
        publish(claims);
    }

    void publish(List<? extends Claim> claims) {
        for (SignedStatement signed : StatementCodec.sign(key, claims)) {
            page(signed.claim().page()).statements.put(signed.bytes().sha256(), signed);
        }
    }

    /**
     * Roster records come, or were made here. What this node had accepted and nobody else vouches
     * for any more, it adopts in the same step.
     */
    void takeRoster(Collection<Bytes> records) {
        Roster grown = roster.with(records);
        if (grown == roster) {
            return;
        }
        // Before the news: after a demotion its own changes could not be signed any more.
        sign();
        boolean asBefore =
                writers(grown).containsAll(writers(roster))
                        && grown.voided().equals(roster.voided());
        roster = grown;
        if (asBefore) {
            // Nothing can leave a page; what waits may enter.
            pages.keySet().forEach(id -> take(id, List.of(), List.of()));
            return;
        }
        var claims = new ArrayList<Claim>();
        pages.forEach((id, page) -> {
            Set<ChangeHash> left = judgeAll(id, page);
            List<Change> orphaned =
                    page.changes.values().stream()
                            .filter(change -> page.accepted.contains(change.hash()))
                            .filter(change -> !left.contains(change.hash()))
                            .toList();
            if (writes()) {
                claims.addAll(
                        Adoptions.of(
                                Writings.WIKI, id, key.id(), roster.heads(key.id()), orphaned));
            }
        });
        adoptions += claims.size();
        publish(claims);
        pages.forEach((id, page) -> {
            Set<ChangeHash> now = judgeAll(id, page);
            if (writes() && !page.hasTwins()) {
                assertTrue(now.containsAll(page.accepted), "no text flickers");
            }
            page.accepted.clear();
            page.accepted.addAll(now);
        });
    }

    private static Set<PeerId> writers(Roster roster) {
        return roster.members().stream()
                .filter(member -> member.role().writes())
                .map(Roster.Member::peer)
                .collect(Collectors.toSet());
    }

    private Set<ChangeHash> judgeAll(PageId id, Page page) {
        return rule.judgeAll(id, page.changes.values(), page.stored()).accepted();
    }

    /** Changes and statements come. */
    void take(PageId id, Collection<Change> changes, Collection<SignedStatement> statements) {
        Page page = page(id);
        changes.forEach(change -> page.changes.putIfAbsent(change.hash(), change));
        statements.forEach(each -> page.statements.putIfAbsent(each.bytes().sha256(), each));
        if (page.hasTwins()) {
            Set<ChangeHash> now = judgeAll(id, page);
            page.accepted.clear();
            page.accepted.addAll(now);
            return;
        }
        List<Change> waiting =
                page.changes.values().stream()
                        .filter(change -> !page.accepted.contains(change.hash()))
                        .toList();
        page.accepted.addAll(
                rule.judge(
                        id,
                        waiting,
                        hash -> hash.equals(Writings.GENESIS) || page.accepted.contains(hash),
                        page.stored()));
    }
}
