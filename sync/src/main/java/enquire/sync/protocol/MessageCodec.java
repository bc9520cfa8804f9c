package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Turns a message into the bytes of one frame and back. A frame is one CBOR map; that of a larger
 * message wraps its deflated bytes, {@code {type: "deflated", body}}, if that is shorter.
 * Stateless, so thread-safe.
 */
public final class MessageCodec {

    static final String DEFLATED = "deflated";

    /** The fastest level: it wins nearly as much as the default on text and costs a third. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    private MessageCodec() {}

    /**
     * @throws IllegalArgumentException if the message is larger than a frame: the caller packed too
     *     much
     */
    public static Bytes encode(Message message) {
        Bytes plain = MessageWriter.write(message);
        if (plain.size() > Limits.FRAME_BYTES) {
            throw new IllegalArgumentException(
                    "a message of %,d bytes does not fit a frame".formatted(plain.size()));
        }
        // Most attachments are compressed already.
        if (plain.size() < Limits.DEFLATE_BYTES_MIN || message instanceof Message.Piece) {
            return plain;
        }
        Bytes wrapped = wrap(deflate(plain));
        return wrapped.size() < plain.size() ? wrapped : plain;
    }

    /**
     * @throws ProtocolException if the frame is not exactly one message within {@link Limits}
     */
    public static Message decode(Bytes frame) {
        if (frame.size() > Limits.FRAME_BYTES) {
            throw new ProtocolException("a frame of %,d bytes".formatted(frame.size()));
        }
        try {
            return CborReader.read(frame, in -> read(in, true));
        } catch (MalformedException e) {
            throw new ProtocolException("a frame that is no message: " + e.getMessage(), e);
        }
    }

    private static Message read(CborReader in, boolean outermost) {
        in.startMap();
        String type = in.key("type").text(16);
        if (!type.equals(DEFLATED)) {
            return MessageReader.read(type, in);
        }
        if (!outermost) {
            throw new MalformedException("deflated within deflated");
        }
        Bytes body = in.key("body").bytes(1, Limits.FRAME_BYTES);
        in.endMap();
        return CborReader.read(inflate(body), inner -> read(inner, false));
    }

    private static Bytes wrap(Bytes deflated) {
        var out = new CborWriter().map(2);
        return out.key("type").text(DEFLATED).key("body").bytes(deflated).end().toBytes();
    }

    private static Bytes deflate(Bytes plain) {
        var deflater = new Deflater(LEVEL, true);
        try {
            deflater.setInput(plain.toArray());
            deflater.finish();
            var out = new ByteArrayOutputStream(plain.size() / 2);
            byte[] buffer = new byte[16 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return Bytes.of(out.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /** Never more than one frame, whatever the body claims. */
    private static Bytes inflate(Bytes body) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(body.toArray());
            var out = new ByteArrayOutputStream(Math.min(Limits.FRAME_BYTES, 4 * body.size()));
            byte[] buffer = new byte[16 * 1024];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw new MalformedException("a deflated body that is cut short");
                }
                if (out.size() + count > Limits.FRAME_BYTES) {
                    throw new MalformedException("a deflated body that is too large");
                }
                out.write(buffer, 0, count);
            }
            if (inflater.getRemaining() > 0) {
                throw new MalformedException("something follows after the deflated body");
            }
            return Bytes.of(out.toByteArray());
        } catch (DataFormatException e) {
            throw new MalformedException("a deflated body that is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
