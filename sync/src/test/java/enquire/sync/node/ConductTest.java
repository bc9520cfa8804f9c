package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.identity.TestKeys;
import enquire.sync.protocol.PeerBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConductTest {

    private static final PeerId BOB = TestKeys.of("Bob").id();
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final Conduct conduct = new Conduct();

    @Test
    void anOffenceOrTwoOnlyCostTheConnection() {
        assertEquals(Duration.ZERO, conduct.offended(BOB, NOW));
        assertEquals(Duration.ZERO, conduct.offended(BOB, NOW));
        assertEquals(Optional.empty(), conduct.pausedUntil(BOB, NOW));
    }

    @Test
    void furtherOnesCostAPauseThatGrowsToADay() {
        for (int i = 0; i < Conduct.FORGIVEN; i++) {
            conduct.offended(BOB, NOW);
        }

        assertEquals(Conduct.PAUSE_FIRST, conduct.offended(BOB, NOW));
        assertEquals(Optional.of(NOW.plus(Conduct.PAUSE_FIRST)), conduct.pausedUntil(BOB, NOW));
        assertEquals(Optional.empty(), conduct.pausedUntil(BOB, NOW.plus(Conduct.PAUSE_FIRST)));
        assertEquals(Conduct.PAUSE_FIRST.multipliedBy(2), conduct.offended(BOB, NOW));
        for (int i = 0; i < 100; i++) {
            conduct.offended(BOB, NOW);
        }
        assertEquals(Conduct.PAUSE_LAST, conduct.offended(BOB, NOW));
    }

    @Test
    void afterADayAllIsForgiven() {
        for (int i = 0; i < 10; i++) {
            conduct.offended(BOB, NOW);
        }
        Instant later = NOW.plus(Conduct.MEMORY).plusSeconds(1);

        assertEquals(Duration.ZERO, conduct.offended(BOB, later));
    }

    @Test
    void aClockThatIsSetBackByYearsLocksNobodyOut() {
        for (int i = 0; i < 10; i++) {
            conduct.offended(BOB, NOW);
        }

        assertEquals(Optional.empty(), conduct.pausedUntil(BOB, NOW.minus(Duration.ofDays(900))));
    }

    @Test
    void allConnectionsOfAPeerShareOneBudget() {
        PeerId carol = TestKeys.of("Carol").id();
        assertSame(conduct.budget(BOB, BOB), conduct.budget(BOB, BOB));
        assertNotSame(conduct.budget(BOB, BOB), conduct.budget(carol, carol));
    }

    @Test
    void ofMorePeersThanAreRememberedTheLongestUnheardOfIsForgotten() {
        for (int i = 0; i <= Conduct.FORGIVEN; i++) {
            conduct.offended(BOB, NOW);
        }
        PeerBudget bobs = conduct.budget(BOB, BOB);
        int others = Conduct.PEERS_MAX - 1;
        for (int i = 0; i < others; i++) {
            conduct.offended(peer(i), NOW);
            conduct.budget(peer(i), peer(i));
        }
        // Both are looked at, which makes Bob the newest.
        assertTrue(conduct.pausedUntil(BOB, NOW).isPresent());
        assertSame(bobs, conduct.budget(BOB, BOB));

        for (int i = others; i < others + Conduct.PEERS_MAX; i++) {
            conduct.offended(peer(i), NOW);
            conduct.budget(peer(i), peer(i));
        }

        assertEquals(Optional.empty(), conduct.pausedUntil(BOB, NOW));
        assertNotSame(bobs, conduct.budget(BOB, BOB));
    }

    private static PeerId peer(int number) {
        return new PeerId(Bytes.ofHex("%064x".formatted(number + 1)));
    }
}
