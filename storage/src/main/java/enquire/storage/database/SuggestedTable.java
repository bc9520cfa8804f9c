package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.MalformedChangeException;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Statement;
import enquire.storage.SuggestedEdit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code suggested}: edits of readers that wait for a writer (decision 0037). */
public final class SuggestedTable {

    /**
     * What there is of one, without its bytes.
     *
     * @param bytes that it takes, change and statement
     */
    public record Row(
            PageId page, ChangeHash hash, PeerId author, Instant at, Instant since, long bytes) {

        public SuggestedEdit.Named name() {
            return new SuggestedEdit.Named(page, hash);
        }
    }

    private SuggestedTable() {}

    /** All, those that came first first. */
    public static List<Row> rows(Handle handle) {
        return Sql.list(
                handle,
                row ->
                        new Row(
                                PageTable.readId(row),
                                new ChangeHash(Bytes.of(row.getBytes(2))),
                                new PeerId(Bytes.of(row.getBytes(3))),
                                Instant.ofEpochMilli(row.getLong(4)),
                                Instant.ofEpochMilli(row.getLong(5)),
                                row.getLong(6)),
                "SELECT page, hash, author, at, since, length(chunk) + length(statement)"
                        + " FROM suggested ORDER BY since, hash");
    }

    public static Optional<SuggestedEdit> edit(Handle handle, PageId page, ChangeHash hash) {
        return Sql.first(
                handle,
                row ->
                        new SuggestedEdit(
                                page,
                                change(Bytes.of(row.getBytes(1))),
                                new Statement(Bytes.of(row.getBytes(2)), List.of(hash)),
                                Instant.ofEpochMilli(row.getLong(3))),
                "SELECT chunk, statement, at FROM suggested WHERE page = ? AND hash = ?",
                PageTable.id(page),
                hash.value().toArray());
    }

    /** All changes that are suggested for a page. */
    public static List<Change> changes(Handle handle, PageId page) {
        return Sql.list(
                handle,
                row -> change(Bytes.of(row.getBytes(1))),
                "SELECT chunk FROM suggested WHERE page = ? ORDER BY since, hash",
                PageTable.id(page));
    }

    /** What is left of a change takes its place. */
    public static void blank(Handle handle, PageId page, Change left) {
        Sql.execute(
                handle,
                "UPDATE suggested SET chunk = ? WHERE page = ? AND hash = ?",
                left.chunk().toArray(),
                PageTable.id(page),
                left.hash().value().toArray());
    }

    private static Change change(Bytes chunk) {
        try {
            return Change.parse(chunk);
        } catch (MalformedChangeException e) {
            throw new DamagedValueException(e); // It was one when it was stored.
        }
    }

    public static void put(Handle handle, SuggestedEdit edit, Instant since) {
        Sql.execute(
                handle,
                "INSERT INTO suggested (page, hash, author, at, since, statement, chunk)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                PageTable.id(edit.page()),
                edit.id().value().toArray(),
                edit.author().value().toArray(),
                edit.at().toEpochMilli(),
                since.toEpochMilli(),
                edit.statement().bytes().toArray(),
                edit.change().chunk().toArray());
    }

    public static void remove(Handle handle, PageId page, ChangeHash hash) {
        Sql.execute(
                handle,
                "DELETE FROM suggested WHERE page = ? AND hash = ?",
                PageTable.id(page),
                hash.value().toArray());
    }
}
