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
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
            Optional<FileChannel> content = opened(repository, blob);
            if (content.isPresent()) {
                try (InputStream in = Channels.newInputStream(content.get())) {
                    write(out, repository.wiki(), blob, in);
                }
            }
        }
    }

    private static Optional<FileChannel> opened(Repository repository, BlobId blob) {
        try {
            Optional<FileChannel> content = repository.blobs().openIntact(blob);
            if (content.isEmpty() && repository.blobs().file(blob).isPresent()) {
                LOG.warn("Attachment {} is damaged on this disk; no bundle has it", blob);
            }
            return content;
        } catch (IOException e) {
            LOG.warn("Attachment {} cannot be read; no bundle has it", blob, e);
            return Optional.empty();
        }
    }

    private static void write(BundleFile.Writer out, WikiId wiki, BlobId blob, InputStream content)
            throws IOException {
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
