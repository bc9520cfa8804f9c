package enquire.storage;

import enquire.editor.page.ActorId;
import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What peers need of a repository: what changed, raw changes, statements. Nothing native is needed
 * for any of it but receiving. Thread-safe.
 */
public final class Exchange {

    Exchange() {}

    /**
     * Count and sum modulo 2^256 of SHA-256(page id, sorted accepted heads, sorted statement ids)
     * over all pages.
     */
    public record Fingerprint(long pages, Bytes sum) {}

    /** One page of an index. */
    public record IndexEntry(PageId page, Heads heads, long sequence) {}

    /**
     * Pages changed after some sequence, ascending, read from one snapshot.
     *
     * @param upTo everything up to this sequence is covered once this part is worked off
     */
    public record IndexPart(List<IndexEntry> entries, long upTo, boolean complete) {}

    /** What somebody with certain heads lacks; changes after their dependencies. */
    public record Missing(List<Change> changes, List<Statement> statements) {}

    /**
     * What became of received bytes.
     *
     * @param waiting changes that are kept (bounded) and not accepted yet
     * @param missing dependencies that nobody has sent yet
     */
    public record Received(
            boolean changedPage, int accepted, int waiting, Set<ChangeHash> missing) {}

    /** An own change that no own revision covers yet. */
    public record Unsigned(PageId page, ActorId actor, long seq, ChangeHash hash, Instant madeAt) {}

    /** Random id of this store; new after a restore. */
    public Bytes indexId() {
        throw new UnsupportedOperationException();
    }

    public long lastSequence() {
        throw new UnsupportedOperationException();
    }

    public Fingerprint fingerprint() {
        throw new UnsupportedOperationException();
    }

    public IndexPart index(long afterSequence, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Accepted heads, without pending typing; empty for a page of which nothing is held. */
    public Heads heads(PageId page) {
        throw new UnsupportedOperationException();
    }

    /** Whether these changes are all held here. */
    public boolean holds(PageId page, Collection<ChangeHash> hashes) {
        throw new UnsupportedOperationException();
    }

    /** Makes a change out of typing that is pending on this page, durable when this returns. */
    public void fold(PageId page) {
        throw new UnsupportedOperationException();
    }

    /** Pages with pending typing. */
    public Set<PageId> pending() {
        throw new UnsupportedOperationException();
    }

    /**
     * Accepted changes that are not among the ancestors of {@code theirs}, and all statements of
     * the page that vouch for a change not covered so.
     */
    public Missing missing(PageId page, Heads theirs) {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes what a peer sent; durable when this returns. Folds pending typing first. Judges what
     * waits together with what came.
     *
     * @param changedAt newest time that the statements name
     */
    public Received receive(
            PageId page,
            List<Change> changes,
            List<Statement> statements,
            Instant changedAt,
            Optional<PeerId> changedBy) {
        throw new UnsupportedOperationException();
    }

    /** Own changes that no own revision covers, by page, actor and seq. */
    public List<Unsigned> unsigned(Optional<PageId> page, int limit) {
        throw new UnsupportedOperationException();
    }

    public List<Statement> statements(PageId page) {
        throw new UnsupportedOperationException();
    }

    /** All accepted changes of a page, after their dependencies. */
    public List<Change> changes(PageId page) {
        throw new UnsupportedOperationException();
    }

    /** Adds own statements and takes out those they replace; durable when this returns. */
    public void sign(PageId page, List<Statement> added, Set<Bytes> replacedIds) {
        throw new UnsupportedOperationException();
    }

    /**
     * Judges everything anew, after the members changed; rebuilds the pages whose accepted changes
     * differ.
     */
    public void judgeAnew() {
        throw new UnsupportedOperationException();
    }

    /** Attachments that live pages use and this store lacks. */
    public List<BlobId> missingBlobs(int limit) {
        throw new UnsupportedOperationException();
    }
}
