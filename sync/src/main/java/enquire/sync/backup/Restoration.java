package enquire.sync.backup;

import enquire.editor.page.PeerId;
import enquire.storage.DiskWords;
import enquire.storage.FolderTree;
import enquire.storage.NodeRecords;
import enquire.storage.RestoredWiki;
import enquire.storage.StorageCheck;
import enquire.storage.StorageException;
import enquire.sync.identity.IdentityException;
import enquire.sync.identity.NodeIdentity;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a data folder out of a backup: beside the place where it is to be, and it gets its name
 * only once every byte was checked and is on the disk. One thread.
 */
public final class Restoration {

    /** The value among the settings of a node that tells this computer from others. */
    public static final String COMPUTER = "backup/computer";

    /**
     * What stays free: the search index is made anew, and the first edits want to be saved. (A
     * guess.)
     */
    private static final long FREE_BYTES = 16L << 20;

    private static final long MEGABYTE = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    private final Path target;
    private final RandomGenerator random;

    /**
     * @param target the data folder, which is not there or empty
     */
    public Restoration(Path target, RandomGenerator random) {
        this.target = target.toAbsolutePath().normalize();
        this.random = random;
    }

    /**
     * @return what was restored
     * @throws BackupException with a sentence, if it was not; then nothing is there that was not
     *     before
     */
    public BackupContents from(Path backup, BackupFile.Progress progress) {
        requireNew();
        try (BackupFile file = BackupFile.open(backup, progress)) {
            return restore(file, progress);
        } catch (IOException e) {
            throw new BackupException(
                    "%s could not be restored to %s (%s). Nothing was restored, and the backup is as it was. %s"
                            .formatted(backup, target, DiskWords.reason(e), DiskWords.advice(e)),
                    e);
        }
    }

    private void requireNew() {
        if (Files.notExists(target)) {
            return;
        }
        boolean empty = false;
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> content = Files.newDirectoryStream(target)) {
                empty = !content.iterator().hasNext();
            } catch (IOException e) {
                throw new BackupException(
                        "%s cannot be read (%s). Nothing was changed. Name another folder with --data."
                                .formatted(target, DiskWords.reason(e)),
                        e);
            }
        }
        if (!empty) {
            throw occupied(null);
        }
    }

    private BackupException occupied(@Nullable Exception cause) {
        return new BackupException(
                "There is something in %s already. A backup is restored only into a folder that is not there or empty, so that nothing is replaced: nothing was changed. Move that folder away, or name another one with --data."
                        .formatted(target),
                cause == null ? new IllegalStateException("not empty") : cause);
    }

    private BackupContents restore(BackupFile file, BackupFile.Progress progress)
            throws IOException {
        boolean made = Files.notExists(target);
        Path parent = Files.createDirectories(target).getParent();
        @Nullable Path draft = null;
        try {
            requireOneDisk(parent);
            requireRoom(file.contents(), parent);
            draft = RestoreFolder.make(target);
            FileChannel held = RestoreFolder.hold(draft);
            try {
                unpack(file, draft, progress);
                begin(file.contents(), draft);
                RestoreFolder.forceAll(draft);
            } finally {
                held.close(); // Before it is moved: Windows moves no folder with an open file.
            }
            Files.delete(target);
            made = false;
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            forceName(parent);
            return file.contents();
        } catch (DirectoryNotEmptyException e) {
            throw occupied(e);
        } finally {
            if (draft != null) {
                FolderTree.remove(draft);
            }
            if (made) {
                removeIfEmpty();
            }
        }
    }

    /** It is restored all the same: only a computer that loses power now may forget its name. */
    private void forceName(Path parent) {
        try {
            RestoreFolder.force(parent);
        } catch (IOException e) {
            LOG.warn("The name of {} may not be on the disk yet: {}", target, DiskWords.reason(e));
        }
    }

    /** Somebody may have put something there meanwhile. */
    private void removeIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(target);
        } catch (DirectoryNotEmptyException e) {
            LOG.debug("{} stays", target, e);
        }
    }

    /** A folder on which a disk is mounted cannot get another's place. */
    private void requireOneDisk(Path parent) {
        boolean one;
        try {
            one = Files.getFileStore(parent).equals(Files.getFileStore(target));
        } catch (IOException nobodyKnows) {
            return; // Then the system says so when it gets its name.
        }
        if (!one) {
            throw new BackupException(
                    "%s is the top of a disk of its own, where no folder can take its place. Nothing was changed. Name a folder in it: --data %s"
                            .formatted(target, target.resolve("enquire")));
        }
    }

    private void requireRoom(BackupContents contents, Path parent) {
        long needed = contents.bytes() + FREE_BYTES;
        Optional<Long> free = StorageCheck.freeBytes(parent);
        if (free.isPresent() && free.get() < needed) {
            throw new BackupException(
                    "The backup takes %,d MB when it is restored, and %,d MB are free on the disk of %s. Nothing was changed. Make room there, or name a folder on another disk with --data."
                            .formatted(needed / MEGABYTE, free.get() / MEGABYTE, target));
        }
    }

    private static void unpack(BackupFile file, Path draft, BackupFile.Progress progress)
            throws IOException {
        long done = 0;
        for (BackupPath path : file.contents().files().keySet()) {
            Path into = draft.resolve(path.text());
            Files.createDirectories(into.getParent());
            try (FileChannel channel =
                    FileChannel.open(
                            into, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                if (path instanceof BackupPath.Identity) {
                    RestoreFolder.ownerOnly(into, "rw-------");
                }
                done += file.copy(path, Channels.newOutputStream(channel));
                channel.force(true);
            }
            progress.at(
                    BackupFile.Step.UNPACKED, done / MEGABYTE, file.contents().bytes() / MEGABYTE);
        }
    }

    /** Looks into what was unpacked, and lets it begin as a store of its own. */
    private void begin(BackupContents contents, Path draft) {
        try {
            Path identity = draft.resolve(new BackupPath.Identity().text());
            PeerId node = NodeIdentity.open(identity).key().id();
            if (!node.equals(contents.node())) {
                throw new BackupException(
                        "The key in the backup is of another node than the backup says. Nothing was restored. Take another backup.");
            }
            Path records = draft.resolve(new BackupPath.NodeRecords().text());
            Optional<String> wrong = StorageCheck.wholeDatabase(records);
            if (wrong.isPresent()) {
                throw new BackupException(
                        "The settings of the node in the backup are damaged (%s). Nothing was restored. Take another backup."
                                .formatted(wrong.get()));
            }
            try (NodeRecords values = NodeRecords.open(records)) {
                // The one that made the backup may go on making some in the same folder.
                values.values(Map.of(COMPUTER, Optional.empty()));
            }
            for (BackupPath path : contents.files().keySet()) {
                if (path instanceof BackupPath.WikiDatabase database) {
                    RestoredWiki.begin(draft.resolve(path.text()), database.wiki(), random);
                }
            }
        } catch (StorageException | IdentityException e) {
            LOG.warn("A backup was not restored.", e);
            throw new BackupException(
                    "What is in the backup cannot be used, so nothing was restored: %s"
                            .formatted(e.getMessage()),
                    e);
        }
    }
}
