package enquire.web.command;

import enquire.storage.DiskWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that comes from a node: beside its place until it is whole, and only the owner can read it
 * ({@link Files#createTempFile} makes it so). One thread.
 */
final class WrittenFile implements AutoCloseable {

    private static final int COPY_BYTES = 256 * 1024;
    private static final long MEGABYTE = 1_000_000;

    private final Path target;
    private final Path part;

    private WrittenFile(Path target, Path part) {
        this.target = target;
        this.part = part;
    }

    /**
     * @throws CommandException if nothing can be written beside {@code target}
     */
    static WrittenFile beside(Path target) {
        try {
            return new WrittenFile(
                    target, Files.createTempFile(target.getParent(), ".enquire", ".part"));
        } catch (IOException e) {
            throw new CommandException(
                    "Nothing can be written beside %s (%s). Name another place."
                            .formatted(target, DiskWords.reason(e)));
        }
    }

    /** Where it stands until it is whole. */
    Path part() {
        return part;
    }

    /**
     * @param of bytes that it will be at most; 0 if nobody knows
     * @throws BrokenOffException if the content ends before its end
     * @throws CommandException if the disk does not take it
     */
    void receive(InputStream in, long of, PrintWriter err) {
        boolean screen = System.console() != null;
        byte[] buffer = new byte[COPY_BYTES];
        long bytes = 0;
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
            for (int got = next(in, buffer); got >= 0; got = next(in, buffer)) {
                ByteBuffer content = ByteBuffer.wrap(buffer, 0, got);
                while (content.hasRemaining()) {
                    out.write(content);
                }
                boolean told = bytes / MEGABYTE != (bytes + got) / MEGABYTE;
                bytes += got;
                if (screen && told) {
                    err.print("\rWritten, in MB: %s".formatted(progress(bytes, of)));
                    err.flush();
                }
            }
            out.force(true);
        } catch (IOException e) {
            throw new CommandException(
                    "%s could not be written (%s). Nothing is left of it, and nothing else was changed. %s"
                            .formatted(target, DiskWords.reason(e), advice(e)));
        } finally {
            if (screen && bytes >= MEGABYTE) {
                err.println();
            }
        }
    }

    private static String progress(long bytes, long of) {
        return of == 0
                ? "%,d".formatted(bytes / MEGABYTE)
                : "%,d of at most %,d".formatted(bytes / MEGABYTE, Math.max(bytes, of) / MEGABYTE);
    }

    private static String advice(IOException e) {
        String advice = DiskWords.advice(e);
        return advice.startsWith("Start Enquire") ? "Name another place." : advice;
    }

    /** What comes from the node fails by itself, what goes to the disk otherwise. */
    private static int next(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new BrokenOffException();
        }
    }

    /** The node stopped in the middle. */
    static final class BrokenOffException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** It is whole: it gets its name. */
    void keep() throws IOException {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        if (target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names =
                    FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
                names.force(true); // A new name is on the disk only when its folder is.
            }
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(part);
    }
}
