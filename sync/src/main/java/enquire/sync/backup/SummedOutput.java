package enquire.sync.backup;

import enquire.editor.page.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Puts the SHA-256 of everything before in the place of the last bytes: those are the end of the
 * zip's comment, where each program that reads zips passes over it. One thread.
 */
final class SummedOutput extends OutputStream {

    /** How the comment begins: whoever looks at the last bytes of a file knows a backup by it. */
    static final String MARK = "enquire backup sha256 ";

    /** The sum, in hexadecimal. */
    static final int SUM_CHARS = 64;

    /** What stands in its place until it is known. */
    static final String PLACE = "0".repeat(SUM_CHARS);

    private final OutputStream out;
    private final MessageDigest digest = Bytes.sha256Digest();

    /** The last bytes that came: they may be the end. */
    private byte[] held = new byte[0];

    private long bytes;

    SummedOutput(OutputStream out) {
        this.out = out;
    }

    /** How many came so far. */
    long bytes() {
        return bytes;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        bytes += length;
        byte[] all = new byte[held.length + length];
        System.arraycopy(held, 0, all, 0, held.length);
        System.arraycopy(from, offset, all, held.length, length);
        int passed = Math.max(0, all.length - SUM_CHARS);
        digest.update(all, 0, passed);
        out.write(all, 0, passed);
        held = Arrays.copyOfRange(all, passed, all.length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** After the last byte; the stream below stays open. */
    void finish() throws IOException {
        if (!new String(held, StandardCharsets.US_ASCII).equals(PLACE)) {
            throw new IllegalStateException("the end is not where the sum belongs");
        }
        String sum = Bytes.of(digest.digest()).toHex();
        out.write(sum.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
