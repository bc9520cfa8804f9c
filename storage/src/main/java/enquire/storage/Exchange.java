package enquire.storage;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.database.ChangeNode;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.JournalTable;
import enquire.storage.database.Meta;
import enquire.storage.database.PageRow;
import enquire.storage.database.PageTable;
import enquire.storage.database.PageUpdate.Vouched;
import enquire.storage.database.StatementTable;
import enquire.storage.database.SuspectTable;
import enquire.storage.database.Totals;
import enquire.storage.database.WikiDatabase;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.Handle;

/**
 * What peers need of a repository: what changed, raw changes, statements. Nothing native is needed
 * for any of it but receiving. Thread-safe.
 */
public final class Exchange {

    private final WikiDatabase database;
    private final Writer writer;
    private final Folding folding;
    private final Receiving receiving;
    private final Judging judging;
    private final Suspects suspects;
    private final Forks forks;
    private final Bytes indexId;

    Exchange(
            WikiDatabase database,
            Writer writer,
            Folding folding,
            Receiving receiving,
            Judging judging,
            Suspects suspects,
            Forks forks) {
        this.database = database;
        this.writer = writer;
        this.folding = folding;
        this.receiving = receiving;
        this.judging = judging;
        this.suspects = suspects;
        this.forks = forks;
        this.indexId = database.read(Meta::indexId);
    }

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

    /** A change as part of its actor's work. */
    public record Numbered(ActorId actor, long seq, List<ChangeHash> dependencies) {}

    /**
     * What became of received bytes.
     *
     * @param waiting changes that are kept (bounded) and not accepted yet
     * @param missing dependencies that nobody has sent yet, and changes for which there was no room
     * @param refused of the changes that came, those that may never enter and were not kept: what
     *     was wrong, as a sentence
     */
    public record Received(
            boolean changedPage,
            int accepted,
            int waiting,
            Set<ChangeHash> missing,
            Map<ChangeHash, String> refused) {}

    /**
     * What a peer sent for one page.
     *
     * @param changedAt newest time that the statements name
     * @param changedBy its author; empty takes this node's
     * @param deliverer who sent it: what waits of it may make room for what others send; empty for
     *     nobody in particular, and then it stays for good
     */
    public record Arriving(
            PageId page,
            List<Change> changes,
            List<Statement> statements,
            Instant changedAt,
            Optional<PeerId> changedBy,
            Optional<PeerId> deliverer) {}

    /**
     * A change of somebody else that is kept out of its page, as evidence: the native library gives
     * up over it, or the page could not go on with it.
     *
     * @param author whose key is in it, if it is still held
     * @param since when it came
     * @param why a sentence
     */
    public record HeldBack(
            PageId page, ChangeHash change, Optional<PeerId> author, Instant since, String why) {}

    /** Own statements to add to a page, and the ids of those that they replace. */
    public record Signed(List<Statement> added, Set<Bytes> replacedIds) {
        public Signed {
            added = List.copyOf(added);
            replacedIds = Set.copyOf(replacedIds);
        }
    }

    /** An own change that no own revision covers yet. */
    public record Unsigned(PageId page, ActorId actor, long seq, ChangeHash hash, Instant madeAt) {}

    /** Random id of this store; new after a restore. */
    public Bytes indexId() {
        return indexId;
    }

    /** What copies of pages and files are counted by. */
    public LivePages live() {
        return new LivePages(database);
    }

    public long lastSequence() {
        return writer.totals().sequence();
    }

    public Fingerprint fingerprint() {
        Totals totals = writer.totals();
        return new Fingerprint(totals.pages(), totals.sum());
    }

    public IndexPart index(long afterSequence, int limit) {
        return database.read(handle -> {
            List<IndexEntry> entries =
                    PageTable.changedAfter(handle, afterSequence, limit).stream()
                            .map(row -> new IndexEntry(row.page(), row.heads(), row.sequence()))
                            .toList();
            boolean complete = entries.size() < limit;
            long upTo = complete ? Meta.totals(handle).sequence() : entries.getLast().sequence();
            return new IndexPart(entries, upTo, complete);
        });
    }

    /** How a page stands in the index; empty for one of which nothing is held. */
    public Optional<IndexEntry> entry(PageId page) {
        return database.read(handle -> PageTable.row(handle, page))
                .filter(row -> !row.heads().isEmpty())
                .map(row -> new IndexEntry(row.page(), row.heads(), row.sequence()));
    }

    /** How many pages changed after this sequence, together with those of {@code others}. */
    public long countChanged(long afterSequence, Set<PageId> others) {
        return database.read(handle -> PageTable.countChanged(handle, afterSequence, others));
    }

    /** Accepted heads, without pending typing; empty for a page of which nothing is held. */
    public Heads heads(PageId page) {
        return database.read(handle -> PageTable.row(handle, page))
                .map(PageRow::heads)
                .orElse(Heads.NONE);
    }

    /** Whether these changes are all held here. */
    public boolean holds(PageId page, Collection<ChangeHash> hashes) {
        return all(hashes, (handle, hash) -> ChangeTable.holds(handle, page, hash));
    }

    /**
     * What is held of a page and would be in it, had its author, or somebody it builds on, not made
     * two changes of one number.
     */
    public Set<ChangeHash> outvoted(PageId page) {
        return forks.outvoted(page);
    }

    /** Whether these changes are all part of the page, not only kept until they may enter. */
    public boolean accepts(PageId page, Collection<ChangeHash> hashes) {
        return all(hashes, (handle, hash) -> ChangeTable.accepts(handle, page, hash));
    }

    private boolean all(Collection<ChangeHash> hashes, BiPredicate<Handle, ChangeHash> holds) {
        return database.read(handle ->
                hashes.stream()
                        .allMatch(hash -> hash.equals(Genesis.HASH) || holds.test(handle, hash)));
    }

    /** The last outvoted changes, if any are known of: whoever names them need not get them. */
    public Set<ChangeHash> outvotedHeads(PageId page) {
        return forks.outvotedHeads(page);
    }

    /** Of which actor and number a change is; empty if it is not part of the page. */
    public Optional<Numbered> accepted(PageId page, ChangeHash hash) {
        return database.read(handle -> ChangeTable.node(handle, page, hash))
                .filter(ChangeNode::accepted)
                .map(node -> new Numbered(node.actor(), node.seq(), node.dependencies()));
    }

    /** Makes a change out of typing that is pending on this page, durable when this returns. */
    public void fold(PageId page) {
        folding.fold(page);
    }

    /** Pages with typing that is on disk and in no change yet. */
    public Set<PageId> pending() {
        return Set.copyOf(database.read(JournalTable::pagesPending));
    }

    /**
     * Changes that are accepted, or only outvoted, and not among the ancestors of {@code theirs};
     * and all statements of the page that vouch for a change not covered so.
     */
    public Missing missing(PageId page, Heads theirs) {
        Sending.Lacking lacking = database.read(handle -> Sending.missing(handle, page, theirs));
        if (!lacking.forked()) {
            return lacking.missing();
        }
        Set<ChangeHash> outvoted = forks.outvoted(page);
        return database.read(handle -> Sending.missing(handle, page, theirs, outvoted));
    }

    /**
     * Takes what a peer sent; durable when this returns. Folds pending typing before anything
     * enters. Judges what waits together with what came. Taking the same twice changes nothing.
     *
     * @param changedAt newest time that the statements name
     * @throws StorageException if the disk fails; then nothing was taken
     */
    public Received receive(
            PageId page,
            List<Change> changes,
            List<Statement> statements,
            Instant changedAt,
            Optional<PeerId> changedBy) {
        return receive(page, changes, statements, Set.of(), changedAt, changedBy);
    }

    /**
     * The same, and takes out the statements that are replaced by those that came.
     *
     * @param replacedIds of statements, held or not
     */
    public Received receive(
            PageId page,
            List<Change> changes,
            List<Statement> statements,
            Set<Bytes> replacedIds,
            Instant changedAt,
            Optional<PeerId> changedBy) {
        return receiving.receive(
                new Arriving(page, changes, statements, changedAt, changedBy, Optional.empty()),
                replacedIds);
    }

    /**
     * The same for several pages, which share a wait for the disk; all of it is durable when this
     * returns.
     *
     * @param arriving each page once
     * @return one for each page, in order
     * @throws StorageException if the disk fails, or a page cannot be merged; other pages may have
     *     been taken
     */
    public List<Received> receive(List<Arriving> arriving) {
        return receiving.receive(arriving);
    }

    /** Judges what waits in this page, as when something comes for it. */
    public Received judgeWaiting(PageId page) {
        return receive(page, List.of(), List.of(), Instant.EPOCH, Optional.empty());
    }

    /** All changes that are held back, by page. */
    public List<HeldBack> heldBack() {
        return suspects.heldBack().stream().map(this::heldBack).toList();
    }

    private HeldBack heldBack(SuspectTable.Row row) {
        Optional<PeerId> author =
                database.read(handle -> ChangeTable.change(handle, row.page(), row.hash()))
                        .map(change -> change.actor().author());
        return new HeldBack(row.page(), row.hash(), author, row.since(), row.why());
    }

    /** Own changes that no own revision covers, by page, actor and seq. */
    public List<Unsigned> unsigned(Optional<PageId> page, int limit) {
        return database.read(handle -> ChangeTable.unsigned(handle, page, limit));
    }

    public List<Statement> statements(PageId page) {
        return database.read(handle -> StatementTable.statements(handle, page));
    }

    /** All accepted changes of a page, after their dependencies. */
    public List<Change> changes(PageId page) {
        return ChangeGraph.ordered(
                database.read(handle -> ChangeTable.changes(handle, page, true)));
    }

    /** Whether some of this page was written by several at the same time. */
    public boolean writtenApart(PageId page) {
        return database.read(handle -> ChangeTable.writtenApart(handle, page));
    }

    /** Adds own statements and takes out those they replace; durable when this returns. */
    public void sign(PageId page, List<Statement> added, Set<Bytes> replacedIds) {
        sign(Map.of(page, new Signed(added, replacedIds)));
    }

    /** The same for many pages, which share the wait for the disk. */
    public void sign(Map<PageId, Signed> pages) {
        var vouched = new LinkedHashMap<PageId, Vouched>();
        pages.forEach((page, signed) ->
                vouched.put(page, new Vouched(signed.added(), signed.replacedIds())));
        receiving.sign(vouched);
    }

    /** All pages of which anything is held. */
    public List<PageId> pages() {
        return database.read(PageTable::all);
    }

    /**
     * Changes that are part of the page and would not be, if it were judged by this rule: those for
     * whom nobody speaks any more, when the members change.
     */
    public List<Change> orphaned(PageId page, AcceptanceRule rule) {
        return judging.orphaned(page, rule);
    }

    /**
     * Changes of this node that left the page because it might not write any more, and would not be
     * part of it by this rule either: those to which it was entitled by somebody whose word does
     * not count.
     */
    public List<Change> ownLeftOut(PageId page, AcceptanceRule rule) {
        return judging.ownLeftOut(page, rule);
    }

    /**
     * Judges pages anew, after the members changed; rebuilds those whose accepted changes differ.
     *
     * @param takingOut if not, a page out of which something would go stays as it is
     */
    public JudgedAnew judgeAnew(Collection<PageId> judged, boolean takingOut) {
        return judging.judgeAnew(judged, takingOut);
    }

    /** The same of all pages, whatever goes; then it throws the first failure. */
    public void judgeAnew() {
        judgeAnew(pages(), true).orThrow();
    }
}
