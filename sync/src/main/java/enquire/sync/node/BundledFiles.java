package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import enquire.storage.Repository;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the attachments of pages into a bundle: those that are on this computer, piece by piece, as
 * a peer would be given them.
 */
final class BundledFiles {

    private static final Logger LOG = LoggerFactory.getLogger(BundledFiles.class);

    private BundledFiles() {}

    /**
     * Writes each file once. One that this disk has damaged is left out: whoever reads the bundle
     * would refuse all of it.
     */
    static void write(BundleFile.Writer out, Repository repository, Collection<PageId> pages)
            throws IOException {
        var blobs = new TreeSet<BlobId>();
        for (PageId page : pages) {
            blobs.addAll(repository.attachments().of(page));
        }
        for (BlobId blob : blobs) {
            Optional<Path> file = repository.blobs().file(blob);
            if (file.isPresent()) {
                if (repository.blobs().isIntact(blob)) {
                    write(out, repository.wiki(), blob, file.get());
                } else {
                    LOG.warn("Attachment {} is damaged on this disk; no bundle has it", blob);
                }
            }
        }
    }

    private static void write(BundleFile.Writer out, WikiId wiki, BlobId blob, Path file)
            throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            int piece = 0;
            Bytes body;
            do {
                body = Bytes.of(content.readNBytes(Limits.PIECE_BYTES));
                if (piece == 0 || body.size() > 0) {
                    out.frame(MessageCodec.encode(new Message.Piece(wiki, blob, piece, body)));
                }
                piece++;
            } while (body.size() == Limits.PIECE_BYTES);
        }
    }
}
