package enquire.sync.protocol;

import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are nearly right give a message or a {@link ProtocolException}, nothing else. */
class MessageCodecFuzzTest {

    private static final int ROUNDS = 4_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void mutatedFramesAreDecodedOrRefused(long seed) {
        var random = new Random(seed);
        var examples = Examples.all().values().toArray(Message[]::new);
        int decoded = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Bytes frame = MessageCodec.encode(examples[random.nextInt(examples.length)]);
            Bytes mutated = mutate(frame, random);
            try {
                MessageCodec.encode(MessageCodec.decode(mutated));
                decoded++;
            } catch (ProtocolException expected) {
                refused++;
            } catch (RuntimeException | Error unexpected) {
                throw new AssertionError(
                        "seed %d, round %d: %s".formatted(seed, round, mutated.toHex()),
                        unexpected);
            }
        }
        // Both must happen, or the mutations are too wild or too tame to say anything.
        assertTrue(decoded > ROUNDS / 20, decoded + " decoded");
        assertTrue(refused > ROUNDS / 20, refused + " refused");
    }

    private static Bytes mutate(Bytes frame, Random random) {
        byte[] bytes = frame.toArray();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes = Bytes.of(bytes, 0, Math.max(1, at)).toArray();
                default -> {
                    int from = random.nextInt(bytes.length);
                    int count = Math.min(bytes.length - Math.max(at, from), random.nextInt(16));
                    System.arraycopy(bytes, from, bytes, at, Math.max(0, count));
                }
            }
        }
        return Bytes.of(bytes);
    }
}
