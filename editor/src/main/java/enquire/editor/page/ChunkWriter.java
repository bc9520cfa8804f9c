package enquire.editor.page;

import java.io.ByteArrayOutputStream;

/** Writes Automerge's binary form: what {@link ChunkReader} reads. One thread at a time. */
final class ChunkWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Unsigned LEB128 in its shortest form. */
    ChunkWriter unsignedNumber(long value) {
        long left = value;
        while (left >= 0x80) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
        return this;
    }

    /** Signed LEB128 in its shortest form. */
    ChunkWriter signedNumber(long value) {
        long left = value;
        while (left < -0x40 || left > 0x3f) {
            out.write((int) (left & 0x7f | 0x80));
            left >>= 7;
        }
        out.write((int) (left & 0x7f));
        return this;
    }

    ChunkWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    ChunkWriter bytes(Bytes bytes) {
        return bytes(bytes.toArray());
    }

    /** Bytes with their number in front. */
    ChunkWriter sizedBytes(byte[] bytes) {
        return unsignedNumber(bytes.length).bytes(bytes);
    }

    int size() {
        return out.size();
    }

    Bytes written() {
        return Bytes.of(out.toByteArray());
    }
}
