package enquire.storage;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.storage.database.LiveTable;
import enquire.storage.database.WikiDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What live pages and their files are compared by, to count their copies. Thread-safe. */
public final class LivePages {

    /**
     * A live page.
     *
     * @param title as it is shown
     * @param heads accepted ones, without typing that is pending
     * @param sequence with which it changed last
     * @param changedAt by the clock of whoever changed it
     */
    public record Page(PageId page, String title, Heads heads, long sequence, Instant changedAt) {}

    /**
     * A file that live pages use.
     *
     * @param manifest as one of them holds it (JSON)
     * @param changedAt when the one of them was changed that was longest unchanged
     */
    public record File(BlobId blob, String manifest, Instant changedAt) {}

    private final WikiDatabase database;

    LivePages(WikiDatabase database) {
        this.database = database;
    }

    /** Changed after this sequence, ascending; all of them. */
    public List<Page> changedAfter(long sequence) {
        return database.read(handle -> LiveTable.changedAfter(handle, sequence));
    }

    /** Empty if it is not live. */
    public Optional<Page> page(PageId page) {
        return database.read(handle -> LiveTable.page(handle, page));
    }

    /**
     * By id.
     *
     * @param after the last one that is known; empty to begin
     */
    public List<File> files(Optional<BlobId> after, int limit) {
        Bytes from = after.map(BlobId::value).orElse(Bytes.EMPTY);
        return database.read(handle -> LiveTable.files(handle, from, limit));
    }
}
