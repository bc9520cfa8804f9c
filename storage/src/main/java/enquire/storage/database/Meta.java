package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.nio.ByteBuffer;
import org.jdbi.v3.core.Handle;

/** The table {@code meta}: single values about the whole store. */
public final class Meta {

    private static final String WIKI = "wiki";
    private static final String INDEX = "index";
    private static final String SEQUENCE = "sequence";
    private static final String FINGERPRINT = "fingerprint";

    private Meta() {}

    static void create(Handle handle, WikiId wiki, Bytes indexId) {
        put(handle, WIKI, wiki.value());
        put(handle, INDEX, indexId);
        totals(handle, Totals.NONE);
    }

    static WikiId wiki(Handle handle) {
        return new WikiId(get(handle, WIKI));
    }

    public static Bytes indexId(Handle handle) {
        return get(handle, INDEX);
    }

    /** From now on peers take this for a store of which they know nothing yet. */
    static void indexId(Handle handle, Bytes indexId) {
        put(handle, INDEX, indexId);
    }

    public static Totals totals(Handle handle) {
        long sequence = ByteBuffer.wrap(get(handle, SEQUENCE).toArray()).getLong();
        ByteBuffer fingerprint = ByteBuffer.wrap(get(handle, FINGERPRINT).toArray());
        long pages = fingerprint.getLong();
        byte[] sum = new byte[Totals.SUM_BYTES];
        fingerprint.get(sum);
        return new Totals(sequence, pages, Bytes.of(sum));
    }

    public static void totals(Handle handle, Totals totals) {
        put(handle, SEQUENCE, number(totals.sequence()));
        put(handle, FINGERPRINT, Bytes.concat(number(totals.pages()), totals.sum()));
    }

    private static Bytes number(long value) {
        return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private static Bytes get(Handle handle, String name) {
        return Sql.first(
                        handle,
                        row -> Bytes.of(row.getBytes(1)),
                        "SELECT value FROM meta WHERE name = ?",
                        name)
                .orElseThrow(() ->
                        new DamagedValueException("it does not say its “%s”".formatted(name)));
    }

    private static void put(Handle handle, String name, Bytes value) {
        Sql.execute(
                handle,
                "INSERT INTO meta (name, value) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value.toArray());
    }
}
