package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.PieceTree;
import enquire.editor.page.WikiId;
import enquire.sync.protocol.FileShelf;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attachments of one wiki as the session with one peer sees them. Thread-safe. */
final class WikiFileShelf implements FileShelf {

    private static final Logger LOG = LoggerFactory.getLogger(WikiFileShelf.class);

    private final Wiki wiki;
    private final PeerId peer;

    WikiFileShelf(Wiki wiki, PeerId peer) {
        this.wiki = wiki;
        this.peer = peer;
    }

    @Override
    public WikiId wiki() {
        return wiki.id();
    }

    @Override
    public List<Message.Held> held() {
        return wiki.files().fetching().held();
    }

    @Override
    public Bytes heard() {
        return wiki.files().fetching().holdings().digest(peer);
    }

    @Override
    public void keep(Message.Keep keep) {
        wiki.files().heard(peer, keep);
    }

    @Override
    public void hear(Message.Have have) {
        wiki.files().fetching().hear(peer, have);
    }

    @Override
    public Optional<Bytes> leaves(BlobId blob) {
        Optional<Bytes> leaves =
                wiki.repository()
                        .blobs()
                        .leaves(blob)
                        .or(() ->
                                wiki.files()
                                        .fetching()
                                        .arriving(blob)
                                        .flatMap(PieceDownload::leaves));
        if (leaves.isEmpty()) {
            wiki.files().fetching().leavesWanted(blob); // For when it is asked for again.
        }
        return leaves;
    }

    /** A piece that the disk has damaged is not given: whoever gives a false one is a liar. */
    @Override
    public Optional<Bytes> piece(BlobId blob, int piece) {
        Optional<Path> file = wiki.repository().blobs().file(blob);
        if (file.isEmpty()) {
            return wiki.files().fetching().arriving(blob).flatMap(each -> each.piece(piece));
        }
        wiki.files().drops().given(blob);
        Optional<Bytes> body = read(file.get(), piece);
        if (body.isPresent() && damaged(blob, body.get(), piece)) {
            LOG.warn("Attachment {} is damaged on this disk; others give it", file.get());
            return Optional.empty();
        }
        return body;
    }

    private boolean damaged(BlobId blob, Bytes body, int piece) {
        Optional<Bytes> leaves = wiki.repository().blobs().leaves(blob);
        if (leaves.isPresent()) {
            return !PieceTree.isLeaf(leaves.get(), piece, body);
        }
        boolean whole = wiki.repository().blobs().bytes(blob).orElse(-1L) == body.size();
        return whole && !body.sha256().equals(blob.value());
    }

    private static Optional<Bytes> read(Path path, int piece) {
        long from = (long) piece * Limits.PIECE_BYTES;
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            if (from > file.length()) {
                return Optional.empty();
            }
            byte[] body = new byte[(int) Math.min(Limits.PIECE_BYTES, file.length() - from)];
            file.seek(from);
            file.readFully(body);
            return Optional.of(Bytes.of(body));
        } catch (IOException e) {
            LOG.warn("Attachment {} cannot be read; others give it: {}", path, e.getMessage());
            return Optional.empty();
        }
    }
}
