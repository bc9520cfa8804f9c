package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.InvalidTitleException;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.storage.Carrying;
import enquire.storage.Carrying.Called;
import enquire.storage.Carrying.Told;
import enquire.storage.Records.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The tables {@code told}, {@code opened} and {@code listed}: of a wiki of which not every page is
 * here. A title counts while its page is not.
 */
public final class ToldTable {

    /** Pages of which something accepted is here, live or deleted, are not looked for in told. */
    private static final String ELSEWHERE =
            " AND NOT EXISTS (SELECT 1 FROM page WHERE page.id = told.page AND page.state <> 2)";

    private static final String EACH = "SELECT told.page, min(told.title) FROM told WHERE ";

    private ToldTable() {}

    /** An empty title takes back what this peer told of the page. */
    public static void tell(
            Handle handle, PeerId peer, Map<PageId, Optional<Called>> pages, int titlesMax) {
        int room = titlesMax - rows(handle, "told", peer);
        int roomForOthers = titlesMax - rows(handle, "told_other", peer);
        for (Map.Entry<PageId, Optional<Called>> each : pages.entrySet()) {
            roomForOthers += forget(handle, "told_other", peer, each.getKey());
            room += forget(handle, "told", peer, each.getKey());
            if (each.getValue().isPresent() && room-- > 0) {
                Called called = each.getValue().get();
                put(handle, peer, each.getKey(), called.title());
                for (Title other : called.others()) {
                    if (roomForOthers-- > 0) {
                        putOther(handle, peer, each.getKey(), other.key());
                    }
                }
            }
        }
    }

    private static int rows(Handle handle, String table, PeerId peer) {
        return Sql.first(
                        handle,
                        row -> row.getInt(1),
                        "SELECT count(*) FROM " + table + " WHERE peer = ?",
                        id(peer))
                .orElse(0);
    }

    /** Returns how many rows that were. */
    private static int forget(Handle handle, String table, PeerId peer, PageId page) {
        return Sql.execute(
                handle,
                "DELETE FROM " + table + " WHERE peer = ? AND page = ?",
                id(peer),
                PageTable.id(page));
    }

    private static void putOther(Handle handle, PeerId peer, PageId page, TitleKey key) {
        Sql.execute(
                handle,
                "INSERT INTO told_other (peer, page, title_key) VALUES (?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                id(peer),
                PageTable.id(page),
                key.value());
    }

    private static void put(Handle handle, PeerId peer, PageId page, Title title) {
        TitleKey key = title.key();
        Sql.execute(
                handle,
                """
                INSERT INTO told (peer, page, title, title_key, last_segment)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (peer, page) DO UPDATE SET title = excluded.title,
                    title_key = excluded.title_key, last_segment = excluded.last_segment\
                """,
                id(peer),
                PageTable.id(page),
                title.value(),
                key.value(),
                key.lastSegment().value());
    }

    /** Forgets what all others told, and how far they were. */
    public static void retain(Handle handle, Collection<PeerId> peers) {
        for (PeerId peer : tellers(handle)) {
            if (!peers.contains(peer)) {
                Sql.execute(handle, "DELETE FROM told WHERE peer = ?", id(peer));
                Sql.execute(handle, "DELETE FROM told_other WHERE peer = ?", id(peer));
                Sql.execute(handle, "DELETE FROM listed WHERE peer = ?", id(peer));
            }
        }
    }

    /** Those who have listed something. */
    public static List<PeerId> tellers(Handle handle) {
        return Sql.list(
                handle,
                row -> new PeerId(Bytes.of(row.getBytes(1))),
                "SELECT peer FROM listed UNION SELECT peer FROM told");
    }

    public static List<Told> byTitle(Handle handle, String after, int limit) {
        return Sql.list(
                handle,
                ToldTable::read,
                EACH
                        + "told.title_key > ?"
                        + ELSEWHERE
                        + " GROUP BY told.page ORDER BY min(told.title_key), told.page LIMIT ?",
                after,
                limit);
    }

    public static int count(Handle handle) {
        return Sql.first(
                        handle,
                        row -> row.getInt(1),
                        "SELECT count(DISTINCT told.page) FROM told WHERE 1 = 1" + ELSEWHERE)
                .orElse(0);
    }

    public static Optional<Told> page(Handle handle, PageId page) {
        return Sql.first(
                handle,
                ToldTable::read,
                EACH + "told.page = ?" + ELSEWHERE + " GROUP BY told.page",
                PageTable.id(page));
    }

    /** Of several pages, the one with the smallest id. */
    public static Optional<Told> titled(Handle handle, TitleKey key) {
        return Sql.first(
                handle,
                ToldTable::read,
                EACH + "told.title_key = ?" + ELSEWHERE + " GROUP BY told.page ORDER BY told.page",
                key.value());
    }

    /** The same by another title of theirs than the one they have. */
    public static Optional<Told> alsoTitled(Handle handle, TitleKey key) {
        return Sql.first(
                handle,
                ToldTable::read,
                "SELECT told.page, min(told.title) FROM told_other JOIN told"
                        + " ON told.peer = told_other.peer AND told.page = told_other.page"
                        + " WHERE told_other.title_key = ?"
                        + ELSEWHERE
                        + " GROUP BY told.page ORDER BY told.page",
                key.value());
    }

    /** As {@link Carrying#otherTitles}. */
    public static List<Title> otherTitles(Handle handle, PageId page, int limit) {
        return Sql.list(
                        handle,
                        row -> row.getString(1),
                        """
                        SELECT key FROM (
                            SELECT key, 0 AS place FROM alias WHERE page = ?1
                            UNION ALL SELECT key, 1 FROM text_alias WHERE page = ?1)
                        WHERE key <> (SELECT title_key FROM page WHERE id = ?1)
                        GROUP BY key ORDER BY min(place), key LIMIT ?2\
                        """,
                        PageTable.id(page),
                        limit)
                .stream()
                .flatMap(key -> title(key).stream())
                .toList();
    }

    /** What a text says it is also called may be no title. */
    private static Optional<Title> title(String key) {
        try {
            return Optional.of(new Title(key));
        } catch (InvalidTitleException e) {
            return Optional.empty();
        }
    }

    /** The only page whose title ends with this segment. */
    public static Optional<Told> segment(Handle handle, TitleKey segment) {
        List<Told> found =
                Sql.list(
                        handle,
                        ToldTable::read,
                        EACH + "told.last_segment = ?" + ELSEWHERE + " GROUP BY told.page LIMIT 2",
                        segment.value());
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Titles that hold this; those that begin so first. */
    public static List<Told> like(Handle handle, TitleKey part, int limit) {
        String pattern = part.value().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return Sql.list(
                handle,
                ToldTable::read,
                EACH
                        + "told.title_key LIKE ? ESCAPE '\\'"
                        + ELSEWHERE
                        + " GROUP BY told.page ORDER BY min(told.title_key) NOT LIKE ? ESCAPE '\\',"
                        + " min(told.title_key), told.page LIMIT ?",
                "%" + pattern + "%",
                pattern + "%",
                limit);
    }

    private static Told read(ResultSet row) throws SQLException {
        return new Told(PageId.of(Bytes.of(row.getBytes(1))), new Title(row.getString(2)));
    }

    // ---- pages that are kept

    public static boolean isOpened(Handle handle, PageId page) {
        return Sql.first(
                        handle,
                        row -> row.getInt(1),
                        "SELECT 1 FROM opened WHERE page = ?",
                        PageTable.id(page))
                .isPresent();
    }

    /**
     * From now on it is asked for, also of those who have listed it before.
     *
     * @param openedMax so many that are not here are kept
     */
    public static void open(Handle handle, PageId page, int openedMax) {
        makeRoom(handle, openedMax);
        Sql.execute(
                handle,
                "INSERT INTO opened (page) VALUES (?) ON CONFLICT DO NOTHING",
                PageTable.id(page));
        for (PeerId peer : tellers(handle)) {
            listed(handle, peer)
                    .filter(progress -> !progress.owed().contains(page))
                    .filter(progress -> progress.owed().size() < Carrying.TITLES_MAX)
                    .ifPresent(progress -> putListed(handle, peer, progress.owing(page)));
        }
    }

    /** What is here is kept without a row of this table. */
    private static void makeRoom(Handle handle, int openedMax) {
        if (opened(handle) >= openedMax) {
            Sql.execute(
                    handle,
                    "DELETE FROM opened WHERE EXISTS"
                            + " (SELECT 1 FROM page WHERE page.id = opened.page)");
            Sql.execute(
                    handle,
                    "DELETE FROM opened WHERE page IN (SELECT page FROM opened LIMIT ?)",
                    Math.max(0, opened(handle) - openedMax + 1));
        }
    }

    private static int opened(Handle handle) {
        return Sql.first(handle, row -> row.getInt(1), "SELECT count(*) FROM opened").orElse(0);
    }

    // ---- how far others have listed what they hold

    public static Optional<Progress> listed(Handle handle, PeerId peer) {
        return RecordTable.progress(handle, "listed", peer);
    }

    public static void putListed(Handle handle, PeerId peer, Progress progress) {
        RecordTable.putProgress(handle, "listed", peer, progress);
    }

    private static byte[] id(PeerId peer) {
        return peer.value().toArray();
    }
}
