package enquire.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The files of a wiki as a crash at this moment would leave them, in another folder. */
final class CrashedCopy {

    private CrashedCopy() {}

    /** While nothing is being written. */
    static Path of(Path folder, Path copy) {
        return of(folder, copy, Integer.MAX_VALUE);
    }

    /** With only the first bytes of the write-ahead log. */
    static Path of(Path folder, Path copy, int logBytesMax) {
        try {
            Files.createDirectories(copy);
            Files.copy(folder.resolve("wiki.db"), copy.resolve("wiki.db"));
            byte[] log = Files.readAllBytes(folder.resolve("wiki.db-wal"));
            Files.write(
                    copy.resolve("wiki.db-wal"),
                    Arrays.copyOf(log, Math.min(log.length, logBytesMax)));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So that many copies take the room of one. */
    static void remove(Path copy) {
        try {
            FolderTree.remove(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int logBytes(Path folder) {
        try {
            return (int) Files.size(folder.resolve("wiki.db-wal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
