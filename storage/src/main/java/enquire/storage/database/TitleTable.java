package enquire.storage.database;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import enquire.storage.Attachments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Finding pages by what they are called, and lists of them. By index, unless it says otherwise. */
public final class TitleTable {

    private TitleTable() {}

    /** The live page with the right to the plain title. */
    public static Optional<PageId> live(Handle handle, TitleKey key) {
        return titled(handle, key, "state = 0 ORDER BY suffixed, id");
    }

    public static Optional<PageId> deleted(Handle handle, TitleKey key) {
        return titled(handle, key, "state = 1 ORDER BY changed_at DESC, id");
    }

    private static Optional<PageId> titled(Handle handle, TitleKey key, String which) {
        return Sql.first(
                handle,
                PageTable::readId,
                "SELECT id FROM page WHERE title_key = ? AND " + which + " LIMIT 1",
                key.value());
    }

    /**
     * Of several live pages that once had this title, or whose front matter names it as an alias,
     * the one with the smallest id.
     */
    public static Optional<PageId> alias(Handle handle, TitleKey key) {
        return Sql.first(
                handle,
                PageTable::readId,
                """
                SELECT id FROM page WHERE state = 0 AND id IN (
                    SELECT page FROM alias WHERE key = ?
                    UNION SELECT page FROM text_alias WHERE key = ?)
                ORDER BY id LIMIT 1\
                """,
                key.value(),
                key.value());
    }

    /** All pages that ever had this title or were given it as another name, deleted ones too. */
    public static List<PageId> everCalled(Handle handle, TitleKey key) {
        return Sql.list(
                handle,
                PageTable::readId,
                """
                SELECT id FROM page WHERE title_key = ? OR id IN (
                    SELECT page FROM alias WHERE key = ?)
                ORDER BY id\
                """,
                key.value(),
                key.value());
    }

    /** The only live page whose title ends with this segment. */
    public static Optional<PageId> segment(Handle handle, TitleKey segment) {
        List<PageId> found =
                Sql.list(
                        handle,
                        PageTable::readId,
                        "SELECT id FROM page WHERE last_segment = ? AND state = 0 LIMIT 2",
                        segment.value());
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Live pages with this title key; the one with the right to the plain title comes first. */
    public static List<PageRow> sharing(Handle handle, TitleKey key) {
        return rows(handle, "WHERE title_key = ? AND state = 0 ORDER BY suffixed, id", key.value());
    }

    /**
     * Live pages by title key, after {@code after}. Pages that share a key are never torn apart, so
     * there can be a few more than {@code limit}.
     */
    public static List<PageRow> byTitle(Handle handle, String after, int limit) {
        var rows =
                new ArrayList<>(
                        rows(
                                handle,
                                "WHERE title_key > ? AND state = 0 ORDER BY title_key, suffixed,"
                                        + " id LIMIT ?",
                                after,
                                limit));
        if (rows.size() == limit && limit > 0) {
            TitleKey last = rows.getLast().title().key();
            rows.removeIf(row -> row.title().key().equals(last));
            rows.addAll(sharing(handle, last));
        }
        return rows;
    }

    public static List<PageRow> recent(Handle handle, Instant since, int offset, int limit) {
        return rows(
                handle,
                "WHERE state <> 2 AND changed_at > ? ORDER BY changed_at DESC, id LIMIT ? OFFSET ?",
                millis(since),
                limit,
                offset);
    }

    /** Looks at every row: this list is asked for seldom, and sizes change with each key. */
    public static List<PageRow> largest(Handle handle, int offset, int limit) {
        return rows(
                handle, "WHERE state = 0 ORDER BY chars DESC, id LIMIT ? OFFSET ?", limit, offset);
    }

    public static List<PageRow> deleted(Handle handle, int offset, int limit) {
        return rows(
                handle,
                "WHERE state = 1 ORDER BY changed_at DESC, id LIMIT ? OFFSET ?",
                limit,
                offset);
    }

    /** As far as the table's numbers reach: an instant may lie far outside of them. */
    private static long millis(Instant at) {
        try {
            return at.toEpochMilli();
        } catch (ArithmeticException tooFar) {
            return at.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    public static int count(Handle handle) {
        return Sql.first(handle, row -> row.getInt(1), "SELECT count(*) FROM page WHERE state = 0")
                .orElseThrow();
    }

    public static Optional<BlobId> file(Handle handle, Optional<PageId> page, String name) {
        byte[] first = page.map(PageTable::id).orElseGet(() -> new byte[0]);
        return Sql.first(
                handle,
                TitleTable::readBlob,
                """
                SELECT file.blob FROM file JOIN page ON page.id = file.page
                WHERE file.name = ? COLLATE NOCASE AND page.state = 0
                ORDER BY file.page = ? DESC, file.name = ? DESC, file.page, file.blob
                LIMIT 1\
                """,
                name,
                first,
                name);
    }

    public static Optional<String> manifest(Handle handle, BlobId blob) {
        return Sql.first(
                handle,
                row -> row.getString(1),
                "SELECT file.manifest FROM file JOIN page ON page.id = file.page"
                        + " WHERE file.blob = ? AND page.state = 0 ORDER BY file.page LIMIT 1",
                blob.value().toArray());
    }

    /** What live pages say of it, each once. */
    public static List<String> manifests(Handle handle, BlobId blob, int limit) {
        return Sql.list(
                handle,
                row -> row.getString(1),
                "SELECT DISTINCT file.manifest FROM file JOIN page ON page.id = file.page"
                        + " WHERE file.blob = ? AND page.state = 0 LIMIT ?",
                blob.value().toArray(),
                limit);
    }

    /** Files of live pages whose name holds this, each once; names that begin so first. */
    public static List<Attachments.Found> filesLike(Handle handle, String part, int limit) {
        String pattern = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return Sql.list(
                handle,
                row -> new Attachments.Found(readBlob(row), row.getString(2)),
                """
                SELECT file.blob, min(file.manifest) FROM file JOIN page ON page.id = file.page
                WHERE page.state = 0 AND file.name LIKE ? ESCAPE '\\'
                GROUP BY file.blob
                ORDER BY min(file.name) NOT LIKE ? ESCAPE '\\',
                    min(file.name) COLLATE NOCASE, file.blob
                LIMIT ?\
                """,
                "%" + pattern + "%",
                pattern + "%",
                limit);
    }

    /** Attachments that live pages use, ascending, after {@code after}. */
    public static List<BlobId> files(Handle handle, Bytes after, int limit) {
        return Sql.list(
                handle,
                TitleTable::readBlob,
                "SELECT DISTINCT file.blob FROM file JOIN page ON page.id = file.page"
                        + " WHERE page.state = 0 AND file.blob > ? ORDER BY file.blob LIMIT ?",
                after.toArray(),
                limit);
    }

    /** Live pages that use an attachment, by title. */
    public static List<PageId> pagesWith(Handle handle, BlobId blob, int limit) {
        return Sql.list(
                handle,
                PageTable::readId,
                "SELECT page.id AS id FROM file JOIN page ON page.id = file.page"
                        + " WHERE file.blob = ? AND page.state = 0"
                        + " ORDER BY page.title_key, page.id LIMIT ?",
                blob.value().toArray(),
                limit);
    }

    /** Attachments that one live page uses. */
    public static List<BlobId> filesOf(Handle handle, PageId page) {
        return Sql.list(
                handle,
                TitleTable::readBlob,
                "SELECT file.blob FROM file JOIN page ON page.id = file.page"
                        + " WHERE page.state = 0 AND file.page = ?",
                PageTable.id(page));
    }

    private static BlobId readBlob(ResultSet row) throws SQLException {
        return new BlobId(Bytes.of(row.getBytes(1)));
    }

    /**
     * Decides anew which of the live pages of a key shows its plain title: the one with the id that
     * everybody derives, then the smallest id. Reads only those whose shown title changes, by
     * index: it runs on the thread that saves everything, and any number of pages can have one
     * title.
     *
     * @return the pages whose shown title changed
     */
    static List<PageId> settle(Handle handle, WikiId wiki, TitleKey key) {
        Optional<PageId> plain =
                liveWithId(handle, PageId.derive(wiki, key), key)
                        .or(() -> smallestLive(handle, key));
        var shown = new ArrayList<PageId>();
        plain.filter(page -> isSuffixed(handle, page)).ifPresent(shown::add);
        shown.addAll(
                Sql.list(
                        handle,
                        PageTable::readId,
                        "SELECT id FROM page WHERE title_key = ? AND state IN (1, 2) AND suffixed = 1",
                        key.value()));
        List<PageId> suffixed =
                Sql.list(
                                handle,
                                PageTable::readId,
                                "SELECT id FROM page WHERE title_key = ? AND state = 0 AND suffixed = 0",
                                key.value())
                        .stream()
                        .filter(page -> !plain.equals(Optional.of(page)))
                        .toList();
        shown.forEach(page -> suffix(handle, page, false));
        suffixed.forEach(page -> suffix(handle, page, true));
        var changed = new ArrayList<>(shown);
        changed.addAll(suffixed);
        return changed;
    }

    private static Optional<PageId> liveWithId(Handle handle, PageId page, TitleKey key) {
        return Sql.first(
                handle,
                PageTable::readId,
                "SELECT id FROM page WHERE id = ? AND title_key = ? AND state = 0",
                PageTable.id(page),
                key.value());
    }

    /** The first of each half of the index: one query for both would read them all. */
    private static Optional<PageId> smallestLive(Handle handle, TitleKey key) {
        String first =
                "SELECT id FROM page WHERE title_key = ? AND state = 0 AND suffixed = ?"
                        + " ORDER BY id LIMIT 1";
        return Stream.of(0, 1)
                .flatMap(suffixed ->
                        Sql.first(handle, PageTable::readId, first, key.value(), suffixed).stream())
                .min(Comparator.naturalOrder());
    }

    private static boolean isSuffixed(Handle handle, PageId page) {
        return Sql.first(
                        handle,
                        row -> row.getInt(1) != 0,
                        "SELECT suffixed FROM page WHERE id = ?",
                        PageTable.id(page))
                .orElse(false);
    }

    private static void suffix(Handle handle, PageId page, boolean suffixed) {
        Sql.execute(
                handle,
                "UPDATE page SET suffixed = ? WHERE id = ?",
                suffixed ? 1 : 0,
                PageTable.id(page));
    }

    private static List<PageRow> rows(Handle handle, String where, Object... arguments) {
        return Sql.list(handle, PageTable::read, PageTable.SELECT + where, arguments);
    }
}
