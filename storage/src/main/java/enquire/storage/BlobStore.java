package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PieceTree;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Attachments, each one file named by the SHA-256 of its bytes. A file is there whole and verified,
 * or not at all. Thread-safe.
 */
public final class BlobStore {

    /** Letters of the hash that make a folder, so that no folder holds more than a 256th. */
    private static final int FOLDER_LETTERS = 2;

    private static final String UNFINISHED = "incoming-";

    /** Opening is noted so often at most: a film that plays asks each few seconds. (A guess.) */
    private static final Duration OPENED_AGAIN = Duration.ofMinutes(5);

    private final Path folder;
    private final Predicate<BlobId> takenOut;
    private final LeafFiles leaves;
    private long usedBytes = -1;

    /** Held while a file gets its name or loses it: whoever adds what is being removed has it. */
    private final ReentrantLock naming = new ReentrantLock();

    private BlobStore(Path folder, Predicate<BlobId> takenOut) {
        this.takenOut = takenOut;
        this.folder = folder;
        this.leaves = LeafFiles.open(folder.resolveSibling("leaves"));
    }

    /**
     * Opens the folder, or makes it; removes what a crash left unfinished.
     *
     * @param takenOut which were taken out of the wiki for good: as if they were not there
     */
    static BlobStore open(Path folder, Predicate<BlobId> takenOut) {
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
            return new BlobStore(folder, takenOut);
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

    /**
     * Streams to disk; durable when this returns.
     *
     * @throws BlobTooLargeException if more than {@code bytesMax} come; nothing is kept
     * @throws FileTakenOutException if this was taken out of the wiki for good; nothing is kept
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
            usedBytes = onDisk(() -> BlobNames.bytes(folder));
        }
        return usedBytes;
    }

    private synchronized void grew(long bytes) {
        usedBytes = usedBytes < 0 ? usedBytes : Math.max(0, usedBytes + bytes);
    }

    /** All that are held: some 150 bytes of memory for each. */
    public List<BlobId> held() {
        return onDisk(() -> BlobNames.in(folder)).stream()
                .filter(blob -> !takenOut.test(blob))
                .toList();
    }

    /** The file to serve, if it is held. */
    public Optional<Path> file(BlobId blob) {
        return Optional.of(path(blob))
                .filter(file -> !takenOut.test(blob))
                .filter(Files::isRegularFile);
    }

    /** How long it is, if it is held. */
    public Optional<Long> bytes(BlobId blob) {
        if (takenOut.test(blob)) {
            return Optional.empty();
        }
        try {
            var attributes = Files.readAttributes(path(blob), BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(attributes.size()) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /**
     * Somebody opened it: that is noted as the time at which the file was changed, at most once in
     * five minutes, so reading costs nothing; a power cut may forget it.
     *
     * @param at by the clock of this computer
     */
    public void opened(BlobId blob, Instant at) {
        try {
            Path file = path(blob);
            if (Files.getLastModifiedTime(file).toInstant().plus(OPENED_AGAIN).isBefore(at)) {
                Files.setLastModifiedTime(file, FileTime.from(at));
            }
        } catch (IOException notThere) {
            // It counts as opened when it came, or a while ago.
        }
    }

    /** When it was opened last, within five minutes, or was added; empty if it is not held. */
    public Optional<Instant> openedAt(BlobId blob) {
        try {
            return Optional.of(Files.getLastModifiedTime(path(blob)).toInstant());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /**
     * What only one can say who has all of the file: SHA-256(nonce ‖ its bytes). Reads all of it
     * from the disk, which takes seconds for a film.
     *
     * @return empty if it is not held, or damaged
     * @throws IOException if it cannot be read, or the thread is interrupted meanwhile
     */
    public Optional<Bytes> proof(BlobId blob, Bytes nonce) throws IOException {
        Optional<Path> file = file(blob);
        return file.isEmpty() ? Optional.empty() : IntactFile.proof(file.get(), blob, nonce);
    }

    /**
     * Removes a file, unless it was opened or came after {@code unusedSince}.
     *
     * @return whether it is not there any more
     */
    public boolean remove(BlobId blob, Instant unusedSince) {
        naming.lock();
        try {
            Optional<Instant> opened = openedAt(blob);
            if (opened.isPresent() && opened.get().isAfter(unusedSince)) {
                return false;
            }
            delete(blob);
        } catch (IOException inUse) {
            return false; // Windows removes no file that somebody reads.
        } finally {
            naming.unlock();
        }
        return true;
    }

    /**
     * Removes the bytes of a file that was taken out of the wiki for good, and what is derived.
     *
     * @return whether there were any
     * @throws StorageException if they cannot be removed now
     */
    public boolean takeOut(BlobId blob) {
        naming.lock();
        try {
            return delete(blob);
        } catch (IOException e) {
            throw failed(folder, e);
        } finally {
            naming.unlock();
        }
    }

    /** Within the lock: leaves are of the next one of this name, too. */
    private boolean delete(BlobId blob) throws IOException {
        Path file = path(blob);
        long bytes = Files.isRegularFile(file) ? Files.size(file) : 0;
        boolean there = Files.deleteIfExists(file);
        grew(-bytes);
        leaves.remove(blob);
        return there;
    }

    /**
     * Takes a file that was put together on this disk: it is moved, so nothing is written twice.
     * Durable when this returns.
     *
     * @param openedAt as what {@link #openedAt} gives of it; one that was here already counts as
     *     opened now
     * @return empty if its bytes do not hash to the name; then the file stays where it is
     * @throws IOException if it cannot be read
     */
    public Optional<Stored> addMoved(BlobId expected, Path whole, Instant openedAt)
            throws IOException {
        BlobReading read;
        try (FileChannel file =
                FileChannel.open(whole, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            read = BlobReading.of(Channels.newInputStream(file), Long.MAX_VALUE, part -> {});
            if (!expected.equals(read.stored().blob()) || takenOut.test(expected)) {
                return Optional.empty();
            }
            file.force(true);
        }
        onDisk(() -> Files.setLastModifiedTime(whole, FileTime.from(openedAt)));
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
                    blob,
                    BlobReading.of(content, Long.MAX_VALUE, BlobReading::stopIfInterrupted)
                            .leaves());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Opens a file that is held, if all its bytes are still those of its name; it stands at its
     * beginning, and stays what it was when something removes it meanwhile. Reads all of it once.
     *
     * @return empty if it is not held, or damaged
     * @throws IOException if it cannot be read
     */
    public Optional<FileChannel> openIntact(BlobId blob) throws IOException {
        Optional<Path> file = file(blob);
        return file.isEmpty() ? Optional.empty() : IntactFile.open(file.get(), blob);
    }

    private Optional<Stored> take(InputStream content, long bytesMax, Optional<BlobId> expected)
            throws IOException {
        Path incoming = onDisk(() -> Files.createTempFile(folder, UNFINISHED, ""));
        try {
            BlobReading read;
            try (FileChannel file =
                    onDisk(() -> FileChannel.open(incoming, StandardOpenOption.WRITE))) {
                read = BlobReading.of(content, bytesMax, part -> write(part, file));
                if (expected.isPresent() && !expected.get().equals(read.stored().blob())) {
                    return Optional.empty();
                }
                onDisk(() -> {
                    file.force(true);
                    return file;
                });
            }
            if (takenOut.test(read.stored().blob())) {
                throw new FileTakenOutException();
            }
            onDisk(() -> keep(incoming, read));
            return Optional.of(read.stored());
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private void write(ByteBuffer part, FileChannel file) {
        while (part.hasRemaining()) {
            onDisk(() -> file.write(part));
        }
    }

    private Path keep(Path incoming, BlobReading read) throws IOException {
        Path kept = path(read.stored().blob());
        leaves.write(read.stored().blob(), read.leaves());
        boolean newFolder = Files.notExists(kept.getParent());
        Files.createDirectories(kept.getParent());
        if (named(incoming, kept)) {
            grew(read.stored().bytes());
            force(kept.getParent());
            if (newFolder) {
                force(folder);
            }
        }
        return kept;
    }

    /** Whether it is there only now; what was there counts as opened, so that it stays. */
    private boolean named(Path incoming, Path kept) throws IOException {
        naming.lock();
        try {
            if (Files.isRegularFile(kept)) {
                Files.setLastModifiedTime(kept, FileTime.fromMillis(System.currentTimeMillis()));
                return false;
            }
            Files.move(incoming, kept, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            naming.unlock();
        }
    }

    /** A new name in a folder is on disk only when the folder is. */
    private static void force(Path directory) throws IOException {
        if (File.separatorChar == '\\') {
            return; // Windows opens no folder as a file; NTFS journals names by itself.
        }
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
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
