package enquire.sync.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeerIdsTest {

    private final PeerId alice = TestKeys.of("Alice").id();

    @Test
    void anIdIsWrittenInEightGroupsOfSeven() {
        var zero = new PeerId(Bytes.of(new byte[32]));

        assertEquals(
                "AAAAAAA-AAAAAAA-AAAAAAA-AAAAAAA-AAAAAAA-AAAAAAA-AAAAAAA-AAAAAAA",
                PeerIds.format(zero));
        assertTrue(PeerIds.format(alice).matches("([A-Z2-7]{7}-){7}[A-Z2-7]{7}"));
        assertEquals(PeerIds.format(alice).substring(0, 7), PeerIds.shortForm(alice));
    }

    @Test
    void everyIdIsReadBack() {
        var random = new Random(1);
        for (int i = 0; i < 500; i++) {
            byte[] drawn = new byte[32];
            random.nextBytes(drawn);
            var id = new PeerId(Bytes.of(drawn));
            assertEquals(id, PeerIds.parse(PeerIds.format(id)));
        }
    }

    @Test
    void typingIsReadGenerously() {
        String written = PeerIds.format(alice);

        assertEquals(alice, PeerIds.parse(written.toLowerCase(Locale.ROOT).replace('-', ' ')));
        assertEquals(
                alice,
                PeerIds.parse(written.replace('O', '0').replace('I', '1').replace('B', '8')));
    }

    @Test
    void everyWrongLetterIsFound() {
        String written = PeerIds.format(alice);
        for (int at = 0; at < written.length(); at++) {
            if (written.charAt(at) == '-') {
                continue;
            }
            char other = written.charAt(at) == 'Q' ? 'R' : 'Q';
            String mistyped = written.substring(0, at) + other + written.substring(at + 1);
            refused(mistyped, "mistyped");
        }
    }

    @Test
    void whatIsNoIdIsRefusedWithAReason() {
        refused("", "this one has 0");
        refused(PeerIds.format(alice).substring(1), "this one has 55");
        refused("é".repeat(56), "has no 'É'");
        refused("A".repeat(10_000), "too long");
    }

    private static void refused(String text, String why) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> PeerIds.parse(text));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }
}
