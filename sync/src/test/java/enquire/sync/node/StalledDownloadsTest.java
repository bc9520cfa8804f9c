package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StalledDownloadsTest {

    private static final BlobId FILM = new BlobId(Bytes.ofHex("01".repeat(32)));
    private static final BlobId SONG = new BlobId(Bytes.ofHex("02".repeat(32)));
    private static final long TIME = StalledDownloads.TIME.toNanos();

    private final StalledDownloads stalled = new StalledDownloads();

    @Test
    void whatDoesNotMoveForFiveMinutesIsToldOnceAndBeginsAnew() {
        assertEquals(Set.of(), stalled.at(Map.of(FILM, 0L, SONG, 0L), 0));
        assertEquals(Set.of(), stalled.at(Map.of(FILM, 0L, SONG, 7L), TIME / 2));
        assertEquals(Set.of(FILM), stalled.at(Map.of(FILM, 0L, SONG, 7L), TIME + 1));
        assertEquals(Set.of(), stalled.at(Map.of(FILM, 0L, SONG, 8L), TIME + 2));
        assertEquals(Set.of(), stalled.at(Map.of(FILM, 0L, SONG, 8L), 2 * TIME + 2));
        assertEquals(Set.of(FILM), stalled.at(Map.of(FILM, 0L), 2 * TIME + 3));
    }

    @Test
    void timeWithoutAnybodyWhoGivesItDoesNotCount() {
        stalled.at(Map.of(FILM, 0L), 0);
        stalled.at(Map.of(), 1);

        assertEquals(Set.of(), stalled.at(Map.of(FILM, 0L), TIME + 1));
    }

    /** 256 KiB each 32 s, to eight files in turn. */
    @Test
    void aLineOf64KilobitsASecondIsSlowAndNotStalled() {
        for (int piece = 0; piece < 100; piece++) {
            long now = Duration.ofSeconds(256).toNanos() * piece;
            assertEquals(Set.of(), stalled.at(Map.of(FILM, piece * 262_144L), now));
        }
    }
}
