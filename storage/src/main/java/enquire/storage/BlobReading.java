package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PieceTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * What all bytes of a file come to.
 *
 * @param leaves the hashes of its pieces, one behind the other
 */
record BlobReading(BlobStore.Stored stored, Bytes leaves) {

    private static final int BUFFER_BYTES = 64 * 1024;

    /**
     * Reads to the end.
     *
     * @param sink gets each part, before the next is read
     * @throws BlobTooLargeException if there is more than {@code bytesMax}
     */
    static BlobReading of(InputStream content, long bytesMax, Consumer<ByteBuffer> sink)
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
        return new BlobReading(new BlobStore.Stored(blob, bytes, root), pieces.leaves());
    }

    /** A sink: a film is read for seconds, and a node that stops need not wait for them. */
    static void stopIfInterrupted(ByteBuffer part) {
        if (Thread.currentThread().isInterrupted()) {
            throw new UncheckedIOException(new InterruptedIOException("interrupted"));
        }
    }
}
