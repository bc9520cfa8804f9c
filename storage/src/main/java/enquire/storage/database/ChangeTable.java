package enquire.storage.database;

import static java.util.stream.Collectors.toMap;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.Heads;
import enquire.editor.page.MalformedChangeException;
import enquire.editor.page.PageId;
import enquire.editor.page.Replay;
import enquire.storage.Exchange;
import enquire.storage.Past;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The table {@code change}: raw changes, which are the truth, and whether they are accepted. */
public final class ChangeTable {

    private static final String NODE =
            "SELECT hash, dependencies, actor, seq, accepted, max(inflated, length(chunk)) FROM"
                    + " change ";

    /**
     * What a change costs: inflated, with bytes beside its own, and for each dependency of so many
     * bytes.
     */
    static final String COST = "max(inflated, length(chunk)) + ? + length(dependencies) / ? * ?";

    private ChangeTable() {}

    /** Everything that is held of a page, in the order it came. */
    public static List<ChangeNode> nodes(Handle handle, PageId page) {
        return Sql.list(
                handle,
                ChangeTable::readNode,
                NODE + "WHERE page = ? ORDER BY id",
                PageTable.id(page));
    }

    public static Optional<ChangeNode> node(Handle handle, PageId page, ChangeHash hash) {
        return Sql.first(
                handle,
                ChangeTable::readNode,
                NODE + "WHERE page = ? AND hash = ?",
                PageTable.id(page),
                hash.value().toArray());
    }

    private static ChangeNode readNode(ResultSet row) throws SQLException {
        return new ChangeNode(
                new ChangeHash(Bytes.of(row.getBytes(1))),
                Heads.ofBytes(Bytes.of(row.getBytes(2))).hashes(),
                new ActorId(Bytes.of(row.getBytes(3))),
                row.getLong(4),
                row.getInt(5) != 0,
                row.getInt(6));
    }

    /** All changes of a page that are accepted, or all that are not, in the order they came. */
    public static List<Change> changes(Handle handle, PageId page, boolean accepted) {
        return Sql.list(
                handle,
                row -> parse(row.getBytes(1)),
                "SELECT chunk FROM change WHERE page = ? AND accepted = ? ORDER BY id",
                PageTable.id(page),
                accepted ? 1 : 0);
    }

    /**
     * The changes of a page that are accepted and not among {@code known}, in any order, each with
     * when it was made or taken in, by this node's clock.
     *
     * @return empty if not all of {@code known} is accepted
     */
    public static Optional<List<Past.Dated>> acceptedSince(
            Handle handle, PageId page, Replay known) {
        if (known.size() == 0) {
            return Optional.of(
                    Sql.list(
                            handle,
                            ChangeTable::readDated,
                            "SELECT chunk, made_at FROM change WHERE page = ? AND accepted = 1"
                                    + " ORDER BY id",
                            PageTable.id(page)));
        }
        // Whatever a change builds on is accepted with it, so the last ones stand for all.
        List<ChangeHash> last = known.heads().hashes();
        if (!last.stream().allMatch(hash -> accepts(handle, page, hash))) {
            return Optional.empty();
        }
        Heads now = PageTable.row(handle, page).map(PageRow::heads).orElse(Heads.NONE);
        if (now.equals(known.heads())) {
            return Optional.of(List.of());
        }
        var more = new ArrayList<Past.Dated>();
        var met = new HashSet<ChangeHash>(List.of(Genesis.HASH));
        var wanted = new ArrayDeque<>(now.hashes());
        while (!wanted.isEmpty()) {
            ChangeHash hash = wanted.poll();
            if (known.place(hash).isEmpty() && met.add(hash)) {
                Past.Dated change = dated(handle, page, hash);
                more.add(change);
                wanted.addAll(change.change().dependencies());
            }
        }
        return Optional.of(more);
    }

    private static Past.Dated dated(Handle handle, PageId page, ChangeHash hash) {
        return Sql.first(
                        handle,
                        ChangeTable::readDated,
                        "SELECT chunk, made_at FROM change WHERE page = ? AND hash = ?",
                        PageTable.id(page),
                        hash.value().toArray())
                .orElseThrow(() -> new DamagedValueException("a change of a page is missing"));
    }

    private static Past.Dated readDated(ResultSet row) throws SQLException {
        return new Past.Dated(parse(row.getBytes(1)), Instant.ofEpochMilli(row.getLong(2)));
    }

    public static Optional<Change> change(Handle handle, PageId page, ChangeHash hash) {
        return Sql.first(
                handle,
                row -> parse(row.getBytes(1)),
                "SELECT chunk FROM change WHERE page = ? AND hash = ?",
                PageTable.id(page),
                hash.value().toArray());
    }

    /**
     * Whether some of this page was written by several at the same time: a change follows two, or
     * nothing follows all of them.
     */
    public static boolean writtenApart(Handle handle, PageId page) {
        return Sql.first(
                        handle,
                        row -> true,
                        "SELECT 1 FROM page WHERE id = ? AND length(heads) > ?"
                                + " UNION ALL SELECT 1 FROM change WHERE page = ? AND accepted = 1"
                                + " AND length(dependencies) > ? LIMIT 1",
                        PageTable.id(page),
                        ChangeHash.BYTES,
                        PageTable.id(page),
                        ChangeHash.BYTES)
                .isPresent();
    }

    /** Pages of which two changes of one actor and number are held. */
    public static List<PageId> forked(Handle handle) {
        return Sql.list(
                handle,
                PageTable::readId,
                """
                SELECT DISTINCT page FROM change AS waiting WHERE accepted = 0 AND EXISTS (
                    SELECT 1 FROM change AS other WHERE other.page = waiting.page
                        AND other.actor = waiting.actor AND other.seq = waiting.seq
                        AND other.hash <> waiting.hash)
                ORDER BY page\
                """);
    }

    /**
     * What waits to be accepted, in all pages.
     *
     * @param overhead bytes that each change counts for beside its own, inflated
     * @param dependency bytes that each of its dependencies counts for
     */
    public static long waitingBytes(Handle handle, int overhead, int dependency) {
        return handle.select(
                        "SELECT coalesce(sum(" + COST + "), 0) FROM change WHERE accepted = 0",
                        overhead,
                        ChangeHash.BYTES,
                        dependency)
                .mapTo(Long.class)
                .one();
    }

    /** Whether this change is part of the page, not only kept until it may enter. */
    public static boolean accepts(Handle handle, PageId page, ChangeHash hash) {
        return any(
                handle,
                "SELECT 1 FROM change WHERE page = ? AND hash = ? AND accepted = 1",
                page,
                hash);
    }

    public static boolean holds(Handle handle, PageId page, ChangeHash hash) {
        return any(handle, "SELECT 1 FROM change WHERE page = ? AND hash = ?", page, hash);
    }

    private static boolean any(Handle handle, String sql, PageId page, ChangeHash hash) {
        return Sql.first(handle, row -> true, sql, PageTable.id(page), hash.value().toArray())
                .isPresent();
    }

    /** Own changes that no own revision covers, by page, actor and seq. */
    public static List<Exchange.Unsigned> unsigned(
            Handle handle, Optional<PageId> page, int limit) {
        String select = "SELECT page, actor, seq, hash, made_at FROM change WHERE unsigned = 1 ";
        String order = "ORDER BY page, actor, seq LIMIT ?";
        return page.isPresent()
                ? Sql.list(
                        handle,
                        ChangeTable::readUnsigned,
                        select + "AND page = ? " + order,
                        PageTable.id(page.get()),
                        limit)
                : Sql.list(handle, ChangeTable::readUnsigned, select + order, limit);
    }

    private static Exchange.Unsigned readUnsigned(ResultSet row) throws SQLException {
        return new Exchange.Unsigned(
                PageTable.readId(row),
                new ActorId(Bytes.of(row.getBytes(2))),
                row.getLong(3),
                new ChangeHash(Bytes.of(row.getBytes(4))),
                Instant.ofEpochMilli(row.getLong(5)));
    }

    static void insert(Handle handle, PageId page, ChangeRow row) {
        Change change = row.change();
        Sql.execute(
                handle,
                """
                INSERT INTO change (page, hash, dependencies, actor, seq, accepted, unsigned,
                    made_at, edited_at, entered_at, chunk, inflated, deliverer)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                PageTable.id(page),
                change.hash().value().toArray(),
                Heads.of(change.dependencies()).toBytes().toArray(),
                change.actor().value().toArray(),
                change.seq(),
                row.accepted() ? 1 : 0,
                row.unsigned() ? 1 : 0,
                row.madeAt().toEpochMilli(),
                row.editedAt().toEpochMilli(),
                row.accepted() ? row.madeAt().toEpochMilli() : 0,
                row.packed(),
                change.inflatedBytes(),
                row.deliverer().map(peer -> peer.value().toArray()).orElse(null));
    }

    /** What is left of a change takes its place. */
    static void replace(Handle handle, PageId page, Change left) {
        Sql.execute(
                handle,
                "UPDATE change SET chunk = ?, inflated = ? WHERE page = ? AND hash = ?",
                Packing.pack(left.chunk()),
                left.inflatedBytes(),
                PageTable.id(page),
                left.hash().value().toArray());
    }

    static void remove(Handle handle, PageId page, Collection<ChangeHash> hashes) {
        for (ChangeHash hash : hashes) {
            Sql.execute(
                    handle,
                    "DELETE FROM change WHERE page = ? AND hash = ?",
                    PageTable.id(page),
                    hash.value().toArray());
        }
    }

    static void accept(
            Handle handle, PageId page, Collection<ChangeHash> hashes, Instant enteredAt) {
        for (ChangeHash hash : hashes) {
            Sql.execute(
                    handle,
                    // What was part of the page once is nobody's delivery any more.
                    "UPDATE change SET accepted = 1, entered_at = ?, deliverer = NULL"
                            + " WHERE page = ? AND hash = ?",
                    enteredAt.toEpochMilli(),
                    PageTable.id(page),
                    hash.value().toArray());
        }
    }

    static void reject(Handle handle, PageId page, Collection<ChangeHash> hashes) {
        for (ChangeHash hash : hashes) {
            Sql.execute(
                    handle,
                    "UPDATE change SET accepted = 0, entered_at = 0, deliverer = NULL"
                            + " WHERE page = ? AND hash = ?",
                    PageTable.id(page),
                    hash.value().toArray());
        }
    }

    /** What became part of a page at some time or later, by this node's clock. */
    public static Set<ChangeHash> enteredSince(Handle handle, PageId page, Instant since) {
        return Set.copyOf(
                Sql.list(
                        handle,
                        row -> new ChangeHash(Bytes.of(row.getBytes(1))),
                        "SELECT hash FROM change WHERE page = ? AND accepted = 1 AND entered_at >= ?",
                        PageTable.id(page),
                        since.toEpochMilli()));
    }

    /** What such changes take here, packed, in bytes, by page: those that have one. */
    public static Map<PageId, Long> enteredBytes(Handle handle, Instant since) {
        return Sql.list(
                        handle,
                        row -> Map.entry(PageTable.readId(row), row.getLong(2)),
                        "SELECT page, sum(length(chunk)) FROM change WHERE accepted = 1"
                                + " AND entered_at >= ? GROUP BY page",
                        since.toEpochMilli())
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Own changes of the same actor up to the one that is vouched for are covered now. Not by
     * whoever used this node's key for another change of the same number: of two such one is in the
     * page at most.
     */
    static void cover(Handle handle, PageId page, ChangeHash vouched) {
        byte[] id = PageTable.id(page);
        byte[] hash = vouched.value().toArray();
        Sql.execute(
                handle,
                """
                UPDATE change SET unsigned = 0
                WHERE unsigned = 1 AND page = ?
                    AND actor = (SELECT actor FROM change WHERE page = ? AND hash = ?)
                    AND seq <= (SELECT seq FROM change WHERE page = ? AND hash = ?)
                    AND accepted = (SELECT accepted FROM change WHERE page = ? AND hash = ?)\
                """,
                id,
                id,
                hash,
                id,
                hash,
                id,
                hash);
    }

    private static Change parse(byte[] packed) {
        try {
            return Change.parse(Packing.unpackBytes(packed));
        } catch (MalformedChangeException e) {
            throw new DamagedValueException(e);
        }
    }
}
