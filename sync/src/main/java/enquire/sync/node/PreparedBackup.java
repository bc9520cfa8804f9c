package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PeerId;
import enquire.storage.BlobStore;
import enquire.storage.DiskWords;
import enquire.sync.backup.BackupContents;
import enquire.sync.backup.BackupException;
import enquire.sync.backup.BackupPath;
import enquire.sync.backup.BackupWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backup of which the databases are copied, so that it may take any time to be written. One
 * thread at a time.
 */
public final class PreparedBackup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PreparedBackup.class);

    /** A database becomes a third at best, whose changes are packed already (a guess). */
    private static final long PACKED_MAX = 3;

    private final PeerId node;
    private final Instant made;
    private final Runnable done;
    private final Map<BackupPath, Path> files = new LinkedHashMap<>();
    private final Map<Wiki, List<BlobId>> attachments = new LinkedHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    PreparedBackup(PeerId node, Instant made, Runnable done) {
        this.node = node;
        this.made = made;
        this.done = done;
    }

    void add(BackupPath path, Path file) {
        files.put(path, file);
    }

    void add(Wiki wiki, List<BlobId> blobs) {
        attachments.put(wiki, blobs);
    }

    /** Or nobody could read it back. */
    void requireFewEnough() {
        if (attachments.size() > BackupContents.WIKIS_MAX) {
            throw new BackupException(
                    "There are %,d wikis, and a backup holds %,d. Nothing was written. Stop Enquire and copy its data folder as a whole."
                            .formatted(attachments.size(), BackupContents.WIKIS_MAX));
        }
        long blobs = attachments.values().stream().mapToLong(List::size).sum();
        if (blobs + files.size() > BackupContents.FILES_MAX) {
            throw new BackupException(
                    "There are %,d files, and a backup holds %,d. Nothing was written. Stop Enquire and copy its data folder as a whole."
                            .formatted(blobs, BackupContents.FILES_MAX));
        }
    }

    /** How much it will be at most, but for some kilobytes for each file. */
    public long bytesAbout() throws IOException {
        return databaseBytes() + attachmentBytes();
    }

    /** How much it will be at least, if databases are packed as well as they may be. */
    long bytesAtLeast() throws IOException {
        return databaseBytes() / PACKED_MAX + attachmentBytes();
    }

    private long databaseBytes() throws IOException {
        long bytes = 0;
        for (Path file : files.values()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private long attachmentBytes() {
        return attachments.keySet().stream()
                .mapToLong(wiki -> wiki.repository().blobs().usedBytes())
                .sum();
    }

    /**
     * Once.
     *
     * @param out stays open
     * @param progress hears how many bytes were written, after each file
     * @throws IOException if it cannot be written there
     * @throws BackupException if a database cannot be read; an attachment that cannot is noted
     */
    public BackupContents write(OutputStream out, LongConsumer progress) throws IOException {
        var writer = new BackupWriter(out, node, made);
        for (var file : files.entrySet()) {
            try (InputStream in = opened(file.getValue())) {
                writer.add(file.getKey(), in);
            }
            progress.accept(writer.bytes());
        }
        var names = new ArrayList<String>();
        for (var wiki : attachments.entrySet()) {
            names.add(wiki.getKey().name());
            for (BlobId blob : wiki.getValue()) {
                write(wiki.getKey(), blob, writer);
                progress.accept(writer.bytes());
            }
        }
        return writer.finish(names);
    }

    private static InputStream opened(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new BackupException(
                    "%s, which goes into the backup, cannot be read (%s). No backup was made. Look after the disk of the data folder."
                            .formatted(file, DiskWords.reason(e)),
                    e);
        }
    }

    /**
     * One that makes room for others meanwhile is not in the backup: others promised to keep it.
     */
    private static void write(Wiki wiki, BlobId blob, BackupWriter writer) throws IOException {
        BlobStore blobs = wiki.repository().blobs();
        Optional<Path> file = blobs.file(blob);
        if (file.isEmpty()) {
            return;
        }
        try (InputStream content = content(file.get())) {
            writer.add(new BackupPath.Blob(wiki.id(), blob), content);
        } catch (NoSuchFileException gone) {
            LOG.debug("{} went while a backup was made", blob);
        }
    }

    /**
     * Nothing, if it cannot be read: one file keeps nobody from a backup of all others, and what is
     * no longer what its name says is noted as damaged.
     *
     * @throws NoSuchFileException if it is gone
     */
    private static InputStream content(Path file) throws NoSuchFileException {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException gone) {
            throw gone;
        } catch (IOException e) {
            LOG.warn("{} cannot be read ({})", file, DiskWords.reason(e));
            return InputStream.nullInputStream();
        }
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            done.run();
        }
    }
}
