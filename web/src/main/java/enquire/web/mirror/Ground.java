package enquire.web.mirror;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * What lies below a folder, and nothing else. Thread-safe.
 *
 * @param top absolute
 */
record Ground(Path top) {

    /**
     * @param path from the top, with {@code /}
     * @throws IOException if this system takes no such name, as in a locale that has fewer letters
     */
    Path at(String path) throws IOException {
        try {
            return top.resolve(path);
        } catch (InvalidPathException e) {
            throw new FileSystemException(path, null, String.valueOf(e.getMessage()));
        }
    }

    /**
     * @return the same
     * @throws FolderException if a link on the way leads elsewhere
     */
    Path inside(Path path) throws IOException {
        Path there = path;
        while (!there.equals(top)) {
            if (Files.isSymbolicLink(there)) {
                throw new FolderException(
                        FolderException.Reason.LINK, top.relativize(there) + " is a symbolic link");
            }
            there = there.getParent();
        }
        return path;
    }

    /** Makes a file, on disk when this returns. */
    static void write(Path file, byte[] content) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            var buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            // A power cut must not leave an empty file, which would look like an emptied page.
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().isEmpty();
        }
    }
}
