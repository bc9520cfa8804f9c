package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Reads an attachment only if all its bytes are still those of its name. Stateless. */
final class IntactFile {

    private IntactFile() {}

    /** As {@link BlobStore#proof}. */
    static Optional<Bytes> proof(Path file, BlobId blob, Bytes nonce) throws IOException {
        var digest = Bytes.sha256Digest();
        digest.update(nonce.toArray());
        try (var content = Files.newInputStream(file)) {
            BlobReading read =
                    BlobReading.of(
                            content,
                            Long.MAX_VALUE,
                            part -> {
                                BlobReading.stopIfInterrupted(part);
                                digest.update(part);
                            });
            boolean whole = read.stored().blob().equals(blob);
            return whole ? Optional.of(Bytes.of(digest.digest())) : Optional.empty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** As {@link BlobStore#openIntact}. */
    static Optional<FileChannel> open(Path file, BlobId blob) throws IOException {
        FileChannel content = FileChannel.open(file, StandardOpenOption.READ);
        try {
            InputStream all = Channels.newInputStream(content);
            boolean intact =
                    BlobReading.of(all, Long.MAX_VALUE, part -> {}).stored().blob().equals(blob);
            content.position(0);
            if (intact) {
                return Optional.of(content);
            }
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
        content.close();
        return Optional.empty();
    }
}
