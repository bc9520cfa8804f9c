package enquire.storage.database;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finding pages by what they are called, and lists of them. All of it by index. */
public final class TitleTable {

    private TitleTable() {}

    /** The live page with the right to the plain title. */
    public static Optional<PageId> live(Handle handle, TitleKey key) {
        return first(
                handle,
                "SELECT id FROM page WHERE title_key = ? AND state = 0"
                        + " ORDER BY suffixed, id LIMIT 1",
                key.value());
    }

    public static Optional<PageId> deleted(Handle handle, TitleKey key) {
        return first(
                handle,
                "SELECT id FROM page WHERE title_key = ? AND state = 1"
                        + " ORDER BY changed_at DESC, id LIMIT 1",
                key.value());
    }

    /** Of several live pages that once had this title, the one with the smallest id. */
    public static Optional<PageId> alias(Handle handle, TitleKey key) {
        return first(
                handle,
                "SELECT page.id FROM alias JOIN page ON page.id = alias.page"
                        + " WHERE alias.key = ? AND page.state = 0 ORDER BY page.id LIMIT 1",
                key.value());
    }

    /** The only live page whose title ends with this segment. */
    public static Optional<PageId> segment(Handle handle, TitleKey segment) {
        List<PageId> found =
                ids(
                        handle,
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

    public static List<PageRow> recent(Handle handle, int offset, int limit) {
        return rows(
                handle,
                "WHERE state <> 2 ORDER BY changed_at DESC, id LIMIT ? OFFSET ?",
                limit,
                offset);
    }

    public static List<PageRow> deleted(Handle handle, int limit) {
        return rows(handle, "WHERE state = 1 ORDER BY changed_at DESC, id LIMIT ?", limit);
    }

    public static int count(Handle handle) {
        return handle.select("SELECT count(*) FROM page WHERE state = 0")
                .mapTo(Integer.class)
                .one();
    }

    public static Optional<BlobId> file(Handle handle, Optional<PageId> page, String name) {
        byte[] first = page.map(PageTable::id).orElseGet(() -> new byte[0]);
        return handle.select(
                        """
                        SELECT file.blob FROM file JOIN page ON page.id = file.page
                        WHERE file.name = ? COLLATE NOCASE AND page.state = 0
                        ORDER BY file.page = ? DESC, file.name = ? DESC, file.page, file.blob
                        LIMIT 1\
                        """,
                        name,
                        first,
                        name)
                .mapTo(byte[].class)
                .findOne()
                .map(bytes -> new BlobId(Bytes.of(bytes)));
    }

    public static Optional<String> manifest(Handle handle, BlobId blob) {
        return handle.select(
                        "SELECT file.manifest FROM file JOIN page ON page.id = file.page"
                                + " WHERE file.blob = ? AND page.state = 0"
                                + " ORDER BY file.page LIMIT 1",
                        blob.value().toArray())
                .mapTo(String.class)
                .findOne();
    }

    /** Attachments that live pages use, ascending, after {@code after}. */
    public static List<BlobId> files(Handle handle, Bytes after, int limit) {
        return handle.select(
                        "SELECT DISTINCT file.blob FROM file JOIN page ON page.id = file.page"
                                + " WHERE page.state = 0 AND file.blob > ?"
                                + " ORDER BY file.blob LIMIT ?",
                        after.toArray(),
                        limit)
                .mapTo(byte[].class)
                .map(bytes -> new BlobId(Bytes.of(bytes)))
                .list();
    }

    /**
     * Decides anew which of the live pages of a key shows its plain title: the one with the id that
     * everybody derives, then the smallest id.
     *
     * @return the pages whose shown title changed
     */
    static List<PageId> settle(Handle handle, WikiId wiki, TitleKey key) {
        PageId derived = PageId.derive(wiki, key);
        List<PageRow> rows =
                rows(handle, "WHERE title_key = ? AND state = 0 ORDER BY id", key.value());
        boolean hasDerived = rows.stream().anyMatch(row -> row.page().equals(derived));
        var changed = new ArrayList<PageId>();
        handle.execute(
                "UPDATE page SET suffixed = 0 WHERE title_key = ? AND state <> 0", key.value());
        for (int i = 0; i < rows.size(); i++) {
            PageRow row = rows.get(i);
            boolean plain = hasDerived ? row.page().equals(derived) : i == 0;
            if (row.suffixed() == plain) {
                handle.execute(
                        "UPDATE page SET suffixed = ? WHERE id = ?",
                        plain ? 0 : 1,
                        PageTable.id(row.page()));
                changed.add(row.page());
            }
        }
        return changed;
    }

    private static Optional<PageId> first(Handle handle, String sql, Object... arguments) {
        return ids(handle, sql, arguments).stream().findFirst();
    }

    private static List<PageId> ids(Handle handle, String sql, Object... arguments) {
        return handle.select(sql, arguments)
                .mapTo(byte[].class)
                .map(bytes -> PageId.of(Bytes.of(bytes)))
                .list();
    }

    private static List<PageRow> rows(Handle handle, String where, Object... arguments) {
        return handle.select("SELECT " + PageTable.COLUMNS + " FROM page " + where, arguments)
                .map((row, context) -> PageTable.read(row))
                .list();
    }
}
