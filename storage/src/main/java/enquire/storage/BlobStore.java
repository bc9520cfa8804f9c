package enquire.storage;

import enquire.editor.page.BlobId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Attachments, each one file named by the SHA-256 of its bytes. A file is there whole and verified,
 * or not at all. Thread-safe.
 */
public final class BlobStore {

    BlobStore() {}

    /** What was stored. */
    public record Stored(BlobId blob, long bytes) {}

    /**
     * Streams to disk; durable when this returns.
     *
     * @throws BlobTooLargeException if more than {@code bytesMax} come; nothing is kept
     * @throws IOException if {@code content} cannot be read; nothing is kept
     */
    public Stored add(InputStream content, long bytesMax) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * The same for content that is known by name: nothing is kept unless the bytes hash to it.
     *
     * @return whether they did
     */
    public boolean addVerified(BlobId expected, InputStream content, long bytesMax)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The file to serve, if it is held. */
    public Optional<Path> file(BlobId blob) {
        throw new UnsupportedOperationException();
    }
}
