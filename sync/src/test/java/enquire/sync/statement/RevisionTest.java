package enquire.sync.statement;

import static enquire.sync.statement.Writings.ALICE;
import static enquire.sync.statement.Writings.AT;
import static enquire.sync.statement.Writings.BOB;
import static enquire.sync.statement.Writings.GENESIS;
import static enquire.sync.statement.Writings.PAGE;
import static enquire.sync.statement.Writings.ROSTER;
import static enquire.sync.statement.Writings.WIKI;
import static enquire.sync.statement.Writings.change;
import static enquire.sync.statement.Writings.revision;
import static enquire.sync.statement.Writings.sign;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.PageId;
import enquire.storage.Exchange;
import enquire.storage.Statement;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevisionTest {

    private final Change first = change(ALICE, 1, "first", GENESIS);
    private final Change second = change(ALICE, 2, "second", first.hash());

    @Test
    void statementsAreReadBackAsTheyWereSigned() {
        var claims =
                List.of(
                        revision(first),
                        new Claim.Revision(
                                WIKI,
                                PAGE,
                                second.actor(),
                                1,
                                2,
                                second.hash(),
                                AT,
                                Optional.of("Räven lagad 🦊"),
                                List.of()),
                        new Claim.Adoption(
                                WIKI,
                                PAGE,
                                ALICE.id(),
                                List.of(first.hash(), second.hash()),
                                ROSTER.heads()));
        for (Claim claim : claims) {
            var signed = sign(ALICE, claim);
            var read = StatementCodec.decode(signed.bytes());

            assertEquals(claim, read.claim());
            assertEquals(signed, read);
            assertTrue(read.authentic());
            assertEquals(new Statement(signed.bytes(), claim.vouched()), read.stored());
        }
    }

    @Test
    void oneSignatureCoversManyStatementsAndEachStandsAlone() {
        for (int count : new int[] {1, 2, 3, 5, 64, 65}) {
            var claims = new ArrayList<Claim>();
            for (int i = 0; i < count; i++) {
                claims.add(revision(change(ALICE, i + 1, "change " + i, GENESIS)));
            }
            var signed = StatementCodec.sign(ALICE, claims);

            var signatures = signed.stream().map(SignedStatement::signature).distinct().count();
            assertEquals((count + 63) / 64, signatures);
            for (int i = 0; i < count; i++) {
                var read = StatementCodec.decode(signed.get(i).bytes());
                assertEquals(claims.get(i), read.claim());
                assertEquals(signed.get(i).root(), read.root());
            }
            assertTrue(StatementCodec.decode(signed.getLast().bytes()).authentic());
        }
    }

    @Test
    void aStatementThatWasTamperedWithIsMalformedOrNotAuthentic() {
        var claims = List.of(revision(first), revision(second));
        Bytes good = StatementCodec.sign(ALICE, claims).getFirst().bytes();
        var random = new Random(1);
        for (int round = 0; round < 400; round++) {
            byte[] bytes = good.toArray();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            boolean believed;
            try {
                believed = StatementCodec.decode(Bytes.of(bytes)).authentic();
            } catch (MalformedException refused) {
                believed = false;
            }
            assertFalse(believed, Bytes.of(bytes).toHex());
        }
    }

    @Test
    void anotherCannotBorrowASignatureOrSignForSomebodyElse() {
        assertThrows(IllegalArgumentException.class, () -> sign(BOB, revision(first)));
        var alices = sign(ALICE, revision(first));
        Bytes bobsBody = body(sign(BOB, revision(change(BOB, 1, "bob", GENESIS))));
        var out = new CborWriter().list(4).bytes(bobsBody).number(0).bytes(Bytes.EMPTY);
        Bytes reattributed = out.bytes(alices.signature()).end().toBytes();

        assertFalse(StatementCodec.decode(reattributed).authentic());
    }

    @Test
    void unknownFieldsAndKindsAreRefused() {
        var out = new CborWriter().map(1).key("type").text("wish").end();
        Bytes body = out.toBytes();
        var statement = new CborWriter().list(4).bytes(body).number(0).bytes(Bytes.EMPTY);
        Bytes bytes = statement.bytes(Bytes.ofHex("00".repeat(64))).end().toBytes();

        assertThrows(MalformedException.class, () -> StatementCodec.decode(bytes));
    }

    @Test
    void aPathThatIsNoneIsRefused() {
        Bytes body = body(sign(ALICE, revision(first)));
        for (int sides : new int[] {1, 1 << 10}) {
            var out = new CborWriter().list(4).bytes(body).number(sides).bytes(Bytes.EMPTY);
            Bytes bytes = out.bytes(Bytes.ofHex("00".repeat(64))).end().toBytes();
            assertThrows(MalformedException.class, () -> StatementCodec.decode(bytes));
        }
    }

    @Test
    void aBurstGetsOneRevisionAndAPauseBeginsAnother() {
        var result =
                signing(
                        List.of(
                                unsigned(1, 0),
                                unsigned(2, 60),
                                unsigned(4, 182),
                                unsigned(3, 121)),
                        List.of());

        assertEquals(
                List.of("1-2", "3-3", "4-4"),
                revisions(result.added()).stream().map(r -> r.burst() + "-" + r.seq()).toList());
        assertEquals(Set.of(), result.replacedIds());
    }

    @Test
    void aBurstThatGoesOnReplacesItsRevision() {
        var before = signing(List.of(unsigned(1, 0), unsigned(2, 10)), List.of()).added();

        var after = signing(List.of(unsigned(3, 30)), before);

        var revision = revisions(after.added()).getFirst();
        assertEquals(1, revision.burst());
        assertEquals(3, revision.seq());
        assertEquals(Set.of(before.getFirst().id()), after.replacedIds());
    }

    /** Whoever gets them keeps all of a burst until its revision comes. */
    @Test
    void whoTypesOnAndOnBeginsAnotherBurst() {
        var typed = new ArrayList<Exchange.Unsigned>();
        for (int seq = 1; seq <= 2 * RevisionSigning.BURST_CHANGES_MAX + 1; seq++) {
            typed.add(unsigned(seq, seq));
        }

        var result = signing(typed, List.of());

        assertEquals(
                List.of("1-1024", "1025-2048", "2049-2049"),
                revisions(result.added()).stream().map(r -> r.burst() + "-" + r.seq()).toList());
    }

    @Test
    void aBurstEndsWhenItsAuthorMeetsSomebodyOrPartsFromSomebody() {
        List<Instant> contacts =
                List.of(AT.plusSeconds(10), AT.plusSeconds(25), AT.plusSeconds(99));
        var before = signing(contacts, List.of(unsigned(1, 0)), List.of()).added();

        var after =
                signing(
                        contacts,
                        List.of(unsigned(2, 11), unsigned(3, 20), unsigned(4, 30)),
                        before);

        assertEquals(
                List.of("2-3", "4-4"),
                revisions(after.added()).stream().map(r -> r.burst() + "-" + r.seq()).toList());
        assertEquals(Set.of(), after.replacedIds());
    }

    @Test
    void aRevisionOfAnotherRosterOrBurstIsNotReplaced() {
        var before = signing(List.of(unsigned(1, 0)), List.of()).added();
        var underOther =
                RevisionSigning.sign(
                        WIKI,
                        ALICE,
                        List.of(WIKI.value()),
                        List.of(),
                        List.of(unsigned(2, 10)),
                        page -> before);
        var afterPause = signing(List.of(unsigned(2, 100)), before);

        assertEquals(Set.of(), underOther.get(PAGE).replacedIds());
        assertEquals(1, revisions(underOther.get(PAGE).added()).getFirst().burst());
        assertEquals(Set.of(), afterPause.replacedIds());
    }

    @Test
    void manyPagesAreSignedTogether() {
        var changes = new ArrayList<Exchange.Unsigned>();
        for (int i = 0; i < 130; i++) {
            var page = new PageId(new UUID(7, i));
            changes.add(new Exchange.Unsigned(page, first.actor(), 1, first.hash(), AT));
        }

        var signed =
                RevisionSigning.sign(
                        WIKI, ALICE, ROSTER.heads(), List.of(), changes, page -> List.of());

        assertEquals(130, signed.size());
        var signatures =
                signed.values().stream()
                        .map(page -> StatementCodec.decode(page.added().getFirst().bytes()))
                        .map(SignedStatement::signature)
                        .distinct()
                        .count();
        assertEquals(3, signatures);
    }

    private static Exchange.Signed signing(
            List<Exchange.Unsigned> changes, List<Statement> existing) {
        return signing(List.of(), changes, existing);
    }

    private static Exchange.Signed signing(
            List<Instant> contacts, List<Exchange.Unsigned> changes, List<Statement> existing) {
        return RevisionSigning.sign(
                        WIKI, ALICE, ROSTER.heads(), contacts, changes, page -> existing)
                .get(PAGE);
    }

    private static Exchange.Unsigned unsigned(long seq, int seconds) {
        var change = change(ALICE, seq, "change " + seq);
        return new Exchange.Unsigned(
                PAGE, change.actor(), seq, change.hash(), AT.plus(Duration.ofSeconds(seconds)));
    }

    private static List<Claim.Revision> revisions(List<Statement> statements) {
        return statements.stream()
                .map(statement -> (Claim.Revision) StatementCodec.decode(statement.bytes()).claim())
                .toList();
    }

    private static Bytes body(SignedStatement statement) {
        return CborReader.read(
                statement.bytes(),
                in -> {
                    in.startList();
                    Bytes body = in.bytes(1, 10_000);
                    in.number(0, 0);
                    in.bytes(0);
                    in.bytes(64);
                    in.endList();
                    return body;
                });
    }
}
