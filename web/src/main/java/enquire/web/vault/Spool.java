package enquire.web.vault;

import enquire.storage.DiskWords;
import enquire.storage.StorageException;
import enquire.web.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What comes in and has to be on disk as a whole before it is read. */
final class Spool {

    private static final int COPY_BYTES = 64 * 1024;

    private Spool() {}

    /**
     * Whoever asks deletes it.
     *
     * @param folder that is there, and is cleared up when the node starts after a kill
     * @param what it is, for people
     * @throws ProblemException 413 if it has more than {@code bytesMax}
     * @throws StorageException if the disk does not take it
     */
    static Path of(InputStream in, Path folder, long bytesMax, String what) throws IOException {
        Path file =
                onDisk(() -> Files.createTempFile(folder, "enquire-import", ".part"), folder, what);
        try {
            copy(in, file, bytesMax, what);
            return file;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void copy(InputStream in, Path file, long bytesMax, String what)
            throws IOException {
        long total = 0;
        byte[] buffer = new byte[COPY_BYTES];
        try (OutputStream out = onDisk(() -> Files.newOutputStream(file), file.getParent(), what)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > bytesMax) {
                    throw ProblemException.tooLarge(bytesMax);
                }
                int bytes = read;
                onDisk(
                        () -> {
                            out.write(buffer, 0, bytes);
                            return out;
                        },
                        file.getParent(),
                        what);
            }
        }
    }

    private interface DiskAction<T> {
        T run() throws IOException;
    }

    /** Tells a failing disk from a caller who went away. */
    private static <T> T onDisk(DiskAction<T> action, Path folder, String what) {
        try {
            return action.run();
        } catch (IOException e) {
            throw new StorageException(
                    "The %s could not be kept in %s while it is imported (%s). Nothing was imported; what was saved before is safe. %s"
                            .formatted(what, folder, DiskWords.reason(e), DiskWords.advice(e)),
                    e);
        }
    }
}
