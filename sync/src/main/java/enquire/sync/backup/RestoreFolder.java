package enquire.sync.backup;

import enquire.storage.FolderTree;
import enquire.storage.ProcessLock;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder in which a backup is unpacked, beside the one that it becomes. One that a killed
 * restore left is removed by the next one. Stateless.
 */
final class RestoreFolder {

    private static final String LEFT = ".restoring-";

    /** As in a data folder: the operating system gives it back when its process dies. */
    private static final String LOCK = "lock";

    private static final Logger LOG = LoggerFactory.getLogger(RestoreFolder.class);

    private RestoreFolder() {}

    static Path make(Path target) throws IOException {
        String prefix = "." + target.getFileName() + LEFT;
        String name = Pattern.quote(prefix) + "\\d+";
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(
                        target.getParent(),
                        each ->
                                each.getFileName().toString().matches(name)
                                        && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))) {
            for (Path each : left) {
                removeUnlessHeld(each);
            }
        }
        Path made = Files.createTempDirectory(target.getParent(), prefix);
        ownerOnly(made, "rwx------");
        return made;
    }

    /** For as long as it is worked on. */
    static FileChannel hold(Path folder) throws IOException {
        FileChannel channel = lockFile(folder, StandardOpenOption.CREATE_NEW);
        if (ProcessLock.of(channel).isEmpty()) {
            channel.close();
            throw new IOException("another restore works on " + folder);
        }
        return channel;
    }

    /** Without its lock it is somebody else's, or empty as a restore was killed at once. */
    private static void removeUnlessHeld(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
            removeIfEmpty(folder);
            return;
        }
        try (FileChannel channel = lockFile(folder, LinkOption.NOFOLLOW_LINKS)) {
            if (ProcessLock.of(channel).isEmpty()) {
                return;
            }
        }
        FolderTree.remove(folder);
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            LOG.info("{} was made by no restore, and stays", folder, e);
        }
    }

    private static FileChannel lockFile(Path folder, OpenOption how) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, how);
    }

    /** Windows has no such permissions; there the folder of the user's profile guards the files. */
    static void ownerOnly(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    /** What SQLite has written since it was unpacked, and every name. */
    static void forceAll(Path folder) throws IOException {
        List<Path> all;
        try (var files = Files.walk(folder)) {
            all =
                    files.filter(each -> Files.isDirectory(each) || each.toString().endsWith(".db"))
                            .toList();
        }
        for (Path each : all) {
            force(each);
        }
    }

    static void force(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        if (folder && File.separatorChar == '\\') {
            return; // Windows opens no folder as a file; NTFS journals names by itself.
        }
        try (FileChannel channel =
                FileChannel.open(
                        path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
