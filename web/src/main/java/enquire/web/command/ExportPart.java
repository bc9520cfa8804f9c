package enquire.web.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where an export lies until it is whole. One export at a time has it: a second one to the same
 * place would remove what the first has written, and each would say that it is whole. One thread.
 */
final class ExportPart implements AutoCloseable {

    private static final String PART = ".enquire-export.part";
    private static final String LOCK = ".enquire-export.lock";

    private final Path path;
    private final Path lockFile;
    private final FileChannel channel;

    private ExportPart(Path path, Path lockFile, FileChannel channel) {
        this.path = path;
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /** In a folder that is there already. */
    static ExportPart in(Path folder) throws IOException {
        return hold(folder, folder.resolve(PART), folder.resolve(LOCK));
    }

    /** Beside what is to be there then. */
    static ExportPart beside(Path target) throws IOException {
        Files.createDirectories(target.getParent());
        String name = "." + target.getFileName();
        return hold(target, target.resolveSibling(name + PART), target.resolveSibling(name + LOCK));
    }

    /** Whether it is of an export, be it one that was killed. */
    static boolean isOne(Path file) {
        String name = file.getFileName().toString();
        return name.equals(PART) || name.equals(LOCK);
    }

    /**
     * @throws CommandException if another export has it; it goes on
     */
    private static ExportPart hold(Path target, Path path, Path lockFile) throws IOException {
        // Whoever is killed leaves the file, and not the lock.
        FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!locked(channel)) {
                throw new CommandException(
                        "Another export is being written to %s. This one wrote nothing; wait for the other one, or choose a new name."
                                .formatted(target));
            }
            remove(path); // What an export left that was killed.
            return new ExportPart(path, lockFile, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    /** Nothing is there at first. */
    Path path() {
        return path;
    }

    /** Nothing half done stays. */
    @Override
    public void close() throws IOException {
        try (channel) {
            remove(path);
            Files.deleteIfExists(lockFile);
        }
    }

    private static void remove(Path part) throws IOException {
        if (Files.notExists(part)) {
            return;
        }
        try (Stream<Path> all = Files.walk(part)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e.getCause());
        }
    }
}
