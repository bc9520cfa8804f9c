package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code snapshot}: at most one for each page; all of it can be deleted at any time. */
public final class SnapshotTable {

    private SnapshotTable() {}

    public static Optional<Snapshot> snapshot(Handle handle, PageId page) {
        return handle.select("SELECT heads, bytes FROM snapshot WHERE page = ?", PageTable.id(page))
                .map((row, context) ->
                        new Snapshot(
                                Heads.ofBytes(Bytes.of(row.getBytes(1))),
                                Bytes.of(row.getBytes(2))))
                .findOne();
    }

    public static void put(Handle handle, PageId page, Snapshot snapshot) {
        handle.execute(
                "INSERT INTO snapshot (page, heads, bytes) VALUES (?, ?, ?)"
                        + " ON CONFLICT (page) DO UPDATE SET heads = excluded.heads,"
                        + " bytes = excluded.bytes",
                PageTable.id(page),
                snapshot.heads().toBytes().toArray(),
                snapshot.bytes().toArray());
    }

    static void remove(Handle handle, PageId page) {
        handle.execute("DELETE FROM snapshot WHERE page = ?", PageTable.id(page));
    }
}
