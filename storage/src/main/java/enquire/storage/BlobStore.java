package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PieceTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Attachments, each one file named by the SHA-256 of its bytes. A file is there whole and verified,
 * or not at all. Thread-safe.
 */
public final class BlobStore {

    /** Read and hashed at once. */
    private static final int BUFFER_BYTES = 64 * 1024;

    /** Letters of the hash that make a folder, so that no folder holds more than a 256th. */
    private static final int FOLDER_LETTERS = 2;

    private static final String UNFINISHED = "incoming-";

    private final Path folder;
    private final LeafFiles leaves;
    private long usedBytes = -1;

    private BlobStore(Path folder) {
        this.folder = folder;
        this.leaves = LeafFiles.open(folder.resolveSibling("leaves"));
    }

    /** Opens the folder, or makes it; removes what a crash left unfinished. */
    static BlobStore open(Path folder) {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
            return new BlobStore(folder);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /**
     * What was stored.
     *
     * @param root over its pieces, as {@link PieceTree} makes it: for the manifest
     */
    public record Stored(BlobId blob, long bytes, Bytes root) {}

    private record Read(Stored stored, Bytes leaves) {}

    /**
     * Streams to disk; durable when this returns.
     *
     * @throws BlobTooLargeException if more than {@code bytesMax} come; nothing is kept
     * @throws IOException if {@code content} cannot be read; nothing is kept
     * @throws StorageException if the disk fails; nothing is kept
     */
    public Stored add(InputStream content, long bytesMax) throws IOException {
        return take(content, bytesMax, Optional.empty()).orElseThrow();
    }

    /**
     * The same for content that is known by name: nothing is kept unless the bytes hash to it.
     *
     * @return empty if they did not
     */
    public Optional<Stored> addVerified(BlobId expected, InputStream content, long bytesMax)
            throws IOException {
        return take(content, bytesMax, Optional.of(expected));
    }

    /** How many bytes all of them take; known after the first time without looking. */
    public synchronized long usedBytes() {
        if (usedBytes < 0) {
            usedBytes = onDisk(this::countBytes);
        }
        return usedBytes;
    }

    private long countBytes() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> {
                                try {
                                    return Files.isRegularFile(file) ? Files.size(file) : 0;
                                } catch (IOException gone) {
                                    return 0;
                                }
                            })
                    .sum();
        }
    }

    private synchronized void grew(long bytes) {
        usedBytes = usedBytes < 0 ? usedBytes : Math.max(0, usedBytes + bytes);
    }

    /** The file to serve, if it is held. */
    public Optional<Path> file(BlobId blob) {
        return Optional.of(path(blob)).filter(Files::isRegularFile);
    }

    /** How long it is, if it is held. */
    public Optional<Long> bytes(BlobId blob) {
        try {
            var attributes = Files.readAttributes(path(blob), BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(attributes.size()) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /**
     * Takes a file that was put together on this disk: it is moved, so nothing is written twice.
     * Durable when this returns.
     *
     * @return empty if its bytes do not hash to the name; then the file stays where it is
     * @throws IOException if it cannot be read
     */
    public Optional<Stored> addMoved(BlobId expected, Path whole) throws IOException {
        Read read;
        try (FileChannel file =
                FileChannel.open(whole, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            read = read(Channels.newInputStream(file), Long.MAX_VALUE, part -> {});
            if (!expected.equals(read.stored().blob())) {
                return Optional.empty();
            }
            file.force(true);
        }
        onDisk(() -> keep(whole, read));
        return Optional.of(read.stored());
    }

    /**
     * The hashes of the pieces of a file that is held, one behind the other; empty if they are not
     * known, see {@link #makeLeaves}. Those of a file of one piece are its root.
     */
    public Optional<Bytes> leaves(BlobId blob) {
        return file(blob).flatMap(file -> leaves.read(blob));
    }

    /**
     * Reads the whole file for its leaves, unless they are known: of files that were stored by an
     * older version.
     *
     * @throws IOException if it cannot be read, or the thread is interrupted meanwhile
     */
    public void makeLeaves(BlobId blob) throws IOException {
        Optional<Path> file = file(blob);
        if (file.isEmpty() || leaves.read(blob).isPresent()) {
            return;
        }
        try (var content = Files.newInputStream(file.get())) {
            leaves.write(
                    blob, read(content, Long.MAX_VALUE, BlobStore::stopIfInterrupted).leaves());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void stopIfInterrupted(ByteBuffer part) {
        if (Thread.currentThread().isInterrupted()) {
            throw new UncheckedIOException(new InterruptedIOException("interrupted"));
        }
    }

    private Optional<Stored> take(InputStream content, long bytesMax, Optional<BlobId> expected)
            throws IOException {
        Path incoming = onDisk(() -> Files.createTempFile(folder, UNFINISHED, ""));
        try {
            Read read;
            try (FileChannel file =
                    onDisk(() -> FileChannel.open(incoming, StandardOpenOption.WRITE))) {
                read = read(content, bytesMax, part -> write(part, file));
                if (expected.isPresent() && !expected.get().equals(read.stored().blob())) {
                    return Optional.empty();
                }
                onDisk(() -> {
                    file.force(true);
                    return file;
                });
            }
            onDisk(() -> keep(incoming, read));
            return Optional.of(read.stored());
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private static Read read(InputStream content, long bytesMax, Consumer<ByteBuffer> sink)
            throws IOException {
        var digest = Bytes.sha256Digest();
        var pieces = new PieceTree();
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        for (int got = content.read(buffer); got >= 0; got = content.read(buffer)) {
            bytes += got;
            if (bytes > bytesMax) {
                throw new BlobTooLargeException(bytesMax);
            }
            digest.update(buffer, 0, got);
            pieces.update(buffer, 0, got);
            sink.accept(ByteBuffer.wrap(buffer, 0, got));
        }
        Bytes root = pieces.root();
        var blob = new BlobId(Bytes.of(digest.digest()));
        return new Read(new Stored(blob, bytes, root), pieces.leaves());
    }

    private void write(ByteBuffer part, FileChannel file) {
        while (part.hasRemaining()) {
            onDisk(() -> file.write(part));
        }
    }

    private Path keep(Path incoming, Read read) throws IOException {
        Path kept = path(read.stored().blob());
        leaves.write(read.stored().blob(), read.leaves());
        if (!Files.isRegularFile(kept)) {
            boolean newFolder = Files.notExists(kept.getParent());
            Files.createDirectories(kept.getParent());
            Files.move(incoming, kept, StandardCopyOption.ATOMIC_MOVE);
            grew(read.stored().bytes());
            force(kept.getParent());
            if (newFolder) {
                force(folder);
            }
        }
        return kept;
    }

    /** A new name in a folder is on disk only when the folder is. */
    private static void force(Path directory) throws IOException {
        if (isWindows()) {
            return; // Windows opens no folder as a file; NTFS journals names by itself.
        }
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static boolean isWindows() {
        return java.io.File.separatorChar == '\\';
    }

    private Path path(BlobId blob) {
        String name = blob.toString();
        return folder.resolve(name.substring(0, FOLDER_LETTERS)).resolve(name);
    }

    private interface DiskAction<T> {
        T run() throws IOException;
    }

    /** Tells a failing disk from a failing source, which is the caller's to explain. */
    private <T> T onDisk(DiskAction<T> action) {
        try {
            return action.run();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static StorageException failed(Path folder, IOException why) {
        return new StorageException(
                "The attachment could not be stored in %s (%s). What is stored already is safe. %s"
                        .formatted(folder, DiskWords.reason(why), DiskWords.advice(why)),
                new UncheckedIOException(why));
    }
}
