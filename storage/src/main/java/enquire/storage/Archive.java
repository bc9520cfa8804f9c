package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.WikiDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is kept of the past of pages. Nothing native is loaded. Thread-safe. */
public final class Archive {

    private final WikiDatabase database;

    Archive(WikiDatabase database) {
        this.database = database;
    }

    /**
     * What made a page what it is.
     *
     * @param changes that are accepted, in the order they came
     * @param madeAt when each of them was made or taken in, by this node's clock
     */
    public record Past(List<Change> changes, Map<ChangeHash, Instant> madeAt) {}

    /** From one snapshot. */
    public Past past(PageId page) {
        return database.read(handle ->
                new Past(
                        ChangeTable.changes(handle, page, true), ChangeTable.madeAt(handle, page)));
    }
}
