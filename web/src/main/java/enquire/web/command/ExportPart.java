package enquire.web.command;

import enquire.storage.FolderTree;
import enquire.storage.ProcessLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Where an export lies until it is whole. One export at a time has it: a second one to the same
 * place would remove what the first has written, and each would say that it is whole. One thread.
 */
final class ExportPart implements AutoCloseable {

    private static final String PART = ".enquire-export.part";
    private static final String LOCK = ".enquire-export.lock";

    /** In UTF-16 units, of at most 3 bytes each in UTF-8. (Arithmetic: 60 of 3, and 21 more.) */
    private static final int NAME_UNITS_MAX = 60;

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
        String name = "." + shortened(target.getFileName().toString());
        return hold(target, target.resolveSibling(name + PART), target.resolveSibling(name + LOCK));
    }

    /** A name may have 255 bytes, of which this adds some. */
    private static String shortened(String name) {
        return name.length() <= NAME_UNITS_MAX ? name : Integer.toHexString(name.hashCode());
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
            if (ProcessLock.of(channel).isEmpty() || !isThere(lockFile, channel)) {
                throw new CommandException(
                        "Another export is being written to %s. This one wrote nothing; wait for the other one, or choose a new name."
                                .formatted(target));
            }
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        var held = new ExportPart(path, lockFile, channel);
        try {
            FolderTree.remove(path); // What an export left that was killed.
            return held;
        } catch (IOException e) {
            try (held) {
                throw e;
            }
        }
    }

    /** Whether the locked file has its name still: who was here before removes it at his end. */
    private static boolean isThere(Path lockFile, FileChannel channel) throws IOException {
        String mark = UUID.randomUUID().toString();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.US_ASCII)), 0);
        try {
            return Files.readString(lockFile, StandardCharsets.US_ASCII).equals(mark);
        } catch (NoSuchFileException e) {
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
            FolderTree.remove(path);
            Files.deleteIfExists(lockFile);
        }
    }
}
