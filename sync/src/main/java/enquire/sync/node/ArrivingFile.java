package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PieceTree;
import enquire.storage.Repository;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * An attachment that is read while it arrives: where somebody reads is fetched before all else.
 * Every byte that is given was checked by the hashes that the page names; whether the whole has its
 * name is known only when all is here. One thread at a time.
 */
public final class ArrivingFile implements AutoCloseable {

    private final Repository repository;
    private final PieceDownload download;

    ArrivingFile(Repository repository, PieceDownload download) {
        this.repository = repository;
        this.download = download;
    }

    /** How long it is, as the page says. */
    public long bytes() {
        return download.bytes();
    }

    /**
     * Waits for bytes.
     *
     * @param from the first, within the file
     * @param patience how long at most
     * @return some from there on, never more than a piece; empty if none came in time
     * @throws FileGivenUpException if none will come now
     * @throws IOException if the disk fails
     */
    public Optional<Bytes> read(long from, Duration patience)
            throws IOException, InterruptedException {
        int piece = (int) (from / PieceTree.PIECE_BYTES);
        int inside = (int) (from % PieceTree.PIECE_BYTES);
        download.reads(this, piece);
        DownloadState state = download.await(piece, patience);
        if (state == DownloadState.GIVEN_UP) {
            throw new FileGivenUpException();
        }
        Optional<Bytes> body = download.piece(piece);
        if (body.isPresent()) {
            return Optional.of(body.get().slice(inside, body.get().size()));
        }
        Optional<Path> stored = repository.blobs().file(download.blob());
        return stored.isPresent() ? Optional.of(readStored(stored.get(), from)) : Optional.empty();
    }

    private Bytes readStored(Path file, long from) throws IOException {
        long left = Math.min(PieceTree.PIECE_BYTES, download.bytes() - from);
        ByteBuffer body = ByteBuffer.allocate((int) left);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (body.hasRemaining()) {
                if (channel.read(body, from + body.position()) < 0) {
                    throw new IOException(file + " is shorter than its page says");
                }
            }
        }
        return Bytes.of(body.array());
    }

    /** Nobody reads here any more; it goes on arriving. */
    @Override
    public void close() {
        download.readsNoMore(this);
    }
}
