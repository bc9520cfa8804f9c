package enquire.storage.database;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import enquire.storage.Scrubbing;
import enquire.storage.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** One step of one page from what is on disk to what is next, inside one transaction. */
public sealed interface PageUpdate {

    PageId page();

    /**
     * What was committed.
     *
     * @param row as it is on disk now
     * @param journalId number of the journal row that was added; 0 for none
     * @param resuffixed other pages whose shown title changed
     */
    record Committed(PageRow row, long journalId, List<PageId> resuffixed) {}

    /** Typing: a journal row; heads, sequence and stored text wait for the fold. */
    record Typed(PageRow row, JournalRow step) implements PageUpdate {
        @Override
        public PageId page() {
            return row.page();
        }
    }

    /**
     * New heads: own changes or accepted ones of others. All typing that was journaled before is in
     * them.
     *
     * @param row sequence and suffix are filled in
     * @param text packed
     * @param textAliases other names that the page's front matter gives it
     * @param accepted stored changes that waited until now
     * @param rejected stored changes that are not accepted any more
     * @param at by this node's clock
     */
    record Changed(
            PageRow row,
            byte[] text,
            Map<TitleKey, String> aliases,
            Set<TitleKey> textAliases,
            Map<BlobId, String> files,
            List<ChangeRow> changes,
            Set<ChangeHash> accepted,
            Set<ChangeHash> rejected,
            Vouched vouched,
            Optional<JournalRow> step,
            Instant at)
            implements PageUpdate {
        @Override
        public PageId page() {
            return row.page();
        }
    }

    /** Changes and statements that leave the text as it is: waiting ones, own signatures. */
    record Kept(PageRow unknown, List<ChangeRow> waiting, Vouched vouched) implements PageUpdate {
        @Override
        public PageId page() {
            return unknown.page();
        }
    }

    /**
     * Changes that the native library is about to be given.
     *
     * @param waiting those of them that are not stored yet
     * @param hashes all of them
     */
    record Suspected(
            PageRow unknown, List<ChangeRow> waiting, Set<ChangeHash> hashes, Instant since)
            implements PageUpdate {
        @Override
        public PageId page() {
            return unknown.page();
        }
    }

    /**
     * What is left of stored changes takes their places, with all that was kept of the page's past
     * besides.
     *
     * @param pieces what the characters said that go, for copies of the text
     */
    record Blanked(PageId page, List<Change> left, List<String> pieces) implements PageUpdate {}

    /** Stored changes that waited and may never enter the page. */
    record Dropped(PageId page, Set<ChangeHash> changes) implements PageUpdate {}

    /** Statements to add and to take out. */
    record Vouched(Collection<Statement> added, Collection<Bytes> replacedIds) {
        public static final Vouched NOTHING = new Vouched(List.of(), List.of());

        public boolean isNothing() {
            return added.isEmpty() && replacedIds.isEmpty();
        }
    }

    /**
     * Carries an update out.
     *
     * @param totals before; the new ones are returned beside what was committed
     */
    static Result apply(Handle handle, WikiId wiki, Totals totals, PageUpdate update) {
        return switch (update) {
            case Typed typed -> new Result(type(handle, wiki, typed), totals);
            case Changed changed -> change(handle, wiki, totals, changed);
            case Kept kept -> keep(handle, totals, kept);
            case Suspected suspected -> suspect(handle, totals, suspected);
            case Blanked blanked -> blank(handle, totals, blanked);
            case Dropped dropped -> {
                ChangeTable.remove(handle, dropped.page(), dropped.changes());
                PageRow row = PageTable.row(handle, dropped.page()).orElseThrow();
                yield new Result(new Committed(row, 0, List.of()), totals);
            }
        };
    }

    record Result(Committed committed, Totals totals) {}

    private static Committed type(Handle handle, WikiId wiki, Typed typed) {
        PageRow old = PageTable.row(handle, typed.page()).orElseThrow();
        PageTable.touch(handle, typed.row());
        long id = JournalTable.insert(handle, typed.page(), typed.step());
        return settled(handle, wiki, Optional.of(old), typed.row(), old.sequence(), id);
    }

    private static Result change(Handle handle, WikiId wiki, Totals totals, Changed changed) {
        PageId page = changed.page();
        Optional<PageRow> old = PageTable.row(handle, page);
        changed.changes().forEach(row -> ChangeTable.insert(handle, page, row));
        ChangeTable.accept(handle, page, changed.accepted(), changed.at());
        SuspectTable.release(handle, page, changed.accepted());
        if (!changed.rejected().isEmpty()) {
            ChangeTable.reject(handle, page, changed.rejected());
            SnapshotTable.remove(handle, page);
        }
        Totals next = put(handle, totals, old.isPresent(), changed.row(), changed.vouched());
        PageTable.putText(handle, page, changed.text());
        if (old.isPresent()) {
            JournalTable.markFolded(handle, page);
        }
        PageTable.putAliases(handle, page, changed.aliases());
        PageTable.putTextAliases(handle, page, changed.textAliases());
        PageTable.putFiles(handle, page, changed.files());
        long id = changed.step().map(step -> JournalTable.insert(handle, page, step)).orElse(0L);
        return new Result(settled(handle, wiki, old, changed.row(), next.sequence(), id), next);
    }

    private static Result keep(Handle handle, Totals totals, Kept kept) {
        PageId page = kept.page();
        Optional<PageRow> old = PageTable.row(handle, page);
        PageRow row = old.orElse(kept.unknown());
        kept.waiting().forEach(change -> ChangeTable.insert(handle, page, change));
        Totals next = put(handle, totals, old.isPresent(), row, kept.vouched());
        PageRow now = PageTable.row(handle, page).orElseThrow();
        return new Result(new Committed(now, 0, List.of()), next);
    }

    /** The sequence grows, so that nobody goes by what he remembers of the page. */
    private static Result blank(Handle handle, Totals totals, Blanked blanked) {
        PageId page = blanked.page();
        blanked.left().forEach(change -> ChangeTable.replace(handle, page, change));
        SnapshotTable.remove(handle, page);
        JournalTable.forget(handle, page);
        RecordTable.putValues(handle, Scrubbing.owed(page));
        PageRow row = PageTable.row(handle, page).orElseThrow();
        KeptTexts.blank(handle, row, blanked.pieces());
        Totals next = put(handle, totals, true, row, Vouched.NOTHING);
        PageRow now = PageTable.row(handle, page).orElseThrow();
        return new Result(new Committed(now, 0, List.of()), next);
    }

    /** Nobody is told: a page that is here already stays as it is. */
    private static Result suspect(Handle handle, Totals totals, Suspected suspected) {
        PageId page = suspected.page();
        SuspectTable.note(handle, page, suspected.hashes(), suspected.since());
        Optional<PageRow> old = PageTable.row(handle, page);
        if (old.isEmpty()) {
            var kept = new Kept(suspected.unknown(), suspected.waiting(), Vouched.NOTHING);
            return keep(handle, totals, kept);
        }
        suspected.waiting().forEach(change -> ChangeTable.insert(handle, page, change));
        return new Result(new Committed(old.get(), 0, List.of()), totals);
    }

    /**
     * @param held whether anything was held of the page before; of one that is new, as in an
     *     import, nothing has to be looked up
     */
    private static Totals put(
            Handle handle, Totals totals, boolean held, PageRow row, Vouched vouched) {
        PageId page = row.page();
        StatementTable.insert(handle, page, vouched.added());
        StatementTable.remove(handle, page, vouched.replacedIds());
        Bytes old = held ? PageTable.digest(handle, page) : Totals.NO_DIGEST;
        List<Bytes> statements =
                held || !vouched.added().isEmpty() ? StatementTable.ids(handle, page) : List.of();
        Bytes digest = Totals.digest(page, row.heads(), statements);
        Totals next = totals.replacing(old, digest);
        PageTable.put(handle, numbered(row, row.suffixed(), next.sequence()), digest);
        vouched.added().stream()
                .flatMap(statement -> statement.vouched().stream())
                .forEach(hash -> ChangeTable.cover(handle, page, hash));
        return next;
    }

    private static Committed settled(
            Handle handle,
            WikiId wiki,
            Optional<PageRow> old,
            PageRow now,
            long sequence,
            long journalId) {
        var resuffixed = new ArrayList<PageId>();
        TitleKey key = now.title().key();
        boolean same =
                old.isPresent()
                        && old.get().state() == now.state()
                        && old.get().title().key().equals(key);
        if (!same) {
            old.map(row -> row.title().key())
                    .filter(oldKey -> !oldKey.equals(key))
                    .ifPresent(
                            oldKey -> resuffixed.addAll(TitleTable.settle(handle, wiki, oldKey)));
            resuffixed.addAll(TitleTable.settle(handle, wiki, key));
            resuffixed.removeIf(now.page()::equals);
        }
        PageRow row =
                same
                        ? numbered(now, old.get().suffixed(), sequence)
                        : PageTable.row(handle, now.page()).orElseThrow();
        return new Committed(row, journalId, resuffixed);
    }

    private static PageRow numbered(PageRow row, boolean suffixed, long sequence) {
        return new PageRow(
                row.page(),
                row.title(),
                row.state(),
                suffixed,
                row.heads(),
                row.chars(),
                row.changedAt(),
                row.changedBy(),
                sequence);
    }
}
