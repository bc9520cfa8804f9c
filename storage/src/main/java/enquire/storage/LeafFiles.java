package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PieceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The hashes of the pieces of attachments, each file's in one of its own, so that they can be told
 * without reading the attachment again. Derived: whatever is lost or damaged is made anew. Those of
 * a file of one piece are its root and are not kept. Thread-safe.
 */
final class LeafFiles {

    /** Letters of the hash that make a folder, as of the attachments. */
    private static final int FOLDER_LETTERS = 2;

    private static final String UNFINISHED = "new-";

    private static final int CHECKSUM_BYTES = 32;

    /** Of a file of 4 GiB: nobody fetches larger ones. (Arithmetic.) */
    private static final long BYTES_MAX = CHECKSUM_BYTES + 32L * (1 << 14);

    private final Path folder;

    private LeafFiles(Path folder) {
        this.folder = folder;
    }

    /** Removes what a crash left unfinished. */
    static LeafFiles open(Path folder) {
        var opened = new LeafFiles(folder);
        if (Files.isDirectory(folder)) {
            try (var left = Files.find(folder, 2, (file, attributes) -> isUnfinished(file))) {
                for (Path file : left.toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                return opened; // It is tried again at the next start; nobody reads them.
            }
        }
        return opened;
    }

    private static boolean isUnfinished(Path file) {
        return file.getFileName().toString().startsWith(UNFINISHED);
    }

    /** Empty if they are not there, or not as they were written. */
    Optional<Bytes> read(BlobId blob) {
        Path file = path(blob);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > BYTES_MAX) {
                return Optional.empty();
            }
            Bytes all = Bytes.of(Files.readAllBytes(file));
            if (all.size() <= CHECKSUM_BYTES) {
                return Optional.empty();
            }
            Bytes leaves = all.slice(CHECKSUM_BYTES, all.size());
            return Optional.of(leaves)
                    .filter(read -> read.sha256().equals(all.slice(0, CHECKSUM_BYTES)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Without waiting for the disk: what a power cut damages is not used. */
    void write(BlobId blob, Bytes leaves) throws IOException {
        if (leaves.size() <= PieceTree.HASH_BYTES || CHECKSUM_BYTES + leaves.size() > BYTES_MAX) {
            return;
        }
        Path kept = path(blob);
        Files.createDirectories(kept.getParent());
        Path written = Files.createTempFile(kept.getParent(), UNFINISHED, "");
        try {
            Files.write(written, Bytes.concat(leaves.sha256(), leaves).toArray());
            Files.move(written, kept, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Those of a file that is not held take little room if they stay. */
    void remove(BlobId blob) {
        try {
            Files.deleteIfExists(path(blob));
        } catch (IOException stays) {
            return;
        }
    }

    private Path path(BlobId blob) {
        String name = blob.toString();
        return folder.resolve(name.substring(0, FOLDER_LETTERS)).resolve(name);
    }
}
