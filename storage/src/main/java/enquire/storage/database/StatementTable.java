package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.storage.Statement;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code statement}: signed statements about changes; their bytes are opaque here. */
public final class StatementTable {

    private StatementTable() {}

    /** In the order they came. */
    public static List<Statement> statements(Handle handle, PageId page) {
        return Sql.list(
                handle,
                row ->
                        new Statement(
                                Bytes.of(row.getBytes(1)),
                                Heads.ofBytes(Bytes.of(row.getBytes(2))).hashes()),
                "SELECT bytes, vouched FROM statement WHERE page = ? ORDER BY id",
                PageTable.id(page));
    }

    /** Ascending. */
    static List<Bytes> ids(Handle handle, PageId page) {
        return Sql.list(
                handle,
                row -> Bytes.of(row.getBytes(1)),
                "SELECT hash FROM statement WHERE page = ? ORDER BY hash",
                PageTable.id(page));
    }

    /** Those that are there already stay as they are. */
    static void insert(Handle handle, PageId page, Collection<Statement> statements) {
        for (Statement statement : statements) {
            Sql.execute(
                    handle,
                    "INSERT INTO statement (page, hash, vouched, bytes) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    PageTable.id(page),
                    statement.id().toArray(),
                    Heads.of(statement.vouched()).toBytes().toArray(),
                    statement.bytes().toArray());
        }
    }

    static void remove(Handle handle, PageId page, Collection<Bytes> ids) {
        for (Bytes id : ids) {
            Sql.execute(
                    handle,
                    "DELETE FROM statement WHERE page = ? AND hash = ?",
                    PageTable.id(page),
                    id.toArray());
        }
    }
}
