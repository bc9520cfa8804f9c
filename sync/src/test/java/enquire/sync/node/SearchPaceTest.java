package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SearchPaceTest {

    private static int searches(long millisOfOne) {
        var pace = new SearchPace(0);
        int searches = 0;
        for (long now = 0; now < TimeUnit.SECONDS.toNanos(10); now += 1_000_000) {
            pace.soon(); // A peer says something each millisecond.
            if (pace.due(now)) {
                searches++;
                long began = now;
                now += TimeUnit.MILLISECONDS.toNanos(millisOfOne);
                pace.ended(began, now);
            }
        }
        return searches;
    }

    @Test
    void howeverMuchPeersSayMostOfTheTimeIsLeftForOtherThings() {
        assertTrue(searches(0) > 100, "quick ones are made soon");
        assertTrue(searches(50) <= 20, "a tenth of the time");
        assertTrue(searches(5_000) <= 2);
    }

    @Test
    void withoutNewsItIsSearchedOnceASecond() {
        var pace = new SearchPace(0);
        assertTrue(pace.due(0));
        pace.ended(0, 0);

        assertEquals(false, pace.due(TimeUnit.MILLISECONDS.toNanos(999)));
        assertEquals(true, pace.due(TimeUnit.MILLISECONDS.toNanos(1_001)));
    }
}
