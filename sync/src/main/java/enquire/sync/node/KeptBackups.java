package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.storage.DiskWords;
import enquire.storage.StorageCheck;
import enquire.sync.backup.BackupContents;
import enquire.sync.backup.BackupException;
import enquire.sync.backup.BackupFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Backups as files of a folder, whose names say of which node, by which computer and when: {@code
 * enquire-1a2b3c4d-9f8e7d6c-20261130T030000Z.zip}, and with {@code now-} before the time if
 * somebody asked for it. A computer removes none but those that it had planned. Thread-safe.
 */
final class KeptBackups {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What stays free on the disk of the folder: a guess. */
    private static final long FREE_BYTES = 16L << 20;

    private static final long MEGABYTE = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(KeptBackups.class);

    private final PeerId self;
    private final Path data;
    private final Backups backups;
    private final NodeDatabase database;

    KeptBackups(PeerId self, Path data, Backups backups, NodeDatabase database) {
        this.self = self;
        this.data = data.toAbsolutePath().normalize();
        this.backups = backups;
        this.database = database;
    }

    /** How one comes along; in the thread that makes it. */
    interface Progress {

        Progress NONE =
                new Progress() {
                    @Override
                    public void written(long bytes, long of) {}

                    @Override
                    public void readingBack() {}
                };

        /**
         * @param of bytes that it will be at most
         */
        void written(long bytes, long of);

        void readingBack();
    }

    /**
     * @param damaged attachments that are not in it, because they are damaged on the disk
     */
    record Made(Path file, long bytes, int damaged) {}

    /** Why one is made, which its name says: those that are asked for push out none of a plan. */
    enum Wish {
        PLANNED(""),
        ASKED("now-");

        private final String infix;

        Wish(String infix) {
            this.infix = infix;
        }
    }

    /**
     * Makes the folder if it is not there.
     *
     * @throws BackupException with a sentence, if nothing can be written there
     */
    void makeFolder(Path folder) {
        requireElsewhere(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
        requireWritable(folder);
    }

    /**
     * Makes none: in the place of one whose disk is away it would be on the wrong disk.
     *
     * @throws BackupException with a sentence, if it is not there or nothing can be written there
     */
    void requireFolder(Path folder) {
        requireElsewhere(folder);
        if (Files.notExists(folder)) {
            throw new BackupException(
                    "%s is not there, so no backup is made. If it is on a disk that is not connected, connect it; else make the folder, or name another one."
                            .formatted(folder));
        }
        requireWritable(folder);
    }

    private void requireElsewhere(Path folder) {
        if (folder.normalize().startsWith(data)) {
            throw new BackupException(
                    "%s is in the data folder, with which it would be lost. No backups are planned or made there. Name a folder elsewhere, best on another disk."
                            .formatted(folder));
        }
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new BackupException(
                    "%s is no folder, so no backups are planned or made there. Name another one."
                            .formatted(folder));
        }
    }

    private static void requireWritable(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, ".enquire", ".part"));
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    private static BackupException notWritable(Path folder, IOException why) {
        return new BackupException(
                "Nothing can be written in %s (%s), so no backups are planned or made there. Name another folder."
                        .formatted(folder, DiskWords.reason(why)));
    }

    /**
     * Makes one, reads it back, and only then gives it its name.
     *
     * @throws BackupException if there is another one in work, no room for copies, or what would be
     *     copied is damaged
     * @throws IOException if the folder does not take it; then nothing is left of it
     */
    Made make(Path folder, Wish wish, Instant now, Progress progress) throws IOException {
        String prefix = prefix();
        try (PreparedBackup backup = backups.prepare()) {
            // Not before: until then it may be another of this computer that is being written.
            removeParts(folder, prefix);
            requireRoom(backup, folder);
            Path made = folder.resolve(prefix + wish.infix + STAMP.format(now) + ".zip");
            Path part = Files.createTempFile(folder, "." + prefix, ".part");
            try {
                int damaged;
                long about = backup.bytesAbout();
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                        OutputStream out = Channels.newOutputStream(channel)) {
                    damaged =
                            backup.write(out, bytes -> progress.written(bytes, about))
                                    .damaged()
                                    .size();
                    channel.force(true);
                }
                progress.readingBack();
                try (BackupFile file = BackupFile.open(part, BackupFile.Progress.NONE)) {
                    file.check(BackupFile.Progress.NONE);
                }
                long bytes = Files.size(part);
                Files.move(part, made, StandardCopyOption.ATOMIC_MOVE);
                return new Made(made, bytes, damaged);
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }

    /** Or the disk is filled to its last byte, and again at each new try. */
    private static void requireRoom(PreparedBackup backup, Path folder) throws IOException {
        long needed = backup.bytesAtLeast() + FREE_BYTES;
        // Some file systems do not say it, and then it is 0; a disk that is full cannot be filled.
        Optional<Long> free = StorageCheck.freeBytes(folder).filter(bytes -> bytes > 0);
        if (free.isPresent() && free.get() < needed) {
            String reason =
                    "No space left: it takes at least %,d MB, and %,d MB are free"
                            .formatted(needed / MEGABYTE, free.get() / MEGABYTE);
            throw new FileSystemException(folder.toString(), null, reason);
        }
    }

    /** What this computer left when it was killed: nobody else writes under this name. */
    private static void removeParts(Path folder, String prefix) throws IOException {
        try (DirectoryStream<Path> parts =
                Files.newDirectoryStream(folder, "." + prefix + "*.part")) {
            for (Path each : parts) {
                Files.deleteIfExists(each);
            }
        }
    }

    /**
     * Removes the oldest planned ones of this computer beyond {@code keep}, but for those that hold
     * what the one just made lacks and should hold. One that says to be of later than the one just
     * made is of a clock that was ahead: nobody knows how old it is, so it neither counts nor goes.
     */
    OnlyInOlder removeOld(Path folder, int keep, Path made) throws IOException {
        OnlyInOlder missed =
                backups.missedIn(
                        BackupFile.listOf(made)
                                .orElseThrow(() -> new IOException("it cannot be read again")));
        String prefix = prefix();
        List<Path> ours = new ArrayList<>();
        Set<Path> needed = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*")) {
            for (Path each : files) {
                if (each.toString().compareTo(made.toString()) < 0) {
                    Optional<BackupContents> contents = ours(each, prefix);
                    contents.ifPresent(older -> ours.add(each));
                    contents.filter(missed::isIn).ifPresent(older -> needed.add(each));
                }
            }
        }
        // By name, which is by time.
        ours.sort(Comparator.comparing(Path::toString).reversed());
        int kept = Math.min(keep - 1, ours.size());
        forceNames(folder);
        for (Path old : ours.subList(kept, ours.size())) {
            if (!needed.contains(old)) {
                Files.deleteIfExists(old);
                LOG.info("An old planned backup was removed: {}", old);
            }
        }
        return missed;
    }

    /**
     * The new one has its name on the disk only when the folder is there: before an old one goes.
     */
    private static void forceNames(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private Optional<BackupContents> ours(Path file, String prefix) {
        String name = file.getFileName().toString();
        boolean ours =
                name.substring(prefix.length()).matches("\\d{8}T\\d{6}Z\\.zip")
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        return ours
                ? BackupFile.listOf(file).filter(contents -> contents.node().equals(self))
                : Optional.empty();
    }

    private synchronized String prefix() {
        return "enquire-%s-%s-"
                .formatted(
                        self.toString().substring(0, 8),
                        ComputerMark.of(database, data.resolve("node")));
    }
}
