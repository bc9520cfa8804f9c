package enquire.sync.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.storage.AcceptanceRule.Weighed;
import enquire.storage.Exchange.Numbered;
import enquire.storage.Statement;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.TestKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which statements a page of Alice's and Bob's needs. Rita reads; Zoe is a stranger. */
class WeighingTest {

    private static final NodeKey ZOE = TestKeys.of("Zoe");
    private static final Change FIRST = Writings.change(Writings.ALICE, 1, "1", Writings.GENESIS);
    private static final Change SECOND = Writings.change(Writings.BOB, 1, "2", FIRST.hash());
    private static final Change ELSEWHERE = Writings.change(Writings.BOB, 2, "3", SECOND.hash());
    private static final Change ADOPTED =
            Writings.change(Writings.RITA, 1, "Rita's", SECOND.hash());
    private static final List<Change> PAGE = List.of(FIRST, SECOND);
    private static final List<Change> WITH_ADOPTED = List.of(FIRST, SECOND, ADOPTED);
    private static final List<Bytes> CITED = Writings.ROSTER.heads();
    private static final List<Bytes> UNHEARD_OF = List.of(Bytes.of(new byte[] {7}).sha256());

    @Test
    void strangersAndReadersAreNotNeeded() {
        assertTrue(kept(List.of(adoption(ZOE, CITED, FIRST))).isEmpty());
        assertTrue(kept(List.of(adoption(Writings.RITA, CITED, FIRST))).isEmpty());
    }

    /** Whose change it is that a writer adopted can be told by nothing else. */
    @Test
    void aReadersRevisionIsNeededWhereAWriterAdoptedTheChange() {
        Statement hers = revision(ADOPTED);
        Statement adopted = adoption(Writings.BOB, CITED, ADOPTED);

        assertTrue(kept(List.of(hers)).isEmpty());
        assertTrue(kept(List.of(hers, adoption(Writings.RITA, CITED, ADOPTED))).isEmpty());
        assertEquals(Set.of(hers, adopted), weigh(List.of(hers, adopted)).spare());

        var weighed = weigh(List.of(hers), WITH_ADOPTED);
        assertEquals(new Weighed(Set.of(), Set.of(), Set.of()), weighed);
    }

    private static Statement revision(Change change) {
        return Writings.sign(Writings.RITA, Writings.revision(change)).stored();
    }

    /** Who is unknown may have become a writer in records that have not come. */
    @Test
    void whoCitesMembersThatAreNotKnownMayBeAWriterYet() {
        Statement early = adoption(ZOE, UNHEARD_OF, FIRST);

        var weighed = weigh(List.of(early));

        assertEquals(Set.of(early), weighed.spare());
        assertEquals(Set.of(), weighed.needless());
    }

    @Test
    void oneThatIsAmongTheEightOfAnyChangeStaysAndIsSpareIfThatIsNotHere() {
        var all = new ArrayList<Statement>(same(12));
        Statement both = adoption(Writings.BOB, CITED, FIRST, ELSEWHERE);
        all.add(both);

        var weighed = weigh(all);

        assertEquals(4, weighed.needless().size());
        assertEquals(Set.of(both), weighed.spare());
    }

    @Test
    void thoseThatCountComeFirst() {
        var all = new ArrayList<Statement>();
        for (int i = 0; i < 20; i++) {
            all.add(
                    adoption(
                            Writings.BOB,
                            List.of(Bytes.of(new byte[] {(byte) i}).sha256()),
                            FIRST));
        }
        Statement counting = adoption(Writings.BOB, CITED, FIRST);
        all.add(counting);

        assertTrue(kept(all).contains(counting));
        assertEquals(Weighing.OF_ONE_CHANGE_MAX, kept(all).size());
    }

    /** So it is the same whether all come at once or bit by bit, in whatever order. */
    @Test
    void whatIsKeptDoesNotDependOnTheOrder() {
        for (int seed = 0; seed < 30; seed++) {
            var random = new Random(seed);
            var all = new ArrayList<Statement>(same(12));
            for (int i = 0; i < 40; i++) {
                all.add(any(random));
            }
            Set<Statement> atOnce = kept(all, WITH_ADOPTED);
            Collections.shuffle(all, random);
            Set<Statement> held = new HashSet<>();
            for (Statement each : all) {
                held.add(each);
                held = kept(held, WITH_ADOPTED);
            }

            assertTrue(atOnce.equals(held), "seed " + seed);
        }
    }

    private static Statement any(Random random) {
        NodeKey signer = random.nextBoolean() ? Writings.BOB : Writings.ALICE;
        List<Bytes> cited = random.nextInt(3) == 0 ? UNHEARD_OF : CITED;
        if (random.nextInt(6) == 0) {
            return revision(ADOPTED);
        }
        return random.nextBoolean()
                ? adoption(signer, cited, random.nextBoolean() ? FIRST : SECOND)
                : adoption(
                        signer,
                        cited,
                        FIRST,
                        List.of(SECOND, ELSEWHERE, ADOPTED).get(random.nextInt(3)));
    }

    /** Equal claims of Bob's, each another statement: they have other paths to their signature. */
    private static List<Statement> same(int count) {
        var claim =
                new Claim.Adoption(
                        Writings.WIKI,
                        Writings.PAGE,
                        Writings.BOB.id(),
                        List.of(FIRST.hash()),
                        CITED);
        return StatementCodec.sign(Writings.BOB, Collections.nCopies(count, claim)).stream()
                .map(SignedStatement::stored)
                .toList();
    }

    private static Statement adoption(NodeKey signer, List<Bytes> cited, Change... named) {
        var hashes = new ArrayList<ChangeHash>();
        List.of(named).forEach(change -> hashes.add(change.hash()));
        var claim = new Claim.Adoption(Writings.WIKI, Writings.PAGE, signer.id(), hashes, cited);
        return StatementCodec.sign(signer, List.of(claim)).getFirst().stored();
    }

    private static Set<Statement> kept(Collection<Statement> statements) {
        return kept(statements, PAGE);
    }

    private static Set<Statement> kept(Collection<Statement> statements, List<Change> page) {
        var kept = new HashSet<>(statements);
        kept.removeAll(weigh(statements, page).needless());
        return kept;
    }

    private static Weighed weigh(Collection<Statement> statements) {
        return weigh(statements, PAGE);
    }

    private static Weighed weigh(Collection<Statement> statements, List<Change> page) {
        return new Weighing(Writings.ROSTER, hash -> in(page, hash)).weigh(statements);
    }

    private static Optional<Numbered> in(List<Change> page, ChangeHash hash) {
        return page.stream()
                .filter(change -> change.hash().equals(hash))
                .map(change -> new Numbered(change.actor(), change.seq(), change.dependencies()))
                .findFirst();
    }
}
