package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.text.TextChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code journal}: the steps of the pages' lines, typed and foreign. */
public final class JournalTable {

    /** A row with its number, which is the journal position of a version. */
    public record Numbered(long id, JournalRow row) {}

    private static final String SELECT =
            "SELECT id, line, version, tab, number, author, at, base, folded, step FROM journal ";

    /**
     * Rows of each page that never expire: more than a tab can have sent without an answer. (A
     * guess.)
     */
    public static final int NEWEST_KEPT = 64;

    /** In the place of the id of a line that was forgotten. */
    private static final String ENDED = "";

    private JournalTable() {}

    /** Typing that is in no change yet, in order. */
    public static List<Numbered> pending(Handle handle, PageId page) {
        return select(handle, "WHERE page = ? AND folded = 0 ORDER BY id", PageTable.id(page));
    }

    public static List<PageId> pagesPending(Handle handle) {
        return Sql.list(
                handle, PageTable::readId, "SELECT DISTINCT page FROM journal WHERE folded = 0");
    }

    /** The newest steps of a page, the newest first. */
    public static List<Numbered> newest(Handle handle, PageId page, int limit) {
        return select(
                handle,
                "WHERE page = ? AND line <> ? ORDER BY id DESC LIMIT ?",
                PageTable.id(page),
                ENDED,
                limit);
    }

    /** The steps of a page's line after {@code version}, in order. */
    public static List<Numbered> since(Handle handle, PageId page, String line, long version) {
        return select(
                handle,
                "WHERE page = ? AND line = ? AND version > ? ORDER BY id",
                PageTable.id(page),
                line,
                version);
    }

    /** Typing from its base heads up to one row, in order; empty if there is no such row. */
    public static List<Numbered> upTo(Handle handle, PageId page, Heads base, long id) {
        List<Numbered> rows =
                select(
                        handle,
                        "WHERE page = ? AND base = ? AND id <= ? ORDER BY id",
                        PageTable.id(page),
                        base.toBytes().toArray(),
                        id);
        return rows.isEmpty() || rows.getLast().id() != id ? List.of() : rows;
    }

    /** The last update number that was accepted from a tab; 0 for none. */
    public static long lastNumber(Handle handle, PageId page, String tab) {
        return Sql.first(
                        handle,
                        row -> row.getLong(1),
                        "SELECT max(number) FROM journal WHERE page = ? AND tab = ?",
                        PageTable.id(page),
                        tab)
                .orElse(0L);
    }

    static long insert(Handle handle, PageId page, JournalRow row) {
        return Sql.first(
                        handle,
                        inserted -> inserted.getLong(1),
                        """
                        INSERT INTO journal (page, line, version, tab, number, author, at, base,
                            folded, step)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id\
                        """,
                        PageTable.id(page),
                        row.line(),
                        row.version(),
                        row.tab().orElse(null),
                        row.number(),
                        row.author().value().toArray(),
                        row.at().toEpochMilli(),
                        row.base().toBytes().toArray(),
                        row.folded() ? 1 : 0,
                        Packing.pack(row.step()))
                .orElseThrow();
    }

    /**
     * Forgets what was typed into a page and is in changes: its line ends. Which update of which
     * tab it was stays, so that none is taken twice.
     */
    static void forget(Handle handle, PageId page) {
        Sql.execute(
                handle,
                "UPDATE journal SET line = ?, base = x'', step = ? WHERE page = ? AND folded = 1",
                ENDED,
                Packing.pack(TextChange.unchanged(0)),
                PageTable.id(page));
    }

    /** Everything of this page that is in the table now. */
    static void markFolded(Handle handle, PageId page) {
        Sql.execute(
                handle,
                "UPDATE journal SET folded = 1 WHERE page = ? AND folded = 0",
                PageTable.id(page));
    }

    /**
     * Folded rows from before a moment, ascending. May look at the whole table.
     *
     * <p>None that follows a later one of its page: a clock that was set back must not make a hole
     * in a line, whose tabs would then be given the number of one text for another. And not the
     * newest of its page: a clock that is years ahead must not make the node forget what a tab
     * sends again, because it died before it could answer.
     *
     * @param after number of the row to go on behind
     */
    public static List<Long> expired(Handle handle, long after, Instant before, int limit) {
        return Sql.list(
                handle,
                row -> row.getLong(1),
                """
                SELECT id FROM journal AS old
                WHERE id > ? AND folded = 1 AND at < ?
                    AND NOT EXISTS (SELECT 1 FROM journal AS kept
                        WHERE kept.page = old.page AND kept.id < old.id AND kept.at >= ?)
                    AND id < (SELECT newer.id FROM journal AS newer
                        WHERE newer.page = old.page ORDER BY newer.id DESC LIMIT 1 OFFSET ?)
                ORDER BY id LIMIT ?\
                """,
                after,
                before.toEpochMilli(),
                before.toEpochMilli(),
                NEWEST_KEPT - 1,
                limit);
    }

    public static void remove(Handle handle, List<Long> ids) {
        ids.forEach(id -> Sql.execute(handle, "DELETE FROM journal WHERE id = ?", id));
    }

    private static List<Numbered> select(Handle handle, String where, Object... arguments) {
        return Sql.list(
                handle, row -> new Numbered(row.getLong(1), read(row)), SELECT + where, arguments);
    }

    private static JournalRow read(ResultSet row) throws SQLException {
        return new JournalRow(
                row.getString(2),
                row.getLong(3),
                Optional.ofNullable(row.getString(4)),
                row.getLong(5),
                new PeerId(Bytes.of(row.getBytes(6))),
                Instant.ofEpochMilli(row.getLong(7)),
                Heads.ofBytes(Bytes.of(row.getBytes(8))),
                row.getInt(9) != 0,
                Packing.unpackStep(row.getBytes(10)));
    }
}
