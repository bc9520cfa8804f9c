package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.storage.DiskWords;
import enquire.storage.StorageCheck;
import enquire.storage.StorageException;
import enquire.storage.WikiSnapshot;
import enquire.sync.backup.BackupContents;
import enquire.sync.backup.BackupException;
import enquire.sync.backup.BackupPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backups of a node that runs, while people type. Everything that was acknowledged before one
 * begins is in it. One at a time; who comes second is told so. Thread-safe.
 */
public final class Backups implements AutoCloseable {

    /** What stays free on the disk of the data folder while databases are copied: a guess. */
    private static final long FREE_BYTES = 16L << 20;

    private static final long MEGABYTE = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

    private final PeerId self;
    private final DataFolder folder;
    private final NodeDatabase database;
    private final Supplier<List<Wiki>> wikis;
    private final InstantSource clock;
    private final PlannedBackups planned;
    private final AskedBackup asked;
    private final Semaphore making = new Semaphore(1);

    Backups(
            PeerId self,
            DataFolder folder,
            NodeDatabase database,
            Supplier<List<Wiki>> wikis,
            InstantSource clock) {
        this.self = self;
        this.folder = folder;
        this.database = database;
        this.wikis = wikis;
        this.clock = clock;
        removeCopies(); // Those of a node that was killed in the middle.
        var kept = new KeptBackups(self, folder.path(), this, database);
        this.planned = new PlannedBackups(kept, database, clock, ZoneId.systemDefault());
        this.asked = new AskedBackup(kept, clock);
    }

    /** Those that the node makes by itself. */
    public PlannedBackups planned() {
        return planned;
    }

    /** The one that a person asks for on a screen. */
    public AskedBackup asked() {
        return asked;
    }

    /** Makes one and writes it: see {@link #prepare}. The stream stays open. */
    public BackupContents write(OutputStream out) throws IOException {
        try (PreparedBackup backup = prepare()) {
            return backup.write(out, bytes -> {});
        }
    }

    /**
     * Copies the databases into the data folder, each as it is at one moment: that moment is the
     * backup's. What is left is to be written, and closed in any case.
     *
     * @throws BackupException with a sentence, if another one is being made, there is no room, or
     *     what would be copied is damaged
     * @throws StorageException if the disk fails
     */
    public PreparedBackup prepare() {
        if (!making.tryAcquire()) {
            throw new BackupException(
                    "Another backup of this node is being made. Nothing was written; try again when it is done.");
        }
        boolean copied = false;
        try {
            PreparedBackup backup = copied();
            copied = true;
            return backup;
        } catch (IOException e) {
            throw new BackupException(
                    "The databases could not be copied within the data folder (%s). Nothing was written, and nothing is lost. %s"
                            .formatted(DiskWords.reason(e), DiskWords.advice(e)));
        } finally {
            // After an Error, too: or another one would be said to be in work for ever.
            if (!copied) {
                done();
            }
        }
    }

    private PreparedBackup copied() throws IOException {
        requireRoom();
        removeCopies();
        Files.createDirectories(folder.backupCopies());
        var backup =
                new PreparedBackup(
                        self, clock.instant().truncatedTo(ChronoUnit.SECONDS), this::done);
        for (Wiki wiki : wikis.get()) {
            backup.add(
                    new BackupPath.WikiDatabase(wiki.id()),
                    copy(wiki, folder.backupCopies().resolve(wiki.id() + ".db")));
            // After the snapshot: whatever it names, and this computer holds, is among these.
            backup.add(wiki, wiki.repository().blobs().held());
        }
        backup.requireFewEnough();
        // Behind the wikis: of each that is in the backup it knows the name.
        Path records = folder.backupCopies().resolve("node.db");
        database.copyTo(records);
        backup.add(new BackupPath.NodeRecords(), records);
        backup.add(new BackupPath.Identity(), folder.identity());
        return backup;
    }

    /** For who removes older ones than this. */
    OnlyInOlder missedIn(BackupContents made) {
        return new OnlyInOlder(made, wikis.get());
    }

    private static Path copy(Wiki wiki, Path copy) {
        try (WikiSnapshot snapshot = wiki.repository().snapshot()) {
            if (snapshot.unfolded() > 0) {
                LOG.warn(
                        "Typing in {} pages is in no change yet. It is in the backup all the same.",
                        snapshot.unfolded());
            }
            snapshot.copyTo(copy);
        }
        Optional<String> wrong = StorageCheck.database(copy);
        if (wrong.isPresent()) {
            throw new BackupException(
                    "The database of “%s” is damaged (%s), so no backup was made of it, and those that were made before are worth keeping. Run “enquire doctor”."
                            .formatted(wiki.name(), wrong.get()));
        }
        return copy;
    }

    private void requireRoom() {
        long needed = databaseBytes() + FREE_BYTES;
        Path node = folder.backupCopies().getParent();
        Optional<Long> free = StorageCheck.freeBytes(node);
        if (free.isPresent() && free.get() < needed) {
            throw new BackupException(
                    "While a backup is made, its databases need %,d MB in the data folder %s, and %,d MB are free there. Nothing was written, and nothing is lost. Make room there and try again."
                            .formatted(needed / MEGABYTE, node.getParent(), free.get() / MEGABYTE));
        }
    }

    private long databaseBytes() {
        long bytes = bytes(folder.nodeRecords());
        for (Wiki wiki : wikis.get()) {
            Path file = folder.wiki(wiki.id()).resolve("wiki.db");
            bytes += bytes(file) + bytes(file.resolveSibling("wiki.db-wal"));
        }
        return bytes;
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException notThere) {
            return 0;
        }
    }

    private void done() {
        try {
            removeCopies();
        } finally {
            making.release();
        }
    }

    private void removeCopies() {
        if (Files.notExists(folder.backupCopies())) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder.backupCopies())) {
            for (Path each : left) {
                Files.delete(each);
            }
            Files.delete(folder.backupCopies());
        } catch (IOException e) {
            LOG.warn(
                    "Copies of databases stay in {} until the next backup: {}",
                    folder.backupCopies(),
                    DiskWords.reason(e));
        }
    }

    @Override
    public void close() {
        asked.close();
        planned.close();
    }
}
