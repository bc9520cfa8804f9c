package enquire.web.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/**
 * The content of an entry of a zip file, held against its checksum where it ends, which {@link
 * java.util.zip.ZipFile} does not do: damage may unpack to other words. One thread at a time.
 */
final class VerifiedEntry extends CheckedInputStream {

    private final ZipEntry entry;

    VerifiedEntry(InputStream in, ZipEntry entry) {
        super(in, new CRC32());
        this.entry = entry;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        return read < 0 ? end() : read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        return read < 0 ? end() : read;
    }

    private int end() throws ZipException {
        if (entry.getCrc() != getChecksum().getValue()) {
            throw new ZipException("“%s” is damaged in the zip file".formatted(entry.getName()));
        }
        return -1;
    }
}
