package enquire.web.vault;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How large the list of entries of a zip file says that it is. {@link java.util.zip.ZipFile} takes
 * the whole list into memory when it opens a file, so this is read before. (APPNOTE.TXT 6.3.10,
 * sections 4.3.14 to 4.3.16.)
 *
 * @param entries how many
 * @param bytes of the list
 */
record ZipDirectory(long entries, long bytes) {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int COMMENT_BYTES_MAX = 0xffff;
    private static final int END_ENTRIES = 10;
    private static final int END_DIRECTORY_BYTES = 12;

    private static final int LOCATOR_64_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_64_BYTES = 20;
    private static final int LOCATOR_64_END = 8;

    private static final int END_64_SIGNATURE = 0x06064b50;
    private static final int END_64_BYTES = 56;
    private static final int END_64_ENTRIES = 32;
    private static final int END_64_DIRECTORY_BYTES = 40;

    /**
     * The largest that any end in the file names: what looks like an end may stand in a comment,
     * and readers do not agree about which one counts.
     *
     * @return 0 of both if this is no zip file
     */
    static ZipDirectory largest(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            long from = Math.max(0, size - END_BYTES - COMMENT_BYTES_MAX - LOCATOR_64_BYTES);
            ByteBuffer last = read(channel, from, (int) (size - from));
            var largest = new ZipDirectory(0, 0);
            for (int at = 0; at <= last.limit() - END_BYTES; at++) {
                if (last.getInt(at) == END_SIGNATURE) {
                    largest = largest.or(end(last, at)).or(end64(channel, last, at));
                }
            }
            return largest;
        }
    }

    private ZipDirectory or(ZipDirectory other) {
        return new ZipDirectory(Math.max(entries, other.entries), Math.max(bytes, other.bytes));
    }

    /** All bits set stand for a number in the longer record before it. */
    private static ZipDirectory end(ByteBuffer last, int at) {
        int entries = Short.toUnsignedInt(last.getShort(at + END_ENTRIES));
        long bytes = Integer.toUnsignedLong(last.getInt(at + END_DIRECTORY_BYTES));
        return new ZipDirectory(entries == 0xffff ? 0 : entries, bytes == 0xffffffffL ? 0 : bytes);
    }

    private static ZipDirectory end64(FileChannel channel, ByteBuffer last, int endAt)
            throws IOException {
        var none = new ZipDirectory(0, 0);
        int at = endAt - LOCATOR_64_BYTES;
        if (at < 0 || last.getInt(at) != LOCATOR_64_SIGNATURE) {
            return none;
        }
        long position = last.getLong(at + LOCATOR_64_END);
        if (position < 0 || position > channel.size() - END_64_BYTES) {
            return none;
        }
        ByteBuffer end = read(channel, position, END_64_BYTES);
        if (end.getInt(0) != END_64_SIGNATURE) {
            return none;
        }
        // Negative means more than anybody can count.
        return new ZipDirectory(
                end.getLong(END_64_ENTRIES) & Long.MAX_VALUE,
                end.getLong(END_64_DIRECTORY_BYTES) & Long.MAX_VALUE);
    }

    private static ByteBuffer read(FileChannel channel, long from, int bytes) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (into.hasRemaining()) {
            if (channel.read(into, from + into.position()) < 0) {
                throw new EOFException("the zip file became shorter while it was read");
            }
        }
        return into.flip();
    }
}
