package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.text.TextChange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Texts and steps as bytes of a column: plain when short, deflated when that helps. The first byte
 * says which. Thread-safe.
 */
public final class Packing {

    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;

    /** From this size on, in bytes, deflating is worth its 50 µs of set-up (measured roughly). */
    private static final int DEFLATE_BYTES_MIN = 256;

    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private Packing() {}

    public static byte[] pack(String text) {
        return pack(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String unpackText(byte[] packed) {
        return new String(unpack(packed), StandardCharsets.UTF_8);
    }

    /** Automerge leaves the changes it has just made uncompressed. */
    static byte[] pack(Bytes chunk) {
        return pack(chunk.toArray());
    }

    static Bytes unpackBytes(byte[] packed) {
        return Bytes.of(unpack(packed));
    }

    public static byte[] pack(TextChange step) {
        var bytes = new ByteArrayOutputStream();
        try {
            step.writeTo(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return pack(bytes.toByteArray());
    }

    public static TextChange unpackStep(byte[] packed) {
        try {
            return TextChange.readFrom(
                    new DataInputStream(new ByteArrayInputStream(unpack(packed))));
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    static byte[] pack(byte[] plain) {
        if (plain.length < DEFLATE_BYTES_MIN) {
            return prefixed(PLAIN, plain, plain.length);
        }
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] packed = new byte[plain.length];
            int length = deflater.deflate(packed, HEADER_BYTES, packed.length - HEADER_BYTES);
            if (!deflater.finished()) {
                return prefixed(PLAIN, plain, plain.length);
            }
            ByteBuffer.wrap(packed).put(DEFLATED).putInt(plain.length);
            return Arrays.copyOf(packed, HEADER_BYTES + length);
        } finally {
            deflater.end();
        }
    }

    static byte[] unpack(byte[] packed) {
        if (packed.length == 0) {
            throw damaged(new IOException("a value is empty"));
        }
        if (packed[0] == PLAIN) {
            return Arrays.copyOfRange(packed, 1, packed.length);
        }
        var inflater = new Inflater(true);
        try {
            byte[] plain = new byte[plainLength(packed)];
            inflater.setInput(packed, HEADER_BYTES, packed.length - HEADER_BYTES);
            int at = 0;
            while (at < plain.length) {
                int got = inflater.inflate(plain, at, plain.length - at);
                if (got == 0) {
                    throw new DataFormatException("a value ends early");
                }
                at += got;
            }
            return plain;
        } catch (DataFormatException e) {
            throw damaged(e);
        } finally {
            inflater.end();
        }
    }

    /** Bounded before anything is allocated: deflate makes at most 1,032 bytes of one. */
    private static int plainLength(byte[] packed) throws DataFormatException {
        if (packed.length < HEADER_BYTES) {
            throw new DataFormatException("a value ends early");
        }
        int length = ByteBuffer.wrap(packed, 1, Integer.BYTES).getInt();
        if (length < 0 || length > 1032L * packed.length) {
            throw new DataFormatException("a value claims an impossible length");
        }
        return length;
    }

    private static byte[] prefixed(byte kind, byte[] plain, int length) {
        byte[] packed = new byte[length + 1];
        packed[0] = kind;
        System.arraycopy(plain, 0, packed, 1, length);
        return packed;
    }

    /** Thrown inside a lent connection, whose lender knows the file and says it in a sentence. */
    private static DamagedValueException damaged(Exception cause) {
        return new DamagedValueException(cause);
    }
}
