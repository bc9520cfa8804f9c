package enquire.web.vault;

import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * How much was read of the files of a vault, whatever their sizes were said to be: a zip file of
 * some kilobytes can hold many that each unpack to as much as is read of one, and the same bytes
 * many times. One thread at a time.
 */
final class Unpacked {

    private final long bytesMax;
    private long bytes;

    /**
     * @param bytesMax of all files together
     */
    Unpacked(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Opens a file, of which what is read counts. */
    InputStream open(Vault.Entry file) throws IOException {
        return new Counting(file.source().open());
    }

    /** Whether it is more than can be honest. */
    boolean isTooMuch() {
        return bytes > bytesMax;
    }

    /**
     * For while nothing is written yet.
     *
     * @throws ProblemException 413 if it is more than can be honest
     */
    void requireHonest() {
        if (isTooMuch()) {
            throw tooMuch(bytesMax);
        }
    }

    static ProblemException tooMuch(long bytesMax) {
        return new ProblemException(
                413,
                Speaking.messages().text("import.zipTooLarge"),
                Speaking.messages().text("import.zipTooLargeDetail", "most", bytesMax));
    }

    private final class Counting extends FilterInputStream {

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
