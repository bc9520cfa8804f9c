package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.function.Predicate;
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

    /** What may be said before a hello; {@code join} instead of it. */
    private static final Set<String> GREETINGS = Set.of("hello", "join", "close");

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
        return decode(frame, Limits.FRAME_BYTES, type -> true);
    }

    /**
     * The same of somebody who has not said hello, and may be anybody: only a greeting is read, and
     * nothing larger than one is inflated.
     *
     * @throws ProtocolException if the frame is not exactly one {@code hello}, {@code join} or
     *     {@code close}
     */
    public static Message decodeGreeting(Bytes frame) {
        return decode(frame, Limits.GREETING_BYTES, GREETINGS::contains);
    }

    /**
     * The same of somebody who was told that he is no member any more, and may answer with records.
     *
     * @throws ProtocolException if the frame is not exactly one {@code roster} or greeting
     */
    static Message decodeAnswer(Bytes frame) {
        return decode(
                frame,
                Limits.GREETING_BYTES,
                type -> type.equals("roster") || GREETINGS.contains(type));
    }

    private static Message decode(Bytes frame, int bytesMax, Predicate<String> allowed) {
        if (frame.size() > bytesMax) {
            throw new ProtocolException("sent a frame of %,d bytes".formatted(frame.size()));
        }
        try {
            return CborReader.read(frame, in -> read(in, bytesMax, allowed, true));
        } catch (MalformedException e) {
            throw new ProtocolException("sent a frame that is no message: " + e.getMessage(), e);
        }
    }

    private static Message read(
            CborReader in, int bytesMax, Predicate<String> allowed, boolean outermost) {
        in.startMap();
        String type = in.key("type").text(16);
        if (!type.equals(DEFLATED)) {
            if (!allowed.test(type)) {
                throw new ProtocolException("something else before its hello");
            }
            return MessageReader.read(type, in);
        }
        if (!outermost) {
            throw new MalformedException("deflated within deflated");
        }
        Bytes body = in.key("body").bytes(1, bytesMax);
        in.endMap();
        return CborReader.read(
                inflate(body, bytesMax), inner -> read(inner, bytesMax, allowed, false));
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

    /** Never more than is allowed, whatever the body claims. */
    private static Bytes inflate(Bytes body, int bytesMax) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(body.toArray());
            var out = new ByteArrayOutputStream(Math.min(bytesMax, 4 * body.size()));
            byte[] buffer = new byte[16 * 1024];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw new MalformedException("a deflated body that is cut short");
                }
                if (out.size() + count > bytesMax) {
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
