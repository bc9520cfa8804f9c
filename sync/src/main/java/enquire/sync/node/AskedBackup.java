package enquire.sync.node;

import enquire.storage.DiskWords;
import enquire.storage.StorageException;
import enquire.sync.backup.BackupException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backup that a person asks for while the node runs, in a folder that is named. It is made in a
 * thread of its own, and whoever asks is told how it stands. Thread-safe.
 */
public final class AskedBackup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AskedBackup.class);

    private final KeptBackups kept;
    private final InstantSource clock;
    private volatile Standing standing = new Standing.None();
    private OwnThread thread = new OwnThread("asked-backup", () -> {});

    AskedBackup(KeptBackups kept, InstantSource clock) {
        this.kept = kept;
        this.clock = clock;
    }

    /** How the last one stands. It is forgotten when the node stops; the file is not. */
    public sealed interface Standing {

        /** None was asked for. */
        record None() implements Standing {}

        /**
         * @param bytes that are written
         * @param bytesAbout that it will be at most; 0 until that is known
         * @param readingBack whether all of it is written
         */
        record Making(Path folder, long bytes, long bytesAbout, boolean readingBack)
                implements Standing {}

        /**
         * @param damaged attachments that are not in it, because they are damaged on the disk
         */
        record Made(Path file, Instant at, long bytes, int damaged) implements Standing {}

        /**
         * @param why sentences
         */
        record Failed(Path folder, PlannedBackups.Failure.Kind kind, String why)
                implements Standing {}
    }

    public Standing standing() {
        return standing;
    }

    /**
     * Begins one.
     *
     * @param folder absolute, and there
     * @throws BackupException with a sentence, if one is in work or nothing can be written there;
     *     then nothing is begun
     */
    public synchronized void begin(Path folder) {
        if (standing instanceof Standing.Making) {
            throw new BackupException(
                    "A backup is being made already. Nothing else was begun; try again when it is done.");
        }
        kept.requireFolder(folder);
        standing = new Standing.Making(folder, 0, 0, false);
        thread = new OwnThread("asked-backup", () -> make(folder));
        thread.start();
    }

    private void make(Path folder) {
        try {
            standing = made(folder);
        } finally {
            // An Error is nobody's to catch; but then nobody may be told for ever that it goes on.
            if (standing instanceof Standing.Making) {
                standing =
                        failed(
                                folder,
                                PlannedBackups.Failure.Kind.OTHER,
                                "The backup broke off. Those that are there stay. The log says why.");
            }
        }
    }

    private Standing made(Path folder) {
        try {
            Instant now = clock.instant();
            KeptBackups.Made made =
                    kept.make(folder, KeptBackups.Wish.ASKED, now, new Following(folder));
            LOG.info("A backup was made, as asked for: {}", made.file());
            return new Standing.Made(made.file(), now, made.bytes(), made.damaged());
        } catch (BackupException | StorageException e) {
            return failed(
                    folder, PlannedBackups.Failure.Kind.OTHER, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(
                    folder,
                    PlannedBackups.Failure.Kind.of(e),
                    "The backup could not be written to %s (%s). Nothing is left of it, and those that are there stay. %s"
                            .formatted(folder, DiskWords.reason(e), DiskWords.advice(e)));
        } catch (RuntimeException e) {
            LOG.error("A backup that was asked for failed.", e);
            return failed(
                    folder,
                    PlannedBackups.Failure.Kind.OTHER,
                    "The backup failed (%s). Those that are there stay.".formatted(e));
        }
    }

    private static Standing failed(Path folder, PlannedBackups.Failure.Kind kind, String why) {
        LOG.warn("No backup was made: {}", why);
        return new Standing.Failed(folder, kind, why);
    }

    private final class Following implements KeptBackups.Progress {
        private final Path folder;
        private long written;
        private long about;

        Following(Path folder) {
            this.folder = folder;
        }

        @Override
        public void written(long bytes, long of) {
            written = bytes;
            about = of;
            standing = new Standing.Making(folder, bytes, of, false);
        }

        @Override
        public void readingBack() {
            standing = new Standing.Making(folder, written, about, true);
        }
    }

    /** One that is being made breaks off, and nothing of it is left. */
    @Override
    public synchronized void close() {
        thread.close();
    }
}
