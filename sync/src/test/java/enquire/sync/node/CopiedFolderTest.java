package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A copied data folder is a present fact as long as it is seen, and then one of the past. */
class CopiedFolderTest {

    private static final Instant SEEN = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void oneThatIsSeenIsSaidToBeThereWithWhatToDo() {
        assertTrue(
                words(Duration.ZERO)
                        .startsWith("Another computer uses the same key, last seen just now"));
        String later = words(Duration.ofMinutes(4));
        assertTrue(later.contains("last seen 4 minutes ago: its data folder is a copy"), later);
        assertTrue(later.contains("Remove the copy, and invite that computer instead."), later);
    }

    @Test
    void oneThatWasNotSeenForFiveMinutesWasThereAndAfterADayIsNotMentioned() {
        String past = words(Duration.ofMinutes(8));

        assertTrue(past.startsWith("Another computer used the same key"), past);
        assertTrue(past.contains("last seen 8 minutes ago and not since"), past);
        assertFalse(past.contains("uses the same key"), past);
        assertEquals(Duration.ofMinutes(5), CopiedFolder.PRESENT);
        assertFalse(CopiedFolder.isPresent(SEEN, SEEN.plus(CopiedFolder.PRESENT)));
        assertTrue(CopiedFolder.isTold(SEEN, SEEN.plus(Duration.ofHours(23))));
        assertFalse(CopiedFolder.isTold(SEEN, SEEN.plus(CopiedFolder.TOLD_FOR)));
    }

    private static String words(Duration after) {
        return CopiedFolder.words(SEEN, SEEN.plus(after));
    }
}
