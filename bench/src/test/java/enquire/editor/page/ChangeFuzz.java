package enquire.editor.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Raw changes, as peers send them; and the same with the length and the checksum repaired, for what
 * lies behind those: the body, compressed or not, and its operations.
 */
public final class ChangeFuzz {

    /** Magic bytes and checksum. */
    private static final int FRAME_BYTES = 8;

    private static final byte COMPRESSED = 2;

    private ChangeFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        decode(Bytes.of(input));
        repaired(input).ifPresent(ChangeFuzz::decode);
    }

    private static void decode(Bytes chunk) {
        try {
            Change change = Change.parse(chunk);
            OperationReader.read(change.body());
        } catch (MalformedChangeException e) {
            return; // What it is for.
        }
    }

    /** A change of a length at which they are sent compressed. */
    public static byte[] compressed(ActorId actor) {
        String text = "Low water at four, high water at ten. ".repeat(20);
        List<Change> changes = FirstChanges.of(actor, new Title("Tides"), Map.of(), text);
        Bytes body = read(changes.getLast().chunk().toArray()).body();
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(body.toArray());
            deflater.finish();
            byte[] buffer = new byte[body.size() + 64];
            int size = deflater.deflate(buffer);
            return framed(body, Bytes.of(buffer, 0, size)).toArray();
        } finally {
            deflater.end();
        }
    }

    private static Chunk read(byte[] raw) {
        return Chunk.read(raw, new ChunkReader(raw));
    }

    private static Optional<Bytes> repaired(byte[] input) {
        int at = FRAME_BYTES + 1;
        while (at < input.length && input[at] < 0) {
            at++; // The length, of which all bytes but the last have the highest bit.
        }
        if (at >= input.length) {
            return Optional.empty();
        }
        Bytes content = Bytes.of(input, at + 1, input.length);
        return input[FRAME_BYTES] == COMPRESSED
                ? inflated(content).map(body -> framed(body, content))
                : Optional.of(Chunk.framed(content));
    }

    private static Bytes framed(Bytes body, Bytes compressed) {
        return new ChunkWriter()
                .bytes(Chunk.framed(body).slice(0, FRAME_BYTES))
                .unsignedNumber(COMPRESSED)
                .unsignedNumber(compressed.size())
                .bytes(compressed)
                .written();
    }

    /** As far as a decoder would go. */
    private static Optional<Bytes> inflated(Bytes content) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(content.toArray());
            byte[] buffer = new byte[ChangeLimits.BODY_BYTES_MAX + 1];
            return Optional.of(Bytes.of(buffer, 0, inflater.inflate(buffer)));
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
