package enquire.sync.protocol;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.util.List;
import java.util.Optional;

/** What a session needs of the attachments of one wiki, as far as it concerns one peer. */
public interface FileShelf {

    WikiId wiki();

    /** Those that pages use and this node holds whole. */
    List<Message.Held> held();

    /** Digest of what the peer said to hold whole, as {@link Message.Heard} has it. */
    Bytes heard();

    /**
     * The peer asks this node to keep files, or answers what it was asked. Must not wait for the
     * disk: files are read whole for it.
     */
    void keep(Message.Keep keep);

    /** The peer said what it holds. */
    void hear(Message.Have have);

    /** The hashes of the pieces of one that is held, one behind the other; empty if not known. */
    Optional<Bytes> leaves(BlobId blob);

    /** One piece of one that is held, or is on its way; empty if it is not here. */
    Optional<Bytes> piece(BlobId blob, int piece);
}
