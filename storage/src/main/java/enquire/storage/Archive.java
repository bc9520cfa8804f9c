package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.page.Heads;
import enquire.editor.page.NamedVersion;
import enquire.editor.page.PageId;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.WikiDatabase;
import java.time.Instant;
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
     * What made a page what it is: the changes that are accepted, in the order they came, and when
     * each of them was made or taken in, by this node's clock.
     */
    public Map<Change, Instant> past(PageId page) {
        return database.read(handle -> ChangeTable.accepted(handle, page));
    }
}
