package enquire.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders for temporary files in which changes of a page lie while they are examined. They hold
 * what may be taken out of the page for good later: what a killed process left there is removed by
 * the next one. Others may write into the folder for temporary files, too: only what belongs to the
 * same user is touched. Thread-safe.
 */
public final class ExaminationFolders {

    private static final String PREFIX = "enquire-examination";

    /** Held as long as the folder is used: the system lets go of it however a process ends. */
    private static final String LOCK = "lock";

    /**
     * One without a lock, of a release before this one or of a process that has not come to make it
     * yet, is left when it is older. (Six times what an examination may take.)
     */
    private static final Duration UNLOCKED_MAX = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(ExaminationFolders.class);

    private ExaminationFolders() {}

    /** One that is used until it is closed. */
    static final class Used implements AutoCloseable {

        private final Path path;
        private final FileChannel lock;

        private Used(Path path, FileChannel lock) {
            this.path = path;
            this.lock = lock;
        }

        Path path() {
            return path;
        }

        @Override
        public void close() {
            try {
                lock.close(); // Some systems remove no file that is open.
                remove(path);
            } catch (IOException e) {
                LOG.warn("The folder {} of an examination stays: {}", path, e.getMessage());
            }
        }
    }

    static Used create(Path temporary) throws IOException {
        Path folder = Files.createTempDirectory(temporary, PREFIX);
        FileChannel channel =
                FileChannel.open(
                        folder.resolve(LOCK),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        ProcessLock.of(channel); // Nobody else has it: it is new.
        return new Used(folder, channel);
    }

    /** Removes those of processes that have ended, from the folder for temporary files. */
    public static void removeLeft() {
        removeLeft(temporary());
    }

    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** What cannot be removed stays, and is in the log: no node fails to start for it. */
    static void removeLeft(Path temporary) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            UserPrincipal self = owner(temporary);
            for (Path folder : all) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(self)) {
                    tryToRemove(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException | UnsupportedOperationException e) {
            LOG.warn("Old examinations in {} are not removed: {}", temporary, e.getMessage());
        }
    }

    private static void tryToRemove(Path folder) {
        try {
            removeIfLeft(folder);
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("The folder {} of an examination stays: {}", folder, e.getMessage());
        }
    }

    /** Whoever this process is for the file system. */
    private static UserPrincipal owner(Path temporary) throws IOException {
        Path made = Files.createTempFile(temporary, "enquire", ".owner");
        try {
            return Files.getOwner(made);
        } finally {
            Files.delete(made);
        }
    }

    private static void removeIfLeft(Path folder) throws IOException {
        Path lock = folder.resolve(LOCK);
        if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            Instant made = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
            if (made.isBefore(Instant.now().minus(UNLOCKED_MAX))) {
                remove(folder);
            }
            return;
        }
        if (isFree(lock)) {
            remove(folder);
        }
    }

    private static boolean isFree(Path lock) throws IOException {
        try (FileChannel channel =
                FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return ProcessLock.of(channel).isPresent();
        }
    }

    /** It is flat: no link in it is followed, and what is no file keeps it where it is. */
    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
