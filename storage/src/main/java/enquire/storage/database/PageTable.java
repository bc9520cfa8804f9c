package enquire.storage.database;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The tables {@code page}, {@code content}, {@code alias}, {@code text_alias} and {@code file}: a
 * page as it is.
 */
public final class PageTable {

    private static final String COLUMNS =
            "id, title, state, suffixed, heads, chars, changed_at, changed_by, sequence";

    static final String SELECT = "SELECT " + COLUMNS + " FROM page ";

    private PageTable() {}

    public static Optional<PageRow> row(Handle handle, PageId page) {
        return Sql.first(handle, PageTable::read, SELECT + "WHERE id = ?", id(page));
    }

    public static String text(Handle handle, PageId page) {
        return Sql.first(
                        handle,
                        row -> row.getBytes(1),
                        "SELECT text FROM content WHERE page = ?",
                        id(page))
                .map(Packing::unpackText)
                .orElse("");
    }

    public static Map<TitleKey, String> aliases(Handle handle, PageId page) {
        var aliases = new HashMap<TitleKey, String>();
        Sql.list(
                        handle,
                        row -> Map.entry(new TitleKey(row.getString(1)), row.getString(2)),
                        "SELECT key, title FROM alias WHERE page = ?",
                        id(page))
                .forEach(alias -> aliases.put(alias.getKey(), alias.getValue()));
        return aliases;
    }

    public static Map<BlobId, String> files(Handle handle, PageId page) {
        var files = new HashMap<BlobId, String>();
        Sql.list(
                        handle,
                        row -> Map.entry(new BlobId(Bytes.of(row.getBytes(1))), row.getString(2)),
                        "SELECT blob, manifest FROM file WHERE page = ?",
                        id(page))
                .forEach(file -> files.put(file.getKey(), file.getValue()));
        return files;
    }

    /** Live and deleted pages changed after {@code sequence}, ascending. */
    public static List<PageRow> changedAfter(Handle handle, long sequence, int limit) {
        return Sql.list(
                handle,
                PageTable::read,
                SELECT + "WHERE sequence > ? AND state <> 2 ORDER BY sequence LIMIT ?",
                sequence,
                limit);
    }

    /**
     * How many pages changed after this, or are among {@code others}; without those of which
     * nothing is accepted yet.
     */
    public static long countChanged(Handle handle, long sequence, Set<PageId> others) {
        long count =
                Sql.first(
                                handle,
                                row -> row.getLong(1),
                                "SELECT count(*) FROM page WHERE sequence > ? AND state <> 2",
                                sequence)
                        .orElse(0L);
        for (PageId page : others) {
            count +=
                    Sql.first(
                                    handle,
                                    row -> row.getLong(1),
                                    "SELECT count(*) FROM page WHERE id = ? AND sequence <= ?"
                                            + " AND state <> 2",
                                    id(page),
                                    sequence)
                            .orElse(0L);
        }
        return count;
    }

    public static List<PageId> all(Handle handle) {
        return Sql.list(handle, PageTable::readId, "SELECT id FROM page ORDER BY id");
    }

    public static Bytes digest(Handle handle, PageId page) {
        return Sql.first(
                        handle,
                        row -> Bytes.of(row.getBytes(1)),
                        "SELECT digest FROM page WHERE id = ?",
                        id(page))
                .orElse(Totals.NO_DIGEST);
    }

    /** Inserts or replaces; leaves {@code suffixed} to {@link TitleTable#settle}. */
    static void put(Handle handle, PageRow row, Bytes digest) {
        TitleKey key = row.title().key();
        Sql.execute(
                handle,
                """
                INSERT INTO page (id, title, title_key, last_segment, state, suffixed, heads,
                    chars, changed_at, changed_by, sequence, digest)
                VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET title = excluded.title,
                    title_key = excluded.title_key, last_segment = excluded.last_segment,
                    state = excluded.state, heads = excluded.heads, chars = excluded.chars,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by,
                    sequence = excluded.sequence, digest = excluded.digest\
                """,
                id(row.page()),
                row.title().value(),
                key.value(),
                key.lastSegment().value(),
                row.state().ordinal(),
                row.heads().toBytes().toArray(),
                row.chars(),
                row.changedAt().toEpochMilli(),
                row.changedBy().value().toArray(),
                row.sequence(),
                digest.toArray());
    }

    /** What typing changes at once; heads and sequence wait for the fold. */
    static void touch(Handle handle, PageRow row) {
        Sql.execute(
                handle,
                "UPDATE page SET state = ?, chars = ?, changed_at = ?, changed_by = ?"
                        + " WHERE id = ?",
                row.state().ordinal(),
                row.chars(),
                row.changedAt().toEpochMilli(),
                row.changedBy().value().toArray(),
                id(row.page()));
    }

    static void putText(Handle handle, PageId page, byte[] packed) {
        Sql.execute(
                handle,
                "INSERT INTO content (page, text) VALUES (?, ?)"
                        + " ON CONFLICT (page) DO UPDATE SET text = excluded.text",
                id(page),
                packed);
    }

    /** Writes what differs: a page can have thousands of each, and is written with each edit. */
    static void putAliases(Handle handle, PageId page, Map<TitleKey, String> aliases) {
        Map<String, String> before =
                strings(handle, page, "SELECT key, title FROM alias WHERE page = ?");
        aliases.forEach((key, title) -> {
            if (!title.equals(before.remove(key.value()))) {
                Sql.execute(
                        handle,
                        "INSERT OR REPLACE INTO alias (page, key, title) VALUES (?, ?, ?)",
                        id(page),
                        key.value(),
                        title);
            }
        });
        remove(handle, page, "DELETE FROM alias WHERE page = ? AND key = ?", before);
    }

    /** As {@link #putAliases}. */
    static void putTextAliases(Handle handle, PageId page, Set<TitleKey> keys) {
        Map<String, String> before =
                strings(handle, page, "SELECT key, key FROM text_alias WHERE page = ?");
        keys.forEach(key -> {
            if (before.remove(key.value()) == null) {
                Sql.execute(
                        handle,
                        "INSERT INTO text_alias (page, key) VALUES (?, ?)",
                        id(page),
                        key.value());
            }
        });
        remove(handle, page, "DELETE FROM text_alias WHERE page = ? AND key = ?", before);
    }

    private static void remove(Handle handle, PageId page, String sql, Map<String, String> rows) {
        rows.keySet().forEach(key -> Sql.execute(handle, sql, id(page), key));
    }

    private static Map<String, String> strings(Handle handle, PageId page, String sql) {
        var strings = new HashMap<String, String>();
        Sql.list(handle, row -> Map.entry(row.getString(1), row.getString(2)), sql, id(page))
                .forEach(row -> strings.put(row.getKey(), row.getValue()));
        return strings;
    }

    /** As {@link #putAliases}. */
    static void putFiles(Handle handle, PageId page, Map<BlobId, String> files) {
        var before = new HashMap<BlobId, String>();
        Sql.list(
                        handle,
                        row -> Map.entry(new BlobId(Bytes.of(row.getBytes(1))), row.getString(2)),
                        "SELECT blob, manifest FROM file WHERE page = ?",
                        id(page))
                .forEach(row -> before.put(row.getKey(), row.getValue()));
        files.forEach((blob, manifest) -> {
            if (!manifest.equals(before.remove(blob))) {
                putFile(handle, page, blob, manifest);
            }
        });
        before.keySet()
                .forEach(blob ->
                        Sql.execute(
                                handle,
                                "DELETE FROM file WHERE page = ? AND blob = ?",
                                id(page),
                                blob.value().toArray()));
    }

    private static void putFile(Handle handle, PageId page, BlobId blob, String manifest) {
        Sql.execute(
                handle,
                """
                INSERT OR REPLACE INTO file (page, blob, name, manifest) VALUES (?, ?,
                    CASE WHEN json_valid(?) THEN json_extract(?, '$.name') END,
                    ?)\
                """,
                id(page),
                blob.value().toArray(),
                manifest,
                manifest,
                manifest);
    }

    static byte[] id(PageId page) {
        return page.toBytes().toArray();
    }

    /** Of a row that begins with an id. */
    static PageId readId(ResultSet row) throws SQLException {
        return PageId.of(Bytes.of(row.getBytes(1)));
    }

    static PageRow read(ResultSet row) throws SQLException {
        return new PageRow(
                PageId.of(Bytes.of(row.getBytes(1))),
                new Title(row.getString(2)),
                PageRow.State.values()[row.getInt(3)],
                row.getInt(4) != 0,
                Heads.ofBytes(Bytes.of(row.getBytes(5))),
                row.getInt(6),
                Instant.ofEpochMilli(row.getLong(7)),
                new PeerId(Bytes.of(row.getBytes(8))),
                row.getLong(9));
    }
}
