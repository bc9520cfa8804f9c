package enquire.storage.database;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.storage.LivePages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of {@code page} and {@code file}, of live pages only. */
public final class LiveTable {

    private LiveTable() {}

    public static List<LivePages.Page> changedAfter(Handle handle, long sequence) {
        return Sql.list(
                handle,
                row -> page(PageTable.read(row)),
                PageTable.SELECT + "WHERE sequence > ? AND state = 0 ORDER BY sequence",
                sequence);
    }

    public static Optional<LivePages.Page> page(Handle handle, PageId page) {
        return PageTable.row(handle, page)
                .filter(row -> row.state() == PageRow.State.LIVE)
                .map(LiveTable::page);
    }

    private static LivePages.Page page(PageRow row) {
        return new LivePages.Page(
                row.page(), row.displayTitle(), row.heads(), row.sequence(), row.changedAt());
    }

    public static List<LivePages.File> files(Handle handle, Bytes after, int limit) {
        return Sql.list(
                handle,
                row ->
                        new LivePages.File(
                                new BlobId(Bytes.of(row.getBytes(1))),
                                row.getString(2),
                                Instant.ofEpochMilli(row.getLong(3))),
                """
                SELECT file.blob, min(file.manifest), min(page.changed_at)
                FROM file JOIN page ON page.id = file.page
                WHERE page.state = 0 AND file.blob > ?
                GROUP BY file.blob ORDER BY file.blob LIMIT ?\
                """,
                after.toArray(),
                limit);
    }
}
