package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is remembered of the branches of a page is right, and bounded. */
class ClocksTest {

    private static final int ACTORS = 2_000;

    private final Random random = new Random(7);
    private final Clocks clocks = new Clocks();
    private final Map<ChangeHash, KnownChanges.Node> nodes = new HashMap<>();

    /** A chain in which each change is another actor's: each clock is one longer. */
    @Test
    void manyActorsTakeNoMoreThanTheirRoom() {
        var expected = new HashMap<ActorId, Long>();
        ChangeHash last = Genesis.HASH;
        for (int i = 0; i < ACTORS; i++) {
            var actor = new ActorId(random(ActorId.BYTES));
            var hash = new ChangeHash(random(32));
            nodes.put(hash, new KnownChanges.Node(i, List.of(last), actor, 1, i, false));
            expected.put(actor, 1L);
            last = hash;

            Map<ActorId, Long> clock = clocks.at(List.of(hash), nodes::get);
            clocks.remember(hash, clock);

            assertEquals(expected, clock);
            assertTrue(clocks.bytesEstimate() <= 40 * 65_536, clocks.bytesEstimate() + " bytes");
        }
        assertTrue(clocks.bytesEstimate() > 40 * 60_000, "it holds as much as it may");
        clocks.remember(last, expected);
        assertEquals(expected, clocks.at(List.of(last), hash -> nodes.get(Genesis.HASH)));
    }

    private Bytes random(int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return Bytes.of(made);
    }
}
