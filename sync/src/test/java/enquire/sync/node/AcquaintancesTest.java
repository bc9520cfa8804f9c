package enquire.sync.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.PeerId;
import enquire.sync.identity.TestKeys;
import enquire.sync.protocol.Message;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AcquaintancesTest {

    private static final PeerId BOB = TestKeys.of("Bob").id();
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    private final Acquaintances acquaintances = new Acquaintances();

    @ParameterizedTest
    @EnumSource(
            value = Message.Reason.class,
            names = {"PROTOCOL", "VERSION"})
    void whatIsFoundOutOfAPeerWhileItIsDialledInVainStays(Message.Reason reason) {
        long dialled = acquaintances.problemsTold();
        acquaintances.problem(BOB, reason, "It gave a false piece.", NOW);

        acquaintances.failed(BOB, "127.0.0.1:1", dialled);

        assertEquals(Optional.of("It gave a false piece."), acquaintances.problem(BOB));
        acquaintances.failed(BOB, "127.0.0.1:1", acquaintances.problemsTold());
        assertEquals(Optional.empty(), acquaintances.problem(BOB), "that is old");
    }

    @Test
    void whatSaysOnlyThatItIsAwayIsOldWhenADialFails() {
        long dialled = acquaintances.problemsTold();
        acquaintances.problem(BOB, Message.Reason.BUSY, "It makes room for others.", NOW);

        acquaintances.failed(BOB, "127.0.0.1:1", dialled);

        assertEquals(Optional.empty(), acquaintances.problem(BOB));
    }
}
