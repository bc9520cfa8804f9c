package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Authorship;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What the tables {@code change}, {@code journal} and {@code page} say about who wrote what. */
public final class AuthorTable {

    private static final String EDITS =
            "SELECT page, substr(actor, 1, 32), edited_at, id FROM change ";

    private AuthorTable() {}

    /** Of accepted changes and of the newest edit, each once; ascending by key. */
    public static List<PeerId> authors(Handle handle, PageId page) {
        return Sql.list(
                handle,
                row -> new PeerId(Bytes.of(row.getBytes(1))),
                """
                SELECT substr(actor, 1, 32) FROM change WHERE page = ? AND accepted = 1
                UNION SELECT changed_by FROM page WHERE id = ?\
                """,
                PageTable.id(page),
                PageTable.id(page));
    }

    /** Of accepted changes behind the one of a number, each once. */
    public static List<PeerId> authorsSince(Handle handle, PageId page, long after) {
        return Sql.list(
                handle,
                row -> new PeerId(Bytes.of(row.getBytes(1))),
                "SELECT DISTINCT substr(actor, 1, 32) FROM change"
                        + " WHERE page = ? AND id > ? AND accepted = 1",
                PageTable.id(page),
                after);
    }

    /** Whether anything accepted, or typing that is in no change yet, is by this author. */
    public static boolean wrote(Handle handle, PeerId author) {
        // The index by edits has the actor, so no change is read.
        return Sql.first(
                        handle,
                        row -> row.getInt(1),
                        """
                        SELECT 1 FROM journal WHERE folded = 0 AND author = ?
                        UNION ALL
                        SELECT 1 FROM change INDEXED BY change_by_edit
                            WHERE accepted = 1 AND substr(actor, 1, 32) = ?
                        LIMIT 1\
                        """,
                        author.value().toArray(),
                        author.value().toArray())
                .isPresent();
    }

    /** Accepted changes of all pages before a place, the newest first. */
    public static List<Authorship.Edit> edits(Handle handle, Authorship.Place before, int limit) {
        return Sql.list(
                handle,
                AuthorTable::read,
                EDITS
                        + "WHERE accepted = 1 AND (edited_at, id) < (?, ?)"
                        + " ORDER BY edited_at DESC, id DESC LIMIT ?",
                before.atMillis(),
                before.number(),
                limit);
    }

    /**
     * The same, of changes of others that came after the one of a number: they are few, and found
     * by their numbers, not by time.
     */
    public static List<Authorship.Edit> editsOfOthers(
            Handle handle, long after, PeerId self, Authorship.Place before, int limit) {
        return Sql.list(
                handle,
                AuthorTable::read,
                EDITS
                        + "WHERE id > ? AND accepted = 1 AND substr(actor, 1, 32) <> ?"
                        + " AND (+edited_at, +id) < (?, ?)"
                        + " ORDER BY +edited_at DESC, +id DESC LIMIT ?",
                after,
                self.value().toArray(),
                before.atMillis(),
                before.number(),
                limit);
    }

    /**
     * Accepted changes of one author behind the one of a number, by page, in the order they came.
     */
    public static List<Authorship.Edit> editsOf(
            Handle handle, long after, PeerId author, int limit) {
        return Sql.list(
                handle,
                AuthorTable::read,
                EDITS
                        + "WHERE id > ? AND accepted = 1 AND substr(actor, 1, 32) = ?"
                        + " ORDER BY page, +id LIMIT ?",
                after,
                author.value().toArray(),
                limit);
    }

    /** Pages with accepted changes of others among those numbered up to {@code to}. */
    public static List<PageId> pagesOfOthers(Handle handle, long after, long to, PeerId self) {
        return Sql.list(
                handle,
                PageTable::readId,
                "SELECT DISTINCT page FROM change WHERE id > ? AND id <= ? AND accepted = 1"
                        + " AND substr(actor, 1, 32) <> ?",
                after,
                to,
                self.value().toArray());
    }

    /** Typing that is in no change yet: the newest of each page and author. */
    public static List<Authorship.Edit> typing(Handle handle) {
        return Sql.list(
                handle,
                row ->
                        new Authorship.Edit(
                                PageTable.readId(row),
                                new PeerId(Bytes.of(row.getBytes(2))),
                                new Authorship.Place(row.getLong(3), Long.MAX_VALUE)),
                "SELECT page, author, max(at) FROM journal WHERE folded = 0 GROUP BY page, author"
                        + " ORDER BY max(at) DESC");
    }

    /** The number of the newest change; 0 if there is none. */
    public static long last(Handle handle) {
        return Sql.first(handle, row -> row.getLong(1), "SELECT max(id) FROM change").orElse(0L);
    }

    private static Authorship.Edit read(ResultSet row) throws SQLException {
        return new Authorship.Edit(
                PageTable.readId(row),
                new PeerId(Bytes.of(row.getBytes(2))),
                new Authorship.Place(row.getLong(3), row.getLong(4)));
    }
}
