package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PieceTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * An attachment on its way, as it lies on disk: its pieces, each at its place, and beside them the
 * hashes by which each is known. Nobody notes which pieces are here: at the next start every one is
 * hashed again, so whatever a killed process or a power cut left is told from what is right.
 * Thread-safe.
 */
final class PartFile implements AutoCloseable {

    static final String PIECES = ".pieces";
    static final String LEAVES = ".leaves";

    private static final String UNFINISHED = "leaves-";

    private final Path file;
    private final Path leavesFile;
    private final long bytes;
    private final FileChannel channel;

    private PartFile(Path file, Path leavesFile, long bytes, FileChannel channel) {
        this.file = file;
        this.leavesFile = leavesFile;
        this.bytes = bytes;
        this.channel = channel;
    }

    /** The attachments of which a part is there. */
    static List<BlobId> left(Path folder) throws IOException {
        var left = new ArrayList<BlobId>();
        if (!Files.isDirectory(folder)) {
            return left;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + PIECES)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String id = name.substring(0, name.length() - PIECES.length());
                if (id.matches("[0-9a-f]{64}")) {
                    left.add(BlobId.parse(id));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return left;
    }

    /** Removes what a crash left unfinished beside the parts. */
    static void removeUnfinished(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    static void delete(Path folder, BlobId blob) throws IOException {
        Files.deleteIfExists(folder.resolve(blob + PIECES));
        Files.deleteIfExists(folder.resolve(blob + LEAVES));
    }

    /** Opens what is there, or begins it. */
    static PartFile open(Path folder, BlobId blob, long bytes) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(blob + PIECES);
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        return new PartFile(file, folder.resolve(blob + LEAVES), bytes, channel);
    }

    Path path() {
        return file;
    }

    /** Hashes that lead to this root; empty if they are not there. */
    Optional<Bytes> leaves(Bytes root) throws IOException {
        long expected = (long) PieceTree.HASH_BYTES * PieceTree.pieces(bytes);
        if (!Files.isRegularFile(leavesFile) || Files.size(leavesFile) != expected) {
            return Optional.empty();
        }
        Bytes read = Bytes.of(Files.readAllBytes(leavesFile));
        return Optional.of(read).filter(leaves -> PieceTree.root(leaves).equals(root));
    }

    void keep(Bytes leaves) throws IOException {
        Path written = Files.createTempFile(leavesFile.getParent(), UNFINISHED, "");
        try {
            Files.write(written, leaves.toArray());
            Files.move(written, leavesFile, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Which pieces are here and right. Reads all of it. */
    BitSet right(Bytes leaves) throws IOException {
        var right = new BitSet();
        long there = channel.size();
        for (int piece = 0; piece < PieceTree.pieces(bytes); piece++) {
            long end = (long) piece * PieceTree.PIECE_BYTES + bytesOf(piece);
            if (end <= there && PieceTree.isLeaf(leaves, piece, read(piece))) {
                right.set(piece);
            }
        }
        return right;
    }

    void write(int piece, Bytes body) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(body.toArray());
        long at = (long) piece * PieceTree.PIECE_BYTES;
        while (left.hasRemaining()) {
            at += channel.write(left, at);
        }
    }

    Bytes read(int piece) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(bytesOf(piece));
        long at = (long) piece * PieceTree.PIECE_BYTES;
        while (body.hasRemaining()) {
            int got = channel.read(body, at + body.position());
            if (got < 0) {
                throw new IOException(file + " ends before piece " + piece);
            }
        }
        return Bytes.of(body.array());
    }

    int bytesOf(int piece) {
        return (int) Math.min(PieceTree.PIECE_BYTES, bytes - (long) piece * PieceTree.PIECE_BYTES);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Nothing of it is needed any more; it may have been moved away. */
    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
        Files.deleteIfExists(leavesFile);
    }
}
