package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Alice made several changes of one number; a page holds one of them. */
class BranchScreeningTest {

    private static final ActorId ALICE = actor("a1");
    private static final ActorId BOB = actor("b2");

    private final List<Change> before = edits(BOB, List.of(), "red");
    private final List<Change> one = edits(ALICE, before, "red and white");
    private final List<Change> other = edits(ALICE, before, "red or blue");

    private static ActorId actor(String hex) {
        return ActorId.of(new PeerId(Bytes.ofHex(hex.repeat(32))), Bytes.ofHex("00".repeat(8)));
    }

    private static List<Change> edits(ActorId actor, List<Change> before, String text) {
        try (var document = PageDocument.of(before, actor)) {
            return document.edit(new Edit.Text(TextChange.between(document.text(), text)));
        }
    }

    private static List<Change> all(List<Change> some, List<Change> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** The same with its first operation numbered one too high, and the checksum repaired. */
    private static Change misnumbered(Change change) {
        byte[] bytes = change.chunk().toArray();
        int head = 4 + 4 + 1 + (bytes[9] < 0 ? 2 : 1);
        bytes[head + 1 + ChangeHash.BYTES + 1 + ActorId.BYTES + 1]++;
        byte[] checksum = Bytes.of(bytes).slice(8, bytes.length).sha256().toArray();
        System.arraycopy(checksum, 0, bytes, 4, 4);
        return Change.parse(Bytes.of(bytes));
    }

    private static BranchScreening.Result screen(List<Change> page, List<Change> others) {
        return BranchScreening.screen(page, others, Set.of(), 8);
    }

    private static Set<ChangeHash> hashes(List<Change> changes) {
        return changes.stream().map(Change::hash).collect(Collectors.toSet());
    }

    @Test
    void aTwinOfAChangeInThePageIsFitInABranchOfItsOwn() {
        assertEquals(
                new BranchScreening.Result(hashes(other), Map.of()),
                screen(all(before, one), other));
    }

    @Test
    void whatFollowsATwinIsLookedAtInItsBranch() {
        List<Change> further = edits(BOB, all(before, other), "red or blue, says Bob");
        List<Change> onTheOne = edits(BOB, all(before, one), "red and white, says Bob");

        List<Change> others = all(all(other, further), onTheOne);
        assertEquals(
                new BranchScreening.Result(hashes(others), Map.of()),
                screen(all(before, one), others));
    }

    @Test
    void aMalformedTwinIsRefusedWhateverThePageHolds() {
        Change malformed = misnumbered(other.getFirst());

        for (List<Change> page : List.of(before, all(before, one), all(before, other))) {
            var refused = screen(page, List.of(malformed)).refused();
            assertEquals(Set.of(malformed.hash()), refused.keySet());
            assertTrue(refused.get(malformed.hash()).contains("first operation"));
        }
    }

    @Test
    void nothingIsSaidOfWhatFollowsSomethingThatIsNotHere() {
        List<Change> further = edits(BOB, all(before, other), "red or blue, says Bob");

        assertEquals(
                new BranchScreening.Result(Set.of(), Map.of()), screen(all(before, one), further));
    }

    /** Branches are what a member could make a node build without end. */
    @Test
    void whatWouldNeedMoreBranchesComesAfterWhatIsKnown() {
        var others = new ArrayList<Change>();
        for (int i = 0; i < 10; i++) {
            List<Change> twin = edits(ALICE, before, "red " + i);
            others.addAll(twin);
            others.addAll(edits(BOB, all(before, twin), "red, says Bob " + i));
        }
        List<Change> page = all(before, one);
        var known = new HashSet<ChangeHash>();
        for (int round = 1; round <= 5; round++) {
            var result = BranchScreening.screen(page, others, known, 2);
            assertEquals(Map.of(), result.refused());
            assertTrue(result.fit().size() >= 2, "round " + round);
            known.addAll(result.fit());
        }
        assertEquals(hashes(others), known);
    }

    @Test
    void twinsThatNothingFollowsShareABranch() {
        var others = new ArrayList<Change>();
        for (int i = 0; i < 10; i++) {
            others.addAll(edits(ALICE, before, "red " + i));
        }
        assertEquals(
                hashes(others),
                BranchScreening.screen(all(before, one), others, Set.of(), 1).fit());
    }
}
