package enquire.sync.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Blanks;
import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.storage.TakenOut;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.NodeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may take something out of a page's past, and what several of them come to. */
class RedactionsTest extends SixMembers {

    private static final PageId PAGE = PageId.of(Bytes.ofHex("0123456789ab4def8123456789abcdef"));
    private static final ChangeHash CHANGE = hash("01");
    private static final Blanks SOME = blanks(0, 4);
    private static final Blanks OTHERS = blanks(8, 9);

    private static ChangeHash hash(String octet) {
        return ChangeHash.parse(octet.repeat(32));
    }

    private static Blanks blanks(int... ends) {
        var ranges = new ArrayList<Blanks.Range>();
        for (int i = 0; i < ends.length; i += 2) {
            ranges.add(new Blanks.Range(ends[i], ends[i + 1]));
        }
        return new Blanks(ranges);
    }

    private static Bytes redact(NodeKey author, Roster roster, Blanks blanks, String proof) {
        var out = new RosterAct.Redact.Out(CHANGE, hash(proof), blanks);
        return RosterRecords.redact(author, roster, PAGE, List.of(out), AT);
    }

    private static Map<ChangeHash, TakenOut> takenOut(Roster roster) {
        return roster.redactions().of(PAGE);
    }

    @Test
    void ownersAndAdminsMay() {
        for (NodeKey author : List.of(olga, alice)) {
            Roster grown = all.with(List.of(redact(author, all, SOME, "aa")));

            assertEquals(Map.of(CHANGE, new TakenOut(SOME, Set.of(hash("aa")))), takenOut(grown));
            assertEquals(
                    List.of(new Redactions.Told(author.id(), AT)), grown.redactions().told(PAGE));
            assertEquals(takenOut(grown), takenOut(Roster.of(all.wiki(), grown.records())));
        }
        mayNot(() -> redact(bob, all, SOME, "aa"));
        mayNot(() -> redact(rita, all, SOME, "aa"));
        mayNot(() -> redact(carol, all, SOME, "aa"));
    }

    @Test
    void whatSomebodySignsWhileHeIsRemovedDoesNotCount() {
        Bytes redaction = redact(alice, all, SOME, "aa");
        Bytes removal = RosterRecords.remove(olga, all, alice.id(), AT);

        Roster merged = all.with(List.of(redaction)).with(List.of(removal));

        assertEquals(Map.of(), takenOut(merged));
        assertEquals(List.of(), merged.redactions().told(PAGE));
        // Whoever went by it holds only what is left, and names that anew if he may.
        assertEquals(Map.of(CHANGE, SOME), merged.redactions().unproven(PAGE));
        Roster named = merged.with(List.of(redact(ann, merged, SOME, "aa")));
        assertEquals(Set.of(hash("aa")), takenOut(named).get(CHANGE).proofs());
        // What he signed before it is known to whoever removes him, and stays.
        Roster before = all.with(List.of(redaction));
        Roster after = before.with(List.of(RosterRecords.remove(olga, before, alice.id(), AT)));
        assertEquals(takenOut(before), takenOut(after));
    }

    @Test
    void whatTwoTakeOutAtTheSameTimeAddsUpAndIsProvenByWhoNamesBoth() {
        Bytes one = redact(alice, all, SOME, "aa");
        Bytes other = redact(ann, all, OTHERS, "bb");
        Blanks both = blanks(0, 4, 8, 9);

        Roster merged = all.with(List.of(one, other));

        assertEquals(Map.of(CHANGE, new TakenOut(both, Set.of())), takenOut(merged));
        assertEquals(Map.of(CHANGE, both), merged.redactions().unproven(PAGE));
        Roster named = merged.with(List.of(redact(olga, merged, both, "cc")));
        assertEquals(Map.of(CHANGE, new TakenOut(both, Set.of(hash("cc")))), takenOut(named));
        assertEquals(Map.of(), named.redactions().unproven(PAGE));
        assertEquals(Set.of(PAGE), named.redactions().pages());
    }

    @Test
    void filesAreTakenOutByOwnersAndAdminsWhoAreNotRemovedMeanwhile() {
        var file = new BlobId(Bytes.ofHex("ab".repeat(32)));
        for (NodeKey author : List.of(olga, alice)) {
            Roster grown = all.with(List.of(RosterRecords.redactFile(author, all, file, AT)));

            assertEquals(
                    Map.of(file, new Redactions.Told(author.id(), AT)), grown.redactions().files());
            assertEquals(
                    grown.redactions().files(),
                    Roster.of(all.wiki(), grown.records()).redactions().files());
        }
        mayNot(() -> RosterRecords.redactFile(bob, all, file, AT));
        mayNot(() -> RosterRecords.redactFile(rita, all, file, AT));
        Bytes taken = RosterRecords.redactFile(alice, all, file, AT);
        Bytes removal = RosterRecords.remove(olga, all, alice.id(), AT);
        assertEquals(
                Map.of(), all.with(List.of(taken)).with(List.of(removal)).redactions().files());
    }

    @Test
    void aRecordHoldsAsManyChangesAsFit() {
        var many = new ArrayList<RosterAct.Redact.Out>();
        for (int i = 0; i < 200; i++) {
            many.add(new RosterAct.Redact.Out(hash("%02x".formatted(i)), hash("aa"), SOME));
        }
        int fitting = RosterRecords.fitting(alice, all, PAGE, many);
        Bytes record = RosterRecords.redact(alice, all, PAGE, many.subList(0, fitting), AT);

        assertTrue(fitting > 20 && fitting < 58, "" + fitting);
        assertTrue(record.size() <= RosterCodec.RECORD_BYTES_MAX);
        assertEquals(fitting, takenOut(all.with(List.of(record))).size());
    }

    @Test
    void placesThatAreNoneAreRefused() {
        for (int[] wrong : new int[][] {{4, 4}, {5, 4}, {0, 4, 4, 6}, {8, 9, 0, 4}, {0, 20_001}}) {
            assertThrows(IllegalArgumentException.class, () -> blanks(wrong));
        }
        var nothing = new RosterAct.Redact.Out(CHANGE, hash("aa"), Blanks.NONE);
        Bytes signed =
                RosterCodec.sign(
                        alice,
                        Optional.of(all.wiki()),
                        all.heads(),
                        AT,
                        new RosterAct.Redact(PAGE, List.of(nothing)));
        assertThrows(MalformedException.class, () -> all.with(List.of(signed)));
    }
}
