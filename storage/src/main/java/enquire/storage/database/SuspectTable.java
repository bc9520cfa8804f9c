package enquire.storage.database;

import enquire.editor.page.Bytes;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * The table {@code suspect}: changes of others that the native library was about to be given. A row
 * goes in the transaction that lets the change enter its page; what is found here at a start may
 * have ended the process.
 */
public final class SuspectTable {

    /** What is known of a change. The numbers are stored. */
    public enum State {
        /** This run of the program is trying it. */
        ON_TRIAL,
        /** An earlier run was trying it when it ended. */
        LEFT_OVER,
        /** The native library gives up over it, or a page could not go on with it. */
        HELD_BACK
    }

    /**
     * @param since when it was noted
     * @param why it is held back, as a sentence; empty for the others
     */
    public record Row(PageId page, ChangeHash hash, State state, Instant since, String why) {}

    private SuspectTable() {}

    /** Those of a page that must not come near the native library now. */
    public static Set<ChangeHash> kept(Handle handle, PageId page) {
        return new TreeSet<>(
                Sql.list(
                        handle,
                        row -> new ChangeHash(Bytes.of(row.getBytes(1))),
                        "SELECT hash FROM suspect WHERE page = ? AND state <> ?",
                        PageTable.id(page),
                        State.ON_TRIAL.ordinal()));
    }

    /** All in one state, by page. */
    public static List<Row> rows(Handle handle, State state) {
        return Sql.list(
                handle,
                row ->
                        new Row(
                                PageTable.readId(row),
                                new ChangeHash(Bytes.of(row.getBytes(2))),
                                state,
                                Instant.ofEpochMilli(row.getLong(3)),
                                row.getString(4)),
                "SELECT page, hash, since, why FROM suspect WHERE state = ? ORDER BY page, hash",
                state.ordinal());
    }

    static void note(Handle handle, PageId page, Collection<ChangeHash> hashes, Instant since) {
        for (ChangeHash hash : hashes) {
            Sql.execute(
                    handle,
                    "INSERT INTO suspect (page, hash, state, since, why) VALUES (?, ?, ?, ?, '')"
                            + " ON CONFLICT DO NOTHING",
                    PageTable.id(page),
                    hash.value().toArray(),
                    State.ON_TRIAL.ordinal(),
                    since.toEpochMilli());
        }
    }

    /**
     * At a start: what was on trial when the last run ended, and what was held back for a reason
     * that may be gone.
     *
     * @param passing how the sentences of such reasons begin
     */
    public static void leaveOver(Handle handle, String passing) {
        Sql.execute(
                handle,
                "UPDATE suspect SET state = ?, why = '' WHERE state = ? AND substr(why, 1, ?) = ?",
                State.LEFT_OVER.ordinal(),
                State.HELD_BACK.ordinal(),
                passing.length(),
                passing);
        Sql.execute(
                handle,
                "UPDATE suspect SET state = ? WHERE state = ?",
                State.LEFT_OVER.ordinal(),
                State.ON_TRIAL.ordinal());
    }

    /** Also one that was not noted: what is held back must never be tried again. */
    public static void holdBack(
            Handle handle, PageId page, ChangeHash hash, Instant since, String why) {
        Sql.execute(
                handle,
                "INSERT INTO suspect (page, hash, state, since, why) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO UPDATE SET state = excluded.state, why = excluded.why",
                PageTable.id(page),
                hash.value().toArray(),
                State.HELD_BACK.ordinal(),
                since.toEpochMilli(),
                why);
    }

    /** They are nothing special any more. */
    public static void release(Handle handle, PageId page, Collection<ChangeHash> hashes) {
        for (ChangeHash hash : hashes) {
            Sql.execute(
                    handle,
                    "DELETE FROM suspect WHERE page = ? AND hash = ?",
                    PageTable.id(page),
                    hash.value().toArray());
        }
    }
}
