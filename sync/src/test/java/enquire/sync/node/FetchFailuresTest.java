package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FetchFailuresTest {

    private static final PeerId ALICE = new PeerId(Bytes.ofHex("0a".repeat(32)));
    private static final PeerId BOB = new PeerId(Bytes.ofHex("0b".repeat(32)));

    private final FetchFailures failures = new FetchFailures();

    private static BlobId blob(int number) {
        return new BlobId(Bytes.ofHex("%064x".formatted(number)));
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void aPeerIsAskedAgainAfterTwiceTheTimeEachTime() {
        long now = 0;
        for (int wait : new int[] {10, 20, 40, 80, 160, 320, 600, 600}) {
            failures.add(blob(1), ALICE, now);
            assertTrue(failures.tooSoon(blob(1), ALICE, now + seconds(wait) - 1));
            assertFalse(failures.tooSoon(blob(1), ALICE, now + seconds(wait) + 1));
            now += seconds(wait) + 1;
        }
    }

    @Test
    void whatOnePeerLacksIsAskedOfAnother() {
        failures.add(blob(1), ALICE, 0);

        assertFalse(failures.tooSoon(blob(1), BOB, 1));
        assertFalse(failures.tooSoon(blob(2), ALICE, 1));
    }

    @Test
    void bogusOnesAreAllRemembered() {
        for (int i = 0; i < FetchFailures.BLOBS_MAX; i++) {
            failures.add(blob(i), ALICE, 0);
            failures.add(blob(i), BOB, 0);
        }
        assertTrue(failures.tooSoon(blob(0), ALICE, 1));
        assertTrue(failures.tooSoon(blob(0), BOB, 1));

        failures.add(blob(FetchFailures.BLOBS_MAX), ALICE, 0);

        assertFalse(failures.tooSoon(blob(0), ALICE, 1), "the oldest makes room");
        assertTrue(failures.tooSoon(blob(1), ALICE, 1));
    }

    @Test
    void itIsSaidWhetherAnotherLookIsWorthwhile() {
        assertFalse(failures.anyEndsWithin(Duration.ofSeconds(10), 0));
        failures.add(blob(1), ALICE, 0);
        assertTrue(failures.anyEndsWithin(Duration.ofSeconds(10), 0));
        failures.add(blob(1), ALICE, 0);
        assertFalse(failures.anyEndsWithin(Duration.ofSeconds(10), 0));
        assertTrue(failures.anyEndsWithin(Duration.ofSeconds(10), seconds(10)));
        assertTrue(failures.anyEndsWithin(Duration.ofSeconds(10), seconds(30)));
        assertFalse(failures.anyEndsWithin(Duration.ofSeconds(10), seconds(31)));
        failures.forget(blob(1));
        assertFalse(failures.anyEndsWithin(Duration.ofSeconds(10), seconds(10)));
    }
}
