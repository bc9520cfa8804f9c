package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Records.Receipt;
import enquire.sync.identity.TestKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of other computers, from what they confirmed. */
class CopiesTest {

    private static final Bytes INDEX = Bytes.of(new byte[16]);
    private static final PageId ROSES = PageId.random(new Random(1));
    private static final PageId TULIPS = PageId.random(new Random(2));
    private static final PeerId BOB = TestKeys.of("Bob").id();
    private static final PeerId CAROL = TestKeys.of("Carol").id();

    /** Roses changed with 4, tulips with 7, and that is the newest. */
    private static int least(Map<PeerId, Receipt> receipts) {
        return new Copies(receipts, Set.of(), 7, Map.of())
                .least(page -> Optional.of(page.equals(ROSES) ? 4L : 7L));
    }

    private static Receipt upTo(long sequence, PageId... lacking) {
        return new Receipt(INDEX, sequence, Set.of(lacking), true);
    }

    @Test
    void whoHasSeenThePageSinceItChangedHoldsIt() {
        var copies = new Copies(Map.of(BOB, upTo(4), CAROL, upTo(3)), Set.of(), 7, Map.of());

        assertEquals(List.of(BOB), copies.of(ROSES, 4));
        assertEquals(List.of(), copies.of(TULIPS, 7));
        assertEquals(0, least(Map.of(BOB, upTo(4), CAROL, upTo(3))));
    }

    @Test
    void aPageThatSomebodyLacksIsNotHeldByHim() {
        var copies = new Copies(Map.of(BOB, upTo(7, ROSES)), Set.of(), 7, Map.of());

        assertEquals(List.of(), copies.of(ROSES, 4));
        assertEquals(List.of(BOB), copies.of(TULIPS, 7));
        assertEquals(0, least(Map.of(BOB, upTo(7, ROSES))));
    }

    /** Its only words were of somebody who may not write, and are part of no page. */
    @Test
    void aPageOfWhichNothingIsHereKeepsNoOtherBack() {
        var copies = new Copies(Map.of(BOB, upTo(7, ROSES)), Set.of(), 7, Map.of());

        assertEquals(1, copies.least(page -> Optional.empty()));
    }

    @Test
    void whereTwoLackDifferentPagesEachEditIsOnOneOfThem() {
        assertEquals(1, least(Map.of(BOB, upTo(7, ROSES), CAROL, upTo(7, TULIPS))));
        assertEquals(2, least(Map.of(BOB, upTo(7), CAROL, upTo(7))));
        assertEquals(1, least(Map.of(BOB, upTo(7), CAROL, upTo(6))));
    }

    @Test
    void ofOneWhoHoldsPartOfTheWikiNothingIsClaimed() {
        var part = new Receipt(INDEX, 7, Set.of(), false);
        var copies = new Copies(Map.of(BOB, part), Set.of(), 7, Map.of());

        assertEquals(List.of(), copies.of(ROSES, 4));
        assertEquals(0, least(Map.of(BOB, part)));
    }

    @Test
    void whatIsBeingTypedIsOnNoOtherComputer() {
        var copies = new Copies(Map.of(BOB, upTo(7)), Set.of(ROSES), 7, Map.of());

        assertEquals(List.of(), copies.of(ROSES, 4));
        assertEquals(List.of(BOB), copies.of(TULIPS, 7));
        assertEquals(0, copies.least(page -> Optional.of(4L)));
    }

    @Test
    void upToWhichChangeSoManyHoldAllIsKnownButForWhatTheyLack() {
        var copies =
                new Copies(
                        Map.of(BOB, upTo(7, ROSES), CAROL, upTo(4)), Set.of(TULIPS), 7, Map.of());

        assertEquals(7, copies.heldUpTo(1));
        assertEquals(4, copies.heldUpTo(2));
        assertEquals(0, copies.heldUpTo(3));
        assertEquals(Set.of(ROSES, TULIPS), copies.lacking());
    }
}
