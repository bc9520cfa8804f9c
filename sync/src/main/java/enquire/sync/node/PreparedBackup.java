package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PeerId;
import enquire.storage.BlobStore;
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
        long bytes = 0;
        for (Path file : files.values()) {
            bytes += Files.size(file);
        }
        for (Wiki wiki : attachments.keySet()) {
            bytes += wiki.repository().blobs().usedBytes();
        }
        return bytes;
    }

    /**
     * Once.
     *
     * @param out stays open
     * @param progress hears how many bytes were written, after each file
     * @throws IOException if it cannot be written there
     */
    public BackupContents write(OutputStream out, LongConsumer progress) throws IOException {
        var writer = new BackupWriter(out, node, made);
        for (var file : files.entrySet()) {
            try (InputStream in = Files.newInputStream(file.getValue())) {
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

    /**
     * One that makes room for others meanwhile is not in the backup: others promised to keep it.
     */
    private static void write(Wiki wiki, BlobId blob, BackupWriter writer) throws IOException {
        BlobStore blobs = wiki.repository().blobs();
        Optional<Path> file = blobs.file(blob);
        if (file.isEmpty()) {
            return;
        }
        InputStream content;
        try {
            content = Files.newInputStream(file.get());
        } catch (NoSuchFileException gone) {
            LOG.debug("{} went while a backup was made", blob);
            return;
        }
        try (content) {
            writer.add(new BackupPath.Blob(wiki.id(), blob), content);
        }
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            done.run();
        }
    }
}
