package enquire.web.vault;

import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * A file that may be compressed with gzip or bzip2, read once from its beginning. What is seen from
 * its first bytes counts, not its name. One thread at a time.
 */
final class Inflated extends FilterInputStream {

    /**
     * How much larger than the file its content may be. Dumps with full history say the same again
     * and again: they shrink to a thirtieth; what is made to fill the memory to a thousandth or
     * less.
     */
    private static final long SHRUNK_MAX = 200;

    /** So much may come out of any file, in bytes. */
    private static final long BYTES_FREE = 64L * 1024 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;

    /** What a file begins with (RFC 1952, section 2.3.1; bzip2: {@code BZh}). */
    private static final int GZIP = 0x1f8b;

    private static final int BZIP2 = 0x425a;

    private final Counted file;
    private final long bytesMax;
    private long bytes;

    private Inflated(InputStream in, Counted file, long bytesMax) {
        super(in);
        this.file = file;
        this.bytesMax = bytesMax;
    }

    /**
     * Reading it throws 413 if far more comes out than a file of this size can honestly hold.
     *
     * @param plainBytesMax what may come out if it is not compressed
     * @throws IOException if it cannot be read
     */
    static Inflated open(Vault.Entry file, long plainBytesMax) throws IOException {
        long size = file.bytes();
        var counted = new Counted(file.source().open());
        InputStream raw = new BufferedInputStream(counted, BUFFER_BYTES);
        try {
            raw.mark(2);
            int first = raw.read() << 8 | raw.read();
            raw.reset();
            return switch (first) {
                case GZIP ->
                        new Inflated(
                                new GZIPInputStream(raw, BUFFER_BYTES), counted, bytesMax(size));
                case BZIP2 ->
                        // Several parts, one behind the other, as programs for many cores write it.
                        new Inflated(
                                new BufferedInputStream(
                                        new BZip2CompressorInputStream(raw, true), BUFFER_BYTES),
                                counted,
                                bytesMax(size));
                default -> new Inflated(raw, counted, plainBytesMax);
            };
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * @param size of compressed files, in bytes
     * @return what may come out of them
     */
    static long bytesMax(long size) {
        return BYTES_FREE + SHRUNK_MAX * size;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int more) {
        bytes += more;
        if (bytes > bytesMax) {
            throw new ProblemException(
                    413,
                    Speaking.messages().text("import.fileTooLarge"),
                    Speaking.messages().text("import.fileTooLargeDetail", "most", bytesMax));
        }
    }

    /** How much of the file was read, in bytes. */
    long fileBytes() {
        return file.bytes;
    }

    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
