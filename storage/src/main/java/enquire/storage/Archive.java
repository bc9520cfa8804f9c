package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Edit;
import enquire.editor.page.Heads;
import enquire.editor.page.NamedVersion;
import enquire.editor.page.PageId;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.WikiDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is kept of the past of pages. Nothing native is loaded. Thread-safe. */
public final class Archive {

    private final WikiDatabase database;
    private final Writing writing;

    Archive(WikiDatabase database, Writing writing) {
        this.database = database;
        this.writing = writing;
    }

    /**
     * What made a page what it is.
     *
     * @param changes that are accepted, in the order they came
     * @param madeAt when each of them was made or taken in, by this node's clock
     */
    public record Past(List<Change> changes, Map<ChangeHash, Instant> madeAt) {}

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

    /** From one snapshot. */
    public Past past(PageId page) {
        return database.read(handle ->
                new Past(
                        ChangeTable.changes(handle, page, true), ChangeTable.madeAt(handle, page)));
    }
}
