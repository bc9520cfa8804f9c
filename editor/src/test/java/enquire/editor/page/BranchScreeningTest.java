package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    @Test
    void aTwinOfAChangeInThePageIsFitInABranchOfItsOwn() {
        assertEquals(Map.of(), BranchScreening.refused(all(before, one), other));
    }

    @Test
    void whatFollowsATwinIsLookedAtInItsBranch() {
        List<Change> further = edits(BOB, all(before, other), "red or blue, says Bob");
        List<Change> onTheOne = edits(BOB, all(before, one), "red and white, says Bob");

        assertEquals(
                Map.of(),
                BranchScreening.refused(all(before, one), all(all(other, further), onTheOne)));
    }

    @Test
    void aMalformedTwinIsRefusedWhateverThePageHolds() {
        Change malformed = misnumbered(other.getFirst());

        for (List<Change> page : List.of(before, all(before, one), all(before, other))) {
            var refused = BranchScreening.refused(page, List.of(malformed));
            assertEquals(Set.of(malformed.hash()), refused.keySet());
            assertTrue(refused.get(malformed.hash()).contains("first operation"));
        }
    }

    @Test
    void nothingIsSaidOfWhatFollowsSomethingThatIsNotHere() {
        List<Change> further = edits(BOB, all(before, other), "red or blue, says Bob");

        assertEquals(Map.of(), BranchScreening.refused(all(before, one), further));
    }
}
