package enquire.sync.statement;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.sync.identity.NodeKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A page as honest people wrote it, with a record of who made and vouched for what: made while it
 * was written, without any look at the rule.
 */
final class HonestPage {

    /**
     * Something that somebody signed.
     *
     * @param covers what it names and what precedes that, as its signer knew it
     */
    record Signed(SignedStatement statement, Set<ChangeHash> covers) {}

    final ForgedWiki wiki;
    final PageId page;
    final Map<ChangeHash, Change> changes = new LinkedHashMap<>();
    final List<Signed> signed = new ArrayList<>();

    private final Map<ChangeHash, Set<ChangeHash>> pasts = new HashMap<>();
    private final Map<ActorId, Long> seqs = new HashMap<>();

    HonestPage(ForgedWiki wiki, PageId page, Random random) {
        this.wiki = wiki;
        this.page = page;
        // Carol writes first, and is a member no more.
        write(random, List.of(ForgedWiki.OLGA, ForgedWiki.ALICE, ForgedWiki.CAROL), wiki.early, 6);
        adoptHalfOfCarols();
        write(
                random,
                List.of(ForgedWiki.OLGA, ForgedWiki.ALICE, ForgedWiki.BOB, ForgedWiki.DAVE),
                wiki.now.heads(),
                8);
        // Signed by a reader, which says who wrote it and lets nothing in.
        Change ritas = make(ForgedWiki.RITA, 0, heads(legitimate(signed, signed)));
        sign(ForgedWiki.RITA, List.of(ritas), wiki.now.heads());
        // Made, and vouched for by nobody yet.
        make(ForgedWiki.ALICE, 1, heads(legitimate(signed, signed)));
        make(ForgedWiki.BOB, 1, heads(legitimate(signed, signed)));
    }

    private void write(Random random, List<NodeKey> people, List<Bytes> rosterHeads, int count) {
        var unsigned = new LinkedHashMap<NodeKey, List<Change>>();
        var visible = new HashSet<ChangeHash>(legitimate(signed, signed));
        for (int i = 0; i < count; i++) {
            NodeKey author = people.get(random.nextInt(people.size()));
            // Now and then not on top of everything: people are apart.
            Set<ChangeHash> on = random.nextInt(3) == 0 ? ownOf(author, visible) : visible;
            Change change = make(author, 0, heads(on));
            visible.add(change.hash());
            unsigned.computeIfAbsent(author, a -> new ArrayList<>()).add(change);
        }
        unsigned.forEach((author, made) -> sign(author, made, rosterHeads));
    }

    /** What one of whom nothing else has been heard builds on. */
    private Set<ChangeHash> ownOf(NodeKey author, Set<ChangeHash> among) {
        var own = new HashSet<ChangeHash>();
        for (ChangeHash hash : among) {
            if (changes.get(hash).actor().author().equals(author.id())) {
                own.addAll(pasts.get(hash));
            }
        }
        return own;
    }

    private Change make(NodeKey author, int start, Collection<ChangeHash> dependencies) {
        ActorId actor = Writings.actor(author, start);
        long seq = seqs.merge(actor, 1L, Long::sum);
        String label = "%s %s %s %d %d".formatted(wiki.id, page, actor, seq, changes.size());
        Change change = Writings.change(actor, seq, label, dependencies.toArray(ChangeHash[]::new));
        changes.put(change.hash(), change);
        var past = new HashSet<>(Set.of(change.hash()));
        dependencies.forEach(each -> past.addAll(pasts.getOrDefault(each, Set.of())));
        pasts.put(change.hash(), past);
        return change;
    }

    private Collection<ChangeHash> heads(Set<ChangeHash> among) {
        var heads = new HashSet<>(among);
        among.forEach(hash -> changes.get(hash).dependencies().forEach(heads::remove));
        return heads.isEmpty() ? Set.of(Genesis.HASH) : heads;
    }

    /** One signature over a revision for each change: they share a Merkle tree. */
    private void sign(NodeKey author, List<Change> made, List<Bytes> rosterHeads) {
        var claims = made.stream().map(each -> revision(each, rosterHeads)).toList();
        for (SignedStatement statement : StatementCodec.sign(author, claims)) {
            keep(statement);
        }
    }

    Claim.Revision revision(Change change, List<Bytes> rosterHeads) {
        return new Claim.Revision(
                wiki.id,
                page,
                change.actor(),
                1,
                change.seq(),
                change.hash(),
                Writings.AT,
                Optional.empty(),
                rosterHeads);
    }

    private void adoptHalfOfCarols() {
        List<ChangeHash> carols =
                changes.values().stream()
                        .filter(each -> each.actor().author().equals(ForgedWiki.CAROL.id()))
                        .map(Change::hash)
                        .toList();
        if (!carols.isEmpty()) {
            var adoption =
                    new Claim.Adoption(
                            wiki.id,
                            page,
                            ForgedWiki.OLGA.id(),
                            List.of(carols.get(carols.size() / 2)),
                            wiki.now.heads());
            keep(Writings.sign(ForgedWiki.OLGA, adoption));
        }
    }

    private void keep(SignedStatement statement) {
        var covers = new HashSet<ChangeHash>();
        statement.claim().vouched().forEach(hash -> covers.addAll(pasts.get(hash)));
        signed.add(new Signed(statement, covers));
    }

    /**
     * What its author has signed for and somebody who may write now has vouched for; all that it
     * builds on, too.
     *
     * @param authors statements that say who wrote what
     * @param vouching those that let it in, if their signer may write
     */
    Set<ChangeHash> legitimate(Collection<Signed> authors, Collection<Signed> vouching) {
        var legitimate = new HashSet<ChangeHash>();
        for (Change change : changes.values()) {
            ChangeHash hash = change.hash();
            PeerId author = change.actor().author();
            boolean authentic =
                    authors.stream()
                            .filter(each -> each.statement().claim() instanceof Claim.Revision)
                            .filter(each -> each.statement().claim().signer().equals(author))
                            .anyMatch(each -> each.covers().contains(hash));
            boolean vouched =
                    vouching.stream()
                            .filter(each ->
                                    wiki.writers.contains(each.statement().claim().signer()))
                            .anyMatch(each -> each.covers().contains(hash));
            boolean based =
                    change.dependencies().stream()
                            .allMatch(
                                    each -> each.equals(Genesis.HASH) || legitimate.contains(each));
            if (authentic && vouched && based) {
                legitimate.add(hash);
            }
        }
        return legitimate;
    }
}
