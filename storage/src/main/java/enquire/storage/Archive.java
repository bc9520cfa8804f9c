package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.Heads;
import enquire.editor.page.NamedVersion;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.TitleTable;
import enquire.storage.database.WikiDatabase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is kept of the past of pages. Nothing native is loaded. Thread-safe. */
public final class Archive {

    private final WikiDatabase database;
    private final Writing writing;
    private final PastFolder kept;
    private final TakingOut takingOut;

    Archive(WikiDatabase database, Writing writing, PastFolder kept, TakingOut takingOut) {
        this.takingOut = takingOut;
        this.database = database;
        this.writing = writing;
        this.kept = kept;
    }

    /** All pages that ever had this title or were given it as another name, deleted ones too. */
    public List<PageId> everCalled(TitleKey key) {
        return database.read(handle -> TitleTable.everCalled(handle, key));
    }

    /** What takes words out of the past for good. */
    public TakingOut takingOut() {
        return takingOut;
    }

    /**
     * Gives a version a name, or another one. Durable when this returns.
     *
     * @throws IllegalArgumentException if it has more than {@link NamedVersion#HEADS_MAX} heads
     * @throws NotAWriterException if this node may not write
     */
    public PageView name(PageId page, Heads version, String name) {
        return writing.edit(page, new Edit.PutMark(NamedVersion.key(version), name));
    }

    /** Takes the name of a version away that has one. Durable when this returns. */
    public PageView unname(PageId page, Heads version) {
        return writing.edit(page, new Edit.RemoveMark(NamedVersion.key(version)));
    }

    /**
     * What made a page what it is. Of a page of many changes only those are read that came since
     * this was asked for last.
     */
    public Past past(PageId page) {
        int forgotten = kept.forgotten();
        Optional<Past> before = kept.read(page);
        Past known = before.orElse(Past.EMPTY);
        Optional<Past> grown = grown(page, known);
        // What was kept can hold a change that left the page since.
        Past past = grown.orElseGet(() -> grown(page, Past.EMPTY).orElseThrow());
        if (grown.isEmpty() || past.size() - known.size() > PastFolder.NEW_MAX) {
            kept.write(page, past, forgotten);
        }
        return past;
    }

    /** Which changes became part of a page at some time or later, by this node's clock. */
    public Set<ChangeHash> enteredSince(PageId page, Instant since) {
        return database.read(handle -> ChangeTable.enteredSince(handle, page, since));
    }

    /**
     * The pages of which changes became part at some time or later, by this node's clock, and what
     * these take in the database, in bytes.
     */
    public Map<PageId, Long> enteredBytes(Instant since) {
        return database.read(handle -> ChangeTable.enteredBytes(handle, since));
    }

    /** Empty if not all of it is part of the page any more. */
    private Optional<Past> grown(PageId page, Past known) {
        return database.read(handle -> ChangeTable.acceptedSince(handle, page, known.changes()))
                .map(more -> more.isEmpty() ? known : known.with(inOrder(more)));
    }

    private static List<Past.Dated> inOrder(List<Past.Dated> changes) {
        var byChange = new HashMap<Change, Past.Dated>();
        changes.forEach(each -> byChange.put(each.change(), each));
        return ChangeGraph.ordered(changes.stream().map(Past.Dated::change).toList()).stream()
                .map(byChange::get)
                .toList();
    }
}
