package enquire.sync.node;

import enquire.editor.page.WikiId;
import enquire.storage.DiskWords;
import enquire.storage.FolderTree;
import enquire.storage.ProcessLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data folder of one node, held for as long as the node runs (design, section 4). The operating
 * system gives the lock back when the process dies, however it dies. Thread-safe.
 */
final class DataFolder implements AutoCloseable {

    private static final Set<String> OURS = Set.of("lock", "node", "wikis", "log", "api-token");

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    /** Longer than any address of ours. */
    private static final int ADDRESS_BYTES_MAX = 1_024;

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * @param folder made if missing
     * @throws DataFolderInUseException if another node has it
     * @throws DataFolderException if it cannot be written
     */
    static DataFolder lock(Path folder) {
        Path file = folder.resolve("lock");
        FileChannel channel = open(folder, file);
        try {
            Optional<FileLock> lock = ProcessLock.of(channel);
            if (lock.isEmpty()) {
                // Whatever stands there: a damaged address is none, and the folder is in use.
                String address = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                channel.close();
                boolean known = address.strip().matches("https?://[!-~]{1,1000}/");
                throw new DataFolderInUseException(folder, known ? address.strip() : "");
            }
            channel.truncate(0);
            return new DataFolder(folder, channel, lock.get());
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    Path path() {
        return folder;
    }

    Path identity() {
        return folder.resolve("node").resolve("identity.p12");
    }

    Path nodeRecords() {
        return folder.resolve("node").resolve("node.db");
    }

    /** Where copies of databases stand while a backup is made of them; nothing else does. */
    Path backupCopies() {
        return folder.resolve("node").resolve("backup");
    }

    Path wiki(WikiId wiki) {
        return folder.resolve("wikis").resolve(wiki.toString());
    }

    /** The wikis whose folders are there, whole or not. */
    List<WikiId> wikis() {
        Path all = folder.resolve("wikis");
        var found = new ArrayList<WikiId>();
        if (Files.notExists(all)) {
            return found;
        }
        try (var folders = Files.list(all)) {
            folders.sorted()
                    .map(each -> each.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{64}"))
                    .forEach(name -> found.add(WikiId.parse(name)));
            return found;
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    boolean holds(WikiId wiki) {
        return Files.exists(wiki(wiki));
    }

    /** What is left of a wiki that could not be made; nobody was told that it exists. */
    void removeUnfinished(WikiId wiki) {
        try {
            FolderTree.remove(wiki(wiki));
        } catch (IOException e) {
            LOG.warn("The folder {} of a wiki that could not be made stays", wiki(wiki), e);
        }
    }

    /** Notes where the node answers, for commands that find the folder in use. */
    void announce(String address) {
        byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > ADDRESS_BYTES_MAX) {
            throw new IllegalArgumentException("an address of " + bytes.length + " bytes");
        }
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(bytes), 0);
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    private static FileChannel open(Path folder, Path file) {
        try {
            Files.createDirectories(folder.resolve("node"));
            Files.createDirectories(folder.resolve("wikis"));
            keepFromOthers(folder);
            return FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    /** Notes are read by this user alone: the folder is closed, unless it holds other things. */
    private static void keepFromOthers(Path folder) throws IOException {
        List<Path> closed;
        try (var content = Files.list(folder)) {
            boolean onlyOurs =
                    content.allMatch(each -> OURS.contains(each.getFileName().toString()));
            closed =
                    onlyOurs
                            ? List.of(folder)
                            : List.of(folder.resolve("node"), folder.resolve("wikis"));
        }
        for (Path each : closed) {
            var view = Files.getFileAttributeView(each, PosixFileAttributeView.class);
            if (view == null || view.readAttributes().permissions().equals(OWNER_ONLY)) {
                continue; // Elsewhere a user's folders are closed to others to begin with.
            }
            try {
                view.setPermissions(OWNER_ONLY);
            } catch (IOException e) {
                LOG.warn("Others on this computer may be able to read {}: {}", each, e.toString());
            }
        }
    }

    private static DataFolderException notWritable(Path folder, IOException cause) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            return new DataFolderException(
                    "%s is a file, not a folder. Nothing was changed. Choose a folder with --data."
                            .formatted(folder));
        }
        if (Files.notExists(folder)) {
            return new DataFolderException(
                    "The folder %s is not there and cannot be made (%s). Choose another folder with --data."
                            .formatted(folder, DiskWords.reason(cause)));
        }
        return new DataFolderException(
                "The folder %s cannot be written (%s). What is saved there is safe. %s Or choose another folder with --data."
                        .formatted(folder, DiskWords.reason(cause), DiskWords.advice(cause)));
    }
}
