package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a node keeps beside the pages of a wiki: signed roster records, how far it is with each
 * peer, settings. Every write is durable when it returns. Thread-safe.
 */
public final class Records {

    Records() {}

    /**
     * How far we are with a peer.
     *
     * @param index id of the peer's store
     * @param sequence up to which we hold everything of it, or know it as owed
     * @param owed pages that it announced and we do not hold yet
     */
    public record Progress(Bytes index, long sequence, Set<PageId> owed) {}

    /**
     * How far a peer is with us, as it said.
     *
     * @param index id of our store that it spoke of
     */
    public record Receipt(Bytes index, long sequence) {}

    /** As signed, in the order they came. */
    public List<Bytes> roster() {
        throw new UnsupportedOperationException();
    }

    /** Ignores those that are there. */
    public void addRoster(List<Bytes> records) {
        throw new UnsupportedOperationException();
    }

    public Optional<Progress> progress(PeerId peer) {
        throw new UnsupportedOperationException();
    }

    public void progress(PeerId peer, Progress progress) {
        throw new UnsupportedOperationException();
    }

    public Optional<Receipt> receipt(PeerId peer) {
        throw new UnsupportedOperationException();
    }

    public void receipt(PeerId peer, Receipt receipt) {
        throw new UnsupportedOperationException();
    }

    /**
     * Small named values (invites given out, addresses of peers, ...), by a prefix of their name.
     */
    public Map<String, Bytes> values(String prefix) {
        throw new UnsupportedOperationException();
    }

    /** Stores, or with an empty value removes; all or nothing. */
    public void values(Map<String, Optional<Bytes>> values) {
        throw new UnsupportedOperationException();
    }
}
