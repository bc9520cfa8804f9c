package enquire.sync.backup;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.storage.DiskWords;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a backup, front to back, so that it can go anywhere while it is made. One thread. */
public final class BackupWriter {

    private static final int BUFFER_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BackupWriter.class);

    private final SummedOutput summed;
    private final ZipOutputStream zip;
    private final PeerId node;
    private final Instant made;
    private final Map<BackupPath, BackupContents.Sum> files = new LinkedHashMap<>();
    private final Map<BackupPath, BackupContents.Sum> damaged = new LinkedHashMap<>();

    /**
     * @param out stays open
     */
    public BackupWriter(OutputStream out, PeerId node, Instant made) {
        this.summed = new SummedOutput(out);
        // What packs writes half a kilobyte at a time.
        this.zip =
                new ZipOutputStream(
                        new BufferedOutputStream(summed, BUFFER_BYTES), StandardCharsets.UTF_8);
        this.node = node;
        this.made = made;
        zip.setComment(SummedOutput.MARK + SummedOutput.PLACE);
    }

    /** Bytes of the backup so far. */
    public long bytes() {
        return summed.bytes();
    }

    /**
     * Adds a file. Attachments are not packed, since most of them are already; one that is no
     * longer what its name says, or cannot be read to its end, is noted as damaged, and whoever
     * restores leaves it out.
     *
     * @throws IOException if it cannot be written
     * @throws BackupException if a file that is no attachment cannot be read; then no backup comes
     *     of it
     */
    public void add(BackupPath path, InputStream content) throws IOException {
        boolean attachment = path instanceof BackupPath.Blob;
        zip.setLevel(attachment ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
        zip.putNextEntry(entry(path.text()));
        MessageDigest digest = Bytes.sha256Digest();
        long bytes = copy(path, content, new DigestOutputStream(zip, digest));
        zip.closeEntry();
        Bytes sha256 = Bytes.of(digest.digest());
        boolean intact =
                !(path instanceof BackupPath.Blob blob)
                        || blob.blob().toString().equals(sha256.toHex());
        (intact ? files : damaged).put(path, new BackupContents.Sum(bytes, sha256));
    }

    /** What cannot be read is of this disk, and what cannot be written of the other one. */
    private static long copy(BackupPath path, InputStream content, OutputStream out)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        while (true) {
            int read;
            try {
                read = content.read(buffer);
            } catch (ClosedChannelException | InterruptedIOException stopped) {
                throw stopped;
            } catch (IOException e) {
                if (path instanceof BackupPath.Blob) {
                    LOG.warn("{} cannot be read ({})", path.text(), DiskWords.reason(e));
                    return bytes;
                }
                throw new BackupException(
                        "%s of this node cannot be read (%s). No backup was made. Look after the disk of the data folder."
                                .formatted(path.text(), DiskWords.reason(e)),
                        e);
            }
            if (read < 0) {
                return bytes;
            }
            out.write(buffer, 0, read);
            bytes += read;
        }
    }

    /** Ends the backup; without this it is none. */
    public BackupContents finish(List<String> wikis) throws IOException {
        var contents = new BackupContents(made, node, wikis, files, damaged);
        zip.setLevel(Deflater.BEST_SPEED);
        zip.putNextEntry(entry(BackupContents.ENTRY));
        var lines = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        contents.write(lines);
        lines.flush();
        zip.closeEntry();
        zip.finish();
        zip.flush();
        summed.finish();
        return contents;
    }

    private ZipEntry entry(String name) {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(made));
        return entry;
    }
}
