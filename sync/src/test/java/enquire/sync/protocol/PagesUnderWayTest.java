package enquire.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PagesUnderWayTest {

    private static final PageId ROSES = new PageId(new UUID(1, 1));
    private static final PageId TULIPS = new PageId(new UUID(1, 2));

    private final PagesUnderWay underWay = new PagesUnderWay();
    private final PagesUnderWay.Asker alice = underWay.join(peer(1));
    private final PagesUnderWay.Asker bob = underWay.join(peer(2));

    @Test
    void onePeerIsAskedAndTheNextIfThatOneAnswers() {
        assertTrue(alice.begin(ROSES));
        assertTrue(alice.begin(ROSES), "once more");
        assertFalse(bob.begin(ROSES));
        assertTrue(bob.begin(TULIPS));
        assertTrue(bob.waits());

        assertTrue(alice.end(ROSES), "somebody waited for that");
        assertFalse(bob.end(TULIPS));

        assertTrue(bob.begin(ROSES));
        assertFalse(bob.waits());
        assertFalse(alice.begin(ROSES));
    }

    @Test
    void whoAnswersNothingIsWaitedForOnceAndNotForLong() {
        alice.begin(ROSES);
        alice.begin(TULIPS);
        assertFalse(bob.begin(ROSES));

        assertEquals(PagesUnderWay.SILENT_TICKS, ticksUntilBobMayAsk(ROSES, () -> {}));
        assertTrue(bob.begin(TULIPS), "she has shown that she is late");

        alice.heard();
        bob.end(TULIPS);
        alice.begin(TULIPS);
        assertFalse(bob.begin(TULIPS), "she answers again");
    }

    @Test
    void whoAnswersOtherThingsIsWaitedForLonger() {
        alice.begin(ROSES);
        assertFalse(bob.begin(ROSES));

        assertEquals(PagesUnderWay.BUSY_TICKS, ticksUntilBobMayAsk(ROSES, alice::heard));
    }

    @Test
    void nobodyWaitsForAConnectionThatIsOverNorForAnOlderOneWithTheSamePeer() {
        alice.begin(ROSES);
        assertTrue(underWay.join(peer(1)).begin(ROSES));

        bob.begin(TULIPS);
        bob.leave();
        assertTrue(alice.begin(TULIPS));
    }

    @Test
    void whatSomebodyWaitsForIsAskedOfEveryPeer() {
        alice.begin(ROSES);

        bob.insist(ROSES);

        assertFalse(alice.end(ROSES), "it is not hers any more");
        assertFalse(alice.begin(ROSES));
    }

    @Test
    void whoIsAloneNeedNotLookWhetherOthersBroughtSomething() {
        assertFalse(alice.alone());

        bob.leave();

        assertTrue(alice.alone());
    }

    private int ticksUntilBobMayAsk(PageId page, Runnable each) {
        for (int tick = 1; tick <= 10 * PagesUnderWay.BUSY_TICKS; tick++) {
            each.run();
            assertTrue(bob.tick());
            if (bob.begin(page)) {
                return tick;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static PeerId peer(int number) {
        return new PeerId(Bytes.ofHex("%064x".formatted(number)));
    }
}
