package enquire.editor.text;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The stored form of a change: the number of sections, then for each its length before and whether
 * it is replaced ({@code length * 2 + replaced}), and for a replaced one the UTF-8 bytes of what is
 * inserted, with their number in front. All numbers are unsigned LEB128.
 */
final class TextChangeBytes {

    /** UTF-8 needs at most three bytes for a UTF-16 unit. */
    private static final int INSERT_BYTES_MAX = 3 * TextChange.LENGTH_MAX;

    /** Each section but one has a neighbour that covers at least one unit. */
    private static final int SECTIONS_MAX = 2 * TextChange.LENGTH_MAX + 1;

    /** How much is allocated at once on the word of a length alone. */
    private static final int PIECE_BYTES = 64 * 1024;

    private TextChangeBytes() {}

    static void write(List<Section> sections, DataOutput out) throws IOException {
        writeNumber(sections.size(), out);
        for (Section section : sections) {
            switch (section) {
                case Section.Keep(int length) -> writeNumber(length * 2, out);
                case Section.Replace(int deleted, String insert) -> {
                    writeNumber(deleted * 2 + 1, out);
                    byte[] utf8 = insert.getBytes(StandardCharsets.UTF_8);
                    writeNumber(utf8.length, out);
                    out.write(utf8);
                }
            }
        }
    }

    static TextChange read(DataInput in) throws IOException {
        var sections = new SectionList();
        int count = readNumber(in, SECTIONS_MAX);
        long total = 0;
        for (int i = 0; i < count; i++) {
            int head = readNumber(in, 2 * TextChange.LENGTH_MAX + 1);
            String insert = (head & 1) == 0 ? "" : readText(in);
            if ((head & 1) == 0) {
                sections.keep(head >> 1);
            } else {
                sections.replace(head >> 1, insert);
            }
            total += (head >> 1) + insert.length();
            if (total > 2L * TextChange.LENGTH_MAX || sections.count() != i + 1) {
                throw new StreamCorruptedException("a stored change has a part that cannot be");
            }
        }
        try {
            return new TextChange(sections.toList());
        } catch (IllegalArgumentException e) {
            throw corrupted(e);
        }
    }

    private static String readText(DataInput in) throws IOException {
        int length = readNumber(in, INSERT_BYTES_MAX);
        var utf8 = new java.io.ByteArrayOutputStream(Math.min(length, PIECE_BYTES));
        byte[] piece = new byte[Math.min(length, PIECE_BYTES)];
        for (int left = length; left > 0; ) {
            int size = Math.min(left, piece.length);
            in.readFully(piece, 0, size);
            utf8.write(piece, 0, size);
            left -= size;
        }
        try {
            var bytes = ByteBuffer.wrap(utf8.toByteArray());
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw corrupted(e);
        }
    }

    private static void writeNumber(int value, DataOutput out) throws IOException {
        int left = value;
        while (left >= 0x80) {
            out.writeByte(left & 0x7f | 0x80);
            left >>>= 7;
        }
        out.writeByte(left);
    }

    private static int readNumber(DataInput in, int max) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (value > max || next == 0 && shift > 0) {
                    break;
                }
                return (int) value;
            }
        }
        throw new StreamCorruptedException("a stored change has a number that cannot be");
    }

    private static StreamCorruptedException corrupted(Exception cause) {
        var corrupted = new StreamCorruptedException("a stored change is damaged");
        corrupted.initCause(cause);
        return corrupted;
    }
}
