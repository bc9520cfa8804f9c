package enquire.editor.page;

/**
 * Reads Automerge's binary form strictly: every length is checked before anything is allocated, and
 * a number has exactly one encoding. One thread at a time.
 */
final class ChunkReader {

    private final byte[] bytes;
    private final int end;
    private int at;

    ChunkReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    ChunkReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    int unsignedByte() {
        require(1);
        return bytes[at++] & 0xff;
    }

    Bytes bytes(int length) {
        require(length);
        at += length;
        return Bytes.of(bytes, at - length, at);
    }

    /** Bytes with their number in front. */
    Bytes sizedBytes(String what) {
        return bytes(length(what));
    }

    /** A number of bytes, or of things of at least one byte each, that must follow. */
    int length(String what) {
        long length = unsignedNumber();
        if (length > left()) {
            throw new MalformedChangeException(
                    "The %s should take %,d bytes, but only %,d follow."
                            .formatted(what, length, left()));
        }
        return (int) length;
    }

    /** Unsigned LEB128 in its shortest form, from 0 to 2^63 - 1. */
    long unsignedNumber() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = unsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw overlong();
                }
                return value;
            }
        }
        throw overlong();
    }

    /** Signed LEB128 in its shortest form, from -2^62 to 2^62 - 1. */
    long signedNumber() {
        long value = 0;
        int previous = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = unsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                boolean repeatsTheSign = next == ((previous & 0x40) == 0 ? 0x00 : 0x7f);
                if (shift > 0 && repeatsTheSign) {
                    throw overlong();
                }
                int unused = Long.SIZE - shift - 7;
                return value << unused >> unused;
            }
            previous = next;
        }
        throw overlong();
    }

    private void require(int length) {
        if (length > left()) {
            throw new MalformedChangeException("The bytes of the change end early.");
        }
    }

    private static MalformedChangeException overlong() {
        return new MalformedChangeException("A number is not in its shortest form.");
    }
}
