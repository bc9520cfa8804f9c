package enquire.storage.database;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.storage.Carrying.Few;
import enquire.storage.Carrying.Told;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The tables {@code elsewhere} and {@code taken}: which versions of pages those hold who keep part
 * of a wiki, as they listed them, and which pages are here because too few computers have them.
 */
public final class ElsewhereTable {

    /** Pages that are not here, not even deleted. */
    private static final String NOT_HERE =
            " AND NOT EXISTS (SELECT 1 FROM page WHERE page.id = told.page AND page.state <> 2)";

    private ElsewhereTable() {}

    /**
     * @param pagesMax so many are kept of a peer
     */
    public static void list(Handle handle, PeerId peer, Map<PageId, Heads> pages, int pagesMax) {
        int room =
                pagesMax
                        - Sql.first(
                                        handle,
                                        row -> row.getInt(1),
                                        "SELECT count(*) FROM elsewhere WHERE peer = ?",
                                        id(peer))
                                .orElse(0);
        for (Map.Entry<PageId, Heads> each : pages.entrySet()) {
            room +=
                    Sql.execute(
                            handle,
                            "DELETE FROM elsewhere WHERE peer = ? AND page = ?",
                            id(peer),
                            PageTable.id(each.getKey()));
            if (!each.getValue().isEmpty() && room-- > 0) {
                Sql.execute(
                        handle,
                        "INSERT INTO elsewhere (peer, page, heads) VALUES (?, ?, ?)",
                        id(peer),
                        PageTable.id(each.getKey()),
                        each.getValue().toBytes().toArray());
            }
        }
    }

    public static void forget(Handle handle, PeerId peer) {
        Sql.execute(handle, "DELETE FROM elsewhere WHERE peer = ?", id(peer));
    }

    public static List<PeerId> listers(Handle handle) {
        return Sql.list(
                handle,
                row -> new PeerId(Bytes.of(row.getBytes(1))),
                "SELECT DISTINCT peer FROM elsewhere");
    }

    /** Who listed the very version that is here. */
    public static Set<PeerId> holders(Handle handle, PageId page) {
        return Set.copyOf(
                Sql.list(
                        handle,
                        row -> new PeerId(Bytes.of(row.getBytes(1))),
                        "SELECT elsewhere.peer FROM elsewhere JOIN page"
                                + " ON page.id = elsewhere.page AND page.heads = elsewhere.heads"
                                + " WHERE elsewhere.page = ?",
                        PageTable.id(page)));
    }

    /** The same of all pages; those that nobody listed are not in it. */
    public static Map<PageId, Set<PeerId>> holders(Handle handle) {
        var holders = new HashMap<PageId, Set<PeerId>>();
        Sql.list(
                        handle,
                        row ->
                                Map.entry(
                                        PageTable.readId(row),
                                        new PeerId(Bytes.of(row.getBytes(2)))),
                        "SELECT elsewhere.page, elsewhere.peer FROM elsewhere JOIN page"
                                + " ON page.id = elsewhere.page AND page.heads = elsewhere.heads")
                .forEach(each ->
                        holders.computeIfAbsent(each.getKey(), first -> new HashSet<>())
                                .add(each.getValue()));
        return holders;
    }

    // ---- pages that are not here, or are for the sake of their copies

    /**
     * Pages that fewer than so many told of.
     *
     * @param unasked only those that are not asked for already
     */
    public static List<Few> few(Handle handle, int computers, boolean unasked, int limit) {
        String opened = " AND NOT EXISTS (SELECT 1 FROM opened WHERE opened.page = told.page)";
        return Sql.list(
                handle,
                row ->
                        new Few(
                                new Told(PageTable.readId(row), new Title(row.getString(2))),
                                peers(row.getString(3))),
                "SELECT told.page, min(told.title), group_concat(hex(told.peer)) FROM told"
                        + " WHERE 1 = 1"
                        + NOT_HERE
                        + (unasked ? opened : "")
                        + " GROUP BY told.page HAVING count(*) < ? ORDER BY count(*), told.page"
                        + " LIMIT ?",
                computers,
                limit);
    }

    /** Ids in hexadecimal with commas between them. */
    private static Set<PeerId> peers(String ids) {
        return Arrays.stream(ids.split(","))
                .map(id -> new PeerId(Bytes.ofHex(id.toLowerCase(Locale.ROOT))))
                .collect(Collectors.toUnmodifiableSet());
    }

    public static void take(Handle handle, PageId page) {
        Sql.execute(
                handle,
                "INSERT INTO taken (page) VALUES (?) ON CONFLICT DO NOTHING",
                PageTable.id(page));
    }

    /** What the changes of taken pages take, in bytes. */
    public static long takenBytes(Handle handle) {
        return Sql.first(
                        handle,
                        row -> row.getLong(1),
                        "SELECT coalesce(sum(length(chunk)), 0) FROM taken JOIN change"
                                + " ON change.page = taken.page")
                .orElse(0L);
    }

    /** Files that no page uses but taken ones. */
    public static List<BlobId> takenFiles(Handle handle) {
        return Sql.list(
                handle,
                row -> new BlobId(Bytes.of(row.getBytes(1))),
                """
                SELECT DISTINCT file.blob FROM taken JOIN file ON file.page = taken.page
                WHERE NOT EXISTS (SELECT 1 FROM file AS other WHERE other.blob = file.blob
                    AND NOT EXISTS (SELECT 1 FROM taken WHERE taken.page = other.page))\
                """);
    }

    /** Whether a page uses it that is here for its own sake. */
    public static boolean isWanted(Handle handle, BlobId blob) {
        return Sql.first(
                        handle,
                        row -> row.getInt(1),
                        """
                        SELECT 1 FROM file JOIN page ON page.id = file.page
                        WHERE file.blob = ? AND page.state = 0
                            AND NOT EXISTS (SELECT 1 FROM taken WHERE taken.page = file.page)
                        LIMIT 1\
                        """,
                        blob.value().toArray())
                .isPresent();
    }

    private static byte[] id(PeerId peer) {
        return peer.value().toArray();
    }
}
