package enquire.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final int QUIET = Comparison.QUIET_TICKS;

    private final Comparison comparison = new Comparison();

    @Test
    void theyCompareOnceInEachQuietTime() {
        assertEquals(List.of(QUIET), dueWithin(100 * QUIET));
        comparison.disturb();
        assertEquals(List.of(QUIET), dueWithin(100 * QUIET));
    }

    @Test
    void thePauseAfterEachListingIsTwiceAsLongAsTheOneBefore() {
        assertEquals(List.of(QUIET), dueWithin(QUIET));
        for (int listings = 1; listings < 10; listings++) {
            assertTrue(comparison.mustList(sum(listings), sum(0)));
            comparison.disturb();
            int pause = QUIET << listings;
            assertEquals(List.of(pause), dueWithin(pause), "after " + listings);
        }
    }

    @Test
    void editsDuringAPauseDoNotMakeItLonger() {
        assertTrue(comparison.mustList(sum(1), sum(0)));
        int disturbedAt = 2 * QUIET - QUIET / 2;
        assertEquals(List.of(), dueWithin(disturbedAt));
        comparison.disturb();
        assertEquals(List.of(QUIET), dueWithin(10 * QUIET));
    }

    @Test
    void whatWasListedForNothingIsNotListedAgain() {
        assertFalse(comparison.mustList(sum(1), sum(1)), "equal");
        assertTrue(comparison.mustList(sum(1), sum(2)));
        assertFalse(comparison.mustList(sum(1), sum(2)), "the same two");
        assertTrue(comparison.mustList(sum(3), sum(2)));
    }

    @Test
    void listingsOnOneConnectionAreBounded() {
        for (int i = 1; i <= Comparison.LISTINGS_MAX; i++) {
            assertTrue(comparison.mustList(sum(i), sum(0)));
        }
        assertFalse(comparison.mustList(sum(Comparison.LISTINGS_MAX + 1), sum(0)));
    }

    /** At which of the next ticks they are to compare, counted from 1. */
    private List<Integer> dueWithin(int ticks) {
        var due = new ArrayList<Integer>();
        for (int tick = 1; tick <= ticks; tick++) {
            if (comparison.tick()) {
                due.add(tick);
            }
        }
        return due;
    }

    private static Message.Fingerprint sum(int number) {
        var bytes = Bytes.ofHex("%064x".formatted(number));
        return new Message.Fingerprint(1, bytes, Bytes.ofHex("%064x".formatted(0)));
    }
}
