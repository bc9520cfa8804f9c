package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Of the table {@code change}, what peers brought and no page ever took: it may be thrown away
 * again. What is own, was part of a page once, or is noted as a suspect is not among it.
 */
public final class DeliveredChanges {

    private static final String WHERE =
            """
             FROM change WHERE accepted = 0 AND deliverer IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM suspect
                WHERE suspect.page = change.page AND suspect.hash = change.hash)\
            """;

    /** So many at most are thrown away at a time: some 0.1 s of the disk's work. (A guess.) */
    private static final int AT_ONCE = 4_096;

    private static final String SELECT = "SELECT page, hash, deliverer" + WHERE;

    /** One of them. */
    public record Delivered(PageId page, ChangeHash hash, PeerId deliverer) {}

    private DeliveredChanges() {}

    /** Of one page, in the order they came. */
    public static List<Delivered> of(Handle handle, PageId page) {
        return Sql.list(
                handle,
                DeliveredChanges::read,
                SELECT + " AND page = ? ORDER BY id",
                PageTable.id(page));
    }

    /**
     * Of all pages, by one peer, the first that came.
     *
     * @param cost what is to be found of it, counted as in {@link #shares}
     */
    public static List<Delivered> by(
            Handle handle, PeerId deliverer, long cost, int overhead, int dependency) {
        return Sql.list(
                handle,
                DeliveredChanges::read,
                """
                SELECT page, hash, deliverer FROM (
                    SELECT page, hash, deliverer, id, sum(cost) OVER (ORDER BY id) - cost AS before
                    FROM (SELECT page, hash, deliverer, id, %s AS cost %s AND deliverer = ?))
                WHERE before < ? ORDER BY id LIMIT ?\
                """
                        .formatted(ChangeTable.COST, WHERE),
                overhead,
                ChangeHash.BYTES,
                dependency,
                deliverer.value().toArray(),
                cost,
                AT_ONCE);
    }

    /** Of all pages, those that came before this. */
    public static List<Delivered> before(Handle handle, Instant end) {
        return Sql.list(
                handle,
                DeliveredChanges::read,
                SELECT + " AND made_at < ? ORDER BY page, id",
                end.toEpochMilli());
    }

    /**
     * What each peer's cost in all pages.
     *
     * @param overhead bytes that each change counts for beside its own, inflated
     * @param dependency bytes that each of its dependencies counts for
     */
    public static Map<PeerId, Long> shares(Handle handle, int overhead, int dependency) {
        var shares = new HashMap<PeerId, Long>();
        Sql.list(
                handle,
                row -> shares.put(new PeerId(Bytes.of(row.getBytes(1))), row.getLong(2)),
                "SELECT deliverer, sum(" + ChangeTable.COST + ")" + WHERE + " GROUP BY deliverer",
                overhead,
                ChangeHash.BYTES,
                dependency);
        return shares;
    }

    private static Delivered read(ResultSet row) throws SQLException {
        return new Delivered(
                PageTable.readId(row),
                new ChangeHash(Bytes.of(row.getBytes(2))),
                new PeerId(Bytes.of(row.getBytes(3))));
    }
}
