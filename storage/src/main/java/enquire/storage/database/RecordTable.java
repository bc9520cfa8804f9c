package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Records.Progress;
import enquire.storage.Records.Receipt;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** The tables {@code roster}, {@code progress}, {@code receipt} and {@code value}. */
public final class RecordTable {

    private RecordTable() {}

    public static List<Bytes> roster(Handle handle) {
        return handle.select("SELECT bytes FROM roster ORDER BY id")
                .mapTo(byte[].class)
                .map(Bytes::of)
                .list();
    }

    public static void addRoster(Handle handle, Collection<Bytes> records) {
        for (Bytes record : records) {
            handle.execute(
                    "INSERT INTO roster (hash, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    record.sha256().toArray(),
                    record.toArray());
        }
    }

    public static void removeRoster(Handle handle, Collection<Bytes> records) {
        for (Bytes record : records) {
            handle.execute("DELETE FROM roster WHERE hash = ?", record.sha256().toArray());
        }
    }

    public static Optional<Progress> progress(Handle handle, PeerId peer) {
        return progress(handle, "progress", peer);
    }

    /**
     * @param table with the columns of {@code progress}
     */
    static Optional<Progress> progress(Handle handle, String table, PeerId peer) {
        return handle.select(
                        "SELECT store, sequence, owed FROM " + table + " WHERE peer = ?",
                        peer.value().toArray())
                .map((row, context) ->
                        new Progress(
                                Bytes.of(row.getBytes(1)),
                                row.getLong(2),
                                pages(Bytes.of(row.getBytes(3)))))
                .findOne();
    }

    public static void putProgress(Handle handle, PeerId peer, Progress progress) {
        putProgress(handle, "progress", peer, progress);
    }

    static void putProgress(Handle handle, String table, PeerId peer, Progress progress) {
        handle.execute(
                "INSERT INTO "
                        + table
                        + """
                         (peer, store, sequence, owed) VALUES (?, ?, ?, ?)
                        ON CONFLICT (peer) DO UPDATE SET store = excluded.store,
                            sequence = excluded.sequence, owed = excluded.owed\
                        """,
                peer.value().toArray(),
                progress.index().toArray(),
                progress.sequence(),
                bytes(progress.owed()));
    }

    private static byte[] bytes(Set<PageId> pages) {
        return Bytes.concat(pages.stream().sorted().map(PageId::toBytes).toArray(Bytes[]::new))
                .toArray();
    }

    /** A map of the caller's own. */
    public static Map<PeerId, Receipt> receipts(Handle handle) {
        var receipts = new TreeMap<PeerId, Receipt>();
        handle.select("SELECT peer, store, sequence, lacking, whole FROM receipt")
                .map((row, context) ->
                        receipts.put(
                                new PeerId(Bytes.of(row.getBytes(1))),
                                new Receipt(
                                        Bytes.of(row.getBytes(2)),
                                        row.getLong(3),
                                        pages(Bytes.of(row.getBytes(4))),
                                        row.getInt(5) != 0)))
                .list();
        return receipts;
    }

    public static void putReceipt(Handle handle, PeerId peer, Receipt receipt) {
        handle.execute(
                """
                INSERT INTO receipt (peer, store, sequence, lacking, whole)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (peer) DO UPDATE SET store = excluded.store,
                    sequence = excluded.sequence, lacking = excluded.lacking,
                    whole = excluded.whole\
                """,
                peer.value().toArray(),
                receipt.index().toArray(),
                receipt.sequence(),
                bytes(receipt.lacking()),
                receipt.whole() ? 1 : 0);
    }

    /**
     * Notes that the peer confirmed everything up to a sequence, and which change was the newest.
     */
    public static void putConfirmed(Handle handle, PeerId peer, long sequence, long change) {
        handle.execute(
                "INSERT INTO confirmed (peer, sequence, change) VALUES (?, ?, ?)"
                        + " ON CONFLICT (peer) DO UPDATE SET sequence = excluded.sequence,"
                        + " change = excluded.change",
                peer.value().toArray(),
                sequence,
                change);
    }

    /** The number of the newest change of then, if that was at this sequence. */
    public static Optional<Long> confirmed(Handle handle, PeerId peer, long sequence) {
        return handle.select(
                        "SELECT change FROM confirmed WHERE peer = ? AND sequence = ?",
                        peer.value().toArray(),
                        sequence)
                .mapTo(Long.class)
                .findOne();
    }

    /** A range of the key; there are as many names as pages, and each page asks. */
    static final String VALUES = "SELECT name, bytes FROM value WHERE name >= ? AND name < ?";

    static final String NAMES = "SELECT name FROM value WHERE name >= ? AND name < ?";

    static final String VALUE = "SELECT bytes FROM value WHERE name = ?";

    public static Map<String, Bytes> values(Handle handle, String prefix) {
        var values = new TreeMap<String, Bytes>();
        handle.select(VALUES, prefix, behind(prefix))
                .map((row, context) -> values.put(row.getString(1), Bytes.of(row.getBytes(2))))
                .list();
        return values;
    }

    /** Of all values of which the name begins with this. */
    public static Set<String> names(Handle handle, String prefix) {
        return handle.select(NAMES, prefix, behind(prefix)).mapTo(String.class).set();
    }

    public static Optional<Bytes> value(Handle handle, String name) {
        return handle.select(VALUE, name).mapTo(byte[].class).map(Bytes::of).findOne();
    }

    /** What is behind all names that begin with it: they are in the order of code points. */
    private static Object behind(String prefix) {
        if (prefix.isEmpty()) {
            return new byte[0]; // SQLite has bytes behind all text.
        }
        int last = prefix.codePointBefore(prefix.length());
        String before = prefix.substring(0, prefix.length() - Character.charCount(last));
        if (last == Character.MAX_CODE_POINT) {
            return behind(before);
        }
        // Surrogates are no characters of their own.
        int next = last == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : last + 1;
        return before + Character.toString(next);
    }

    public static void putValues(Handle handle, Map<String, Optional<Bytes>> values) {
        values.forEach((name, bytes) -> {
            if (bytes.isPresent()) {
                handle.execute(
                        "INSERT INTO value (name, bytes) VALUES (?, ?)"
                                + " ON CONFLICT (name) DO UPDATE"
                                + " SET bytes = excluded.bytes",
                        name,
                        bytes.get().toArray());
            } else {
                handle.execute("DELETE FROM value WHERE name = ?", name);
            }
        });
    }

    private static Set<PageId> pages(Bytes bytes) {
        var pages = new TreeSet<PageId>();
        for (int at = 0; at + PageId.BYTES <= bytes.size(); at += PageId.BYTES) {
            pages.add(PageId.of(bytes.slice(at, at + PageId.BYTES)));
        }
        return pages;
    }
}
