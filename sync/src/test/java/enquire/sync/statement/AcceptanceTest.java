package enquire.sync.statement;

import static enquire.sync.statement.Writings.ALICE;
import static enquire.sync.statement.Writings.AT;
import static enquire.sync.statement.Writings.BOB;
import static enquire.sync.statement.Writings.GENESIS;
import static enquire.sync.statement.Writings.OLGA;
import static enquire.sync.statement.Writings.PAGE;
import static enquire.sync.statement.Writings.RITA;
import static enquire.sync.statement.Writings.ROSTER;
import static enquire.sync.statement.Writings.WIKI;
import static enquire.sync.statement.Writings.change;
import static enquire.sync.statement.Writings.revision;
import static enquire.sync.statement.Writings.sign;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.Roster;
import enquire.sync.roster.RosterRecords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AcceptanceTest {

    private static final int SEEDS = 200;

    /** One for all nodes of a seed: it remembers signatures and nothing else. */
    private static final MemberAcceptance RULE =
            new MemberAcceptance(WIKI, OLGA.id(), () -> ROSTER, (page, hash) -> false);

    private final Change a1 = change(ALICE, 1, "a1", GENESIS);
    private final Change a2 = change(ALICE, 2, "a2", a1.hash());
    private final Change b1 = change(BOB, 1, "b1", a2.hash());

    @Test
    void whatAWriterSignedIsAcceptedWithAllThatPrecedesIt() {
        assertEquals(hashes(a1, a2), judge(ROSTER, List.of(a2, a1), sign(ALICE, revision(a2))));
    }

    @Test
    void whatNobodySignedWaits() {
        assertEquals(hashes(a1), judge(ROSTER, List.of(a1, a2), sign(ALICE, revision(a1))));
        assertEquals(Set.of(), judge(ROSTER, List.of(a1)));
    }

    @Test
    void aLaterWriterAuthorisesButDoesNotMakeAuthentic() {
        // Bob vouches for all that precedes his change, but cannot say that Alice wrote it.
        assertEquals(Set.of(), judge(ROSTER, List.of(a1, a2, b1), sign(BOB, revision(b1))));
    }

    @Test
    void aReaderAndAStrangerAuthoriseNothing() {
        var byRita = change(RITA, 1, "r1", GENESIS);

        assertEquals(Set.of(), judge(ROSTER, List.of(byRita), sign(RITA, revision(byRita))));
    }

    @Test
    void nothingIsAcceptedOnTopOfWhatIsNot() {
        assertEquals(Set.of(), judge(ROSTER, List.of(b1), sign(BOB, revision(b1))));
        assertEquals(
                hashes(a1, a2, b1),
                judge(
                        ROSTER,
                        List.of(b1, a2, a1),
                        sign(BOB, revision(b1)),
                        sign(ALICE, revision(a2))));
    }

    @Test
    void aRevisionForAnotherPageWikiSeqOrActorSaysNothing() {
        var good = revision(a1);
        var otherPage = new PageId(new UUID(9, 9));
        var otherWiki = new WikiId(Bytes.ofHex("99".repeat(32)));
        var claims =
                List.of(
                        copy(good, WIKI, otherPage, 1, a1.hash()),
                        copy(good, otherWiki, PAGE, 1, a1.hash()),
                        copy(good, WIKI, PAGE, 2, a1.hash()));
        for (var claim : claims) {
            assertEquals(Set.of(), judge(ROSTER, List.of(a1), sign(ALICE, claim)));
        }
        // Bob cites Alice's change as his own.
        var stolen = revision(change(BOB, 1, "b"));
        var claim = copy(stolen, WIKI, PAGE, 1, a1.hash());
        assertEquals(Set.of(), judge(ROSTER, List.of(a1), sign(BOB, claim)));
    }

    @Test
    void aWrongSignatureSaysNothing() {
        var good = sign(ALICE, revision(a1));
        byte[] bytes = good.bytes().toArray();
        bytes[bytes.length - 1] ^= 1;
        var rule = new MemberAcceptance(WIKI, OLGA.id(), () -> ROSTER, (page, hash) -> false);
        var broken =
                List.of(
                        new enquire.storage.Statement(Bytes.of(bytes), List.of(a1.hash())),
                        new enquire.storage.Statement(Bytes.ofHex("00"), List.of(a1.hash())));

        assertEquals(Set.of(), rule.judge(PAGE, List.of(a1), GENESIS::equals, broken));
    }

    @Test
    void aRemovedWritersTextIsOutUntilSomebodyAdoptsIt() {
        var without = ROSTER.with(List.of(RosterRecords.remove(OLGA, ROSTER, ALICE.id(), AT)));
        var alices = sign(ALICE, revision(a2));
        var adopted =
                sign(
                        BOB,
                        new Claim.Adoption(
                                WIKI, PAGE, BOB.id(), List.of(a1.hash()), ROSTER.heads()));

        assertEquals(Set.of(), judge(without, List.of(a1, a2), alices));
        assertEquals(hashes(a1), judge(without, List.of(a1, a2), alices, adopted));
    }

    @Test
    void anAdoptionAloneDoesNotForgeAnAuthor() {
        var adopted =
                sign(
                        BOB,
                        new Claim.Adoption(
                                WIKI, PAGE, BOB.id(), List.of(a1.hash()), ROSTER.heads()));

        assertEquals(Set.of(), judge(ROSTER, List.of(a1), adopted));
    }

    @Test
    void aStatementCountsOnlyFromAWriterThenAndNow() {
        var founding = List.of(ROSTER.wiki().value());
        var claim = revision(a1);
        var beforeAlice =
                new Claim.Revision(
                        WIKI,
                        PAGE,
                        claim.actor(),
                        1,
                        1,
                        claim.hash(),
                        AT,
                        Optional.empty(),
                        founding);

        assertEquals(Set.of(), judge(ROSTER, List.of(a1), sign(ALICE, beforeAlice)));
    }

    @Test
    void ownUnsignedChangesCountOnlyIfTheyWereMadeHereByAWriter() {
        Set<ChangeHash> made = hashes(a1);
        var mine =
                new MemberAcceptance(
                        WIKI, ALICE.id(), () -> ROSTER, (page, hash) -> made.contains(hash));
        var forged = change(ALICE, 2, "forged", a1.hash());
        var without = ROSTER.with(List.of(RosterRecords.remove(OLGA, ROSTER, ALICE.id(), AT)));
        var removed =
                new MemberAcceptance(
                        WIKI, ALICE.id(), () -> without, (page, hash) -> made.contains(hash));

        assertEquals(hashes(a1), mine.judge(PAGE, List.of(a1, forged), GENESIS::equals, List.of()));
        assertEquals(Set.of(), removed.judge(PAGE, List.of(a1), GENESIS::equals, List.of()));
    }

    @Test
    void whoeverDeliversAndInWhateverOrderTheSameChangesEnter() {
        int accepted = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var page = history(random);
            var statements = page.statements().stream().map(SignedStatement::stored).toList();
            var whole = RULE.judge(PAGE, page.changes(), GENESIS::equals, statements);
            accepted += whole.size();

            for (int node = 0; node < 3; node++) {
                assertEquals(whole, deliver(page, random), "seed " + seed);
            }
        }
        assertTrue(accepted > SEEDS, "the histories are not all refused: " + accepted);
    }

    /** Parts arrive in any order; what was accepted is no candidate any more, what waits is. */
    private static Set<ChangeHash> deliver(History page, Random random) {
        var deliveries = new ArrayList<Object>(page.changes());
        deliveries.addAll(page.statements());
        Collections.shuffle(deliveries, random);
        var accepted = new HashSet<>(Set.of(GENESIS));
        var waiting = new ArrayList<Change>();
        var statements = new ArrayList<enquire.storage.Statement>();
        for (var delivery : deliveries) {
            switch (delivery) {
                case Change change -> waiting.add(change);
                case SignedStatement statement -> statements.add(statement.stored());
                default -> throw new AssertionError(delivery);
            }
            if (random.nextInt(3) == 0 || delivery == deliveries.getLast()) {
                accepted.addAll(RULE.judge(PAGE, waiting, accepted::contains, statements));
                waiting.removeIf(change -> accepted.contains(change.hash()));
            }
        }
        accepted.remove(GENESIS);
        return accepted;
    }

    private record History(List<Change> changes, List<SignedStatement> statements) {}

    /** Four people write on what they know; now and then somebody signs, rightly or wrongly. */
    private static History history(Random random) {
        var people = List.of(OLGA, ALICE, BOB, RITA);
        var known = new ArrayList<List<Change>>();
        var seqs = new long[people.size()];
        people.forEach(person -> known.add(new ArrayList<>()));
        var changes = new ArrayList<Change>();
        var claims = new ArrayList<Map.Entry<NodeKey, Claim>>();
        for (int i = 0; i < 12; i++) {
            int who = random.nextInt(people.size());
            var mine = known.get(who);
            if (random.nextInt(2) == 0) {
                known.get(random.nextInt(people.size())).forEach(change -> addOnce(mine, change));
            }
            var heads = new HashSet<>(mine.stream().map(Change::hash).toList());
            mine.forEach(change -> change.dependencies().forEach(heads::remove));
            var dependencies = heads.isEmpty() ? Set.of(GENESIS) : heads;
            var change =
                    change(
                            people.get(who),
                            ++seqs[who],
                            "change " + i,
                            dependencies.toArray(ChangeHash[]::new));
            mine.add(change);
            changes.add(change);
            if (random.nextInt(2) == 0) {
                claims.add(Map.entry(people.get(who), revision(change)));
            }
        }
        var statements = new ArrayList<SignedStatement>();
        for (NodeKey person : people) {
            var own =
                    claims.stream()
                            .filter(claim -> claim.getKey() == person)
                            .map(Map.Entry::getValue)
                            .toList();
            statements.addAll(StatementCodec.sign(person, own));
        }
        return new History(changes, statements);
    }

    private static void addOnce(List<Change> changes, Change change) {
        if (!changes.contains(change)) {
            changes.add(change);
        }
    }

    private static Set<ChangeHash> judge(
            Roster roster, Collection<Change> changes, SignedStatement... statements) {
        return judge(roster, changes, List.of(statements));
    }

    private static Set<ChangeHash> judge(
            Roster roster, Collection<Change> changes, List<SignedStatement> statements) {
        var rule = new MemberAcceptance(WIKI, OLGA.id(), () -> roster, (page, hash) -> false);
        return rule.judge(
                PAGE,
                changes,
                GENESIS::equals,
                statements.stream().map(SignedStatement::stored).toList());
    }

    private static Claim.Revision copy(
            Claim.Revision revision, WikiId wiki, PageId page, long seq, ChangeHash hash) {
        return new Claim.Revision(
                wiki,
                page,
                revision.actor(),
                1,
                seq,
                hash,
                AT,
                Optional.empty(),
                revision.rosterHeads());
    }

    private static Set<ChangeHash> hashes(Change... changes) {
        var hashes = new HashSet<ChangeHash>();
        for (var change : changes) {
            hashes.add(change.hash());
        }
        return hashes;
    }
}
