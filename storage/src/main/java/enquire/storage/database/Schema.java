package enquire.storage.database;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.JDBC;

/**
 * The tables and how an older file is brought to them: step {@code n} takes a file of {@code
 * user_version} n - 1 to n. A step that was once released is never changed.
 */
final class Schema {

    private static final List<List<String>> STEPS =
            List.of(
                    List.of(
                            "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL)"
                                    + " WITHOUT ROWID",
                            """
                            CREATE TABLE page (
                                id BLOB PRIMARY KEY,
                                title TEXT NOT NULL,
                                title_key TEXT NOT NULL,
                                last_segment TEXT NOT NULL,
                                state INTEGER NOT NULL,
                                suffixed INTEGER NOT NULL,
                                heads BLOB NOT NULL,
                                chars INTEGER NOT NULL,
                                changed_at INTEGER NOT NULL,
                                changed_by BLOB NOT NULL,
                                sequence INTEGER NOT NULL,
                                digest BLOB NOT NULL
                            ) WITHOUT ROWID\
                            """,
                            "CREATE INDEX page_by_key ON page (title_key, state)",
                            "CREATE INDEX page_by_segment ON page (last_segment, state)",
                            "CREATE INDEX page_by_sequence ON page (sequence)",
                            "CREATE INDEX page_by_time ON page (changed_at)",
                            "CREATE TABLE content (page BLOB NOT NULL UNIQUE, text BLOB NOT NULL)",
                            """
                            CREATE TABLE alias (
                                page BLOB NOT NULL,
                                key TEXT NOT NULL,
                                title TEXT NOT NULL,
                                PRIMARY KEY (page, key)
                            ) WITHOUT ROWID\
                            """,
                            "CREATE INDEX alias_by_key ON alias (key)",
                            """
                            CREATE TABLE file (
                                page BLOB NOT NULL,
                                blob BLOB NOT NULL,
                                name TEXT,
                                manifest TEXT NOT NULL,
                                PRIMARY KEY (page, blob)
                            ) WITHOUT ROWID\
                            """,
                            "CREATE INDEX file_by_name ON file (name COLLATE NOCASE)",
                            "CREATE INDEX file_by_blob ON file (blob)",
                            """
                            CREATE TABLE change (
                                id INTEGER PRIMARY KEY,
                                page BLOB NOT NULL,
                                hash BLOB NOT NULL,
                                dependencies BLOB NOT NULL,
                                actor BLOB NOT NULL,
                                seq INTEGER NOT NULL,
                                accepted INTEGER NOT NULL,
                                unsigned INTEGER NOT NULL,
                                made_at INTEGER NOT NULL,
                                chunk BLOB NOT NULL,
                                UNIQUE (page, hash)
                            )\
                            """,
                            "CREATE INDEX change_unsigned ON change (page, actor, seq)"
                                    + " WHERE unsigned = 1",
                            """
                            CREATE TABLE statement (
                                id INTEGER PRIMARY KEY,
                                page BLOB NOT NULL,
                                hash BLOB NOT NULL,
                                vouched BLOB NOT NULL,
                                bytes BLOB NOT NULL,
                                UNIQUE (page, hash)
                            )\
                            """,
                            """
                            CREATE TABLE journal (
                                id INTEGER PRIMARY KEY AUTOINCREMENT,
                                page BLOB NOT NULL,
                                line TEXT NOT NULL,
                                version INTEGER NOT NULL,
                                tab TEXT,
                                number INTEGER NOT NULL,
                                author BLOB NOT NULL,
                                at INTEGER NOT NULL,
                                base BLOB NOT NULL,
                                folded INTEGER NOT NULL,
                                step BLOB NOT NULL
                            )\
                            """,
                            "CREATE INDEX journal_by_page ON journal (page, id)",
                            "CREATE INDEX journal_by_tab ON journal (page, tab, number)"
                                    + " WHERE tab IS NOT NULL",
                            "CREATE INDEX journal_pending ON journal (page, id)"
                                    + " WHERE folded = 0",
                            """
                            CREATE TABLE snapshot (
                                page BLOB NOT NULL UNIQUE,
                                heads BLOB NOT NULL,
                                bytes BLOB NOT NULL
                            )\
                            """,
                            "CREATE TABLE roster (id INTEGER PRIMARY KEY, hash BLOB NOT NULL"
                                    + " UNIQUE, bytes BLOB NOT NULL)",
                            """
                            CREATE TABLE progress (
                                peer BLOB PRIMARY KEY,
                                store BLOB NOT NULL,
                                sequence INTEGER NOT NULL,
                                owed BLOB NOT NULL
                            ) WITHOUT ROWID\
                            """,
                            """
                            CREATE TABLE receipt (
                                peer BLOB PRIMARY KEY,
                                store BLOB NOT NULL,
                                sequence INTEGER NOT NULL
                            ) WITHOUT ROWID\
                            """,
                            "CREATE TABLE value (name TEXT PRIMARY KEY, bytes BLOB NOT NULL)"
                                    + " WITHOUT ROWID"),
                    List.of(
                            """
                            CREATE TABLE text_alias (
                                page BLOB NOT NULL,
                                key TEXT NOT NULL,
                                PRIMARY KEY (page, key)
                            ) WITHOUT ROWID\
                            """,
                            "CREATE INDEX text_alias_by_key ON text_alias (key)"),
                    List.of(
                            """
                            CREATE TABLE suspect (
                                page BLOB NOT NULL,
                                hash BLOB NOT NULL,
                                state INTEGER NOT NULL,
                                since INTEGER NOT NULL,
                                why TEXT NOT NULL,
                                PRIMARY KEY (page, hash)
                            ) WITHOUT ROWID\
                            """),
                    // Few changes wait, and each page that is read asks whether any of it do.
                    List.of("CREATE INDEX change_waiting ON change (page) WHERE accepted = 0"),
                    // 0 for what came before: then its chunk is counted as it is.
                    List.of("ALTER TABLE change ADD COLUMN inflated INTEGER NOT NULL DEFAULT 0"),
                    // Any number of pages can have one title: who of them shows it is found by
                    // this index alone, without reading the others.
                    List.of(
                            "DROP INDEX page_by_key",
                            "CREATE INDEX page_by_title ON page (title_key, state, suffixed, id)"),
                    // What waits from before has none, and stays.
                    List.of("ALTER TABLE change ADD COLUMN deliverer BLOB"),
                    // Recent changes are read by time. What came before has the time it came.
                    List.of(
                            "ALTER TABLE change ADD COLUMN edited_at INTEGER NOT NULL DEFAULT 0",
                            "UPDATE change SET edited_at = made_at",
                            "CREATE INDEX change_by_edit ON change (edited_at, page, actor)"
                                    + " WHERE accepted = 1"),
                    // What was heard before does not say which pages the peer lacked, so nothing
                    // is concluded from it until the peer is heard again.
                    List.of(
                            "ALTER TABLE receipt ADD COLUMN lacking BLOB NOT NULL DEFAULT x''",
                            "ALTER TABLE receipt ADD COLUMN whole INTEGER NOT NULL DEFAULT 0"),
                    // A wiki of which not every page is here: titles that others told, pages that
                    // are kept, and how far others have listed what they hold.
                    List.of(
                            """
                            CREATE TABLE told (
                                peer BLOB NOT NULL,
                                page BLOB NOT NULL,
                                title TEXT NOT NULL,
                                title_key TEXT NOT NULL,
                                last_segment TEXT NOT NULL,
                                PRIMARY KEY (peer, page)
                            ) WITHOUT ROWID\
                            """,
                            "CREATE INDEX told_by_page ON told (page)",
                            "CREATE INDEX told_by_title ON told (title_key)",
                            "CREATE INDEX told_by_segment ON told (last_segment)",
                            "CREATE TABLE opened (page BLOB PRIMARY KEY) WITHOUT ROWID",
                            """
                            CREATE TABLE listed (
                                peer BLOB PRIMARY KEY,
                                store BLOB NOT NULL,
                                sequence INTEGER NOT NULL,
                                owed BLOB NOT NULL
                            ) WITHOUT ROWID\
                            """),
                    List.of(
                            """
                            CREATE TABLE suggested (
                                page BLOB NOT NULL,
                                hash BLOB NOT NULL,
                                author BLOB NOT NULL,
                                at INTEGER NOT NULL,
                                since INTEGER NOT NULL,
                                statement BLOB NOT NULL,
                                chunk BLOB NOT NULL,
                                PRIMARY KEY (page, hash)
                            )\
                            """),
                    // By which other titles links find a page that only others hold.
                    List.of(
                            """
                            CREATE TABLE told_other (
                                peer BLOB NOT NULL,
                                page BLOB NOT NULL,
                                title_key TEXT NOT NULL,
                                PRIMARY KEY (peer, page, title_key)
                            ) WITHOUT ROWID\
                            """,
                            "CREATE INDEX told_other_by_title ON told_other (title_key)"),
                    // Which versions those hold who keep part of a wiki, and pages that are here
                    // because too few computers have them.
                    List.of(
                            """
                            CREATE TABLE elsewhere (
                                peer BLOB NOT NULL,
                                page BLOB NOT NULL,
                                heads BLOB NOT NULL,
                                PRIMARY KEY (peer, page)
                            ) WITHOUT ROWID\
                            """,
                            "CREATE INDEX elsewhere_by_page ON elsewhere (page)",
                            "CREATE TABLE taken (page BLOB PRIMARY KEY) WITHOUT ROWID"),
                    // Which change was the newest when a peer had confirmed everything.
                    List.of(
                            """
                            CREATE TABLE confirmed (
                                peer BLOB PRIMARY KEY,
                                sequence INTEGER NOT NULL,
                                change INTEGER NOT NULL
                            ) WITHOUT ROWID\
                            """),
                    // Of what is in a page already nobody noted when it entered.
                    List.of(
                            "ALTER TABLE change ADD COLUMN entered_at INTEGER NOT NULL DEFAULT 0",
                            "UPDATE change SET entered_at = made_at WHERE accepted = 1"));

    /** What {@code PRAGMA user_version} says of a file that this program writes. */
    static final int VERSION = STEPS.size();

    /** What each version of the tables looks like, once it was asked for. */
    private static final Map<Integer, Set<String>> KNOWN = new ConcurrentHashMap<>();

    private Schema() {}

    static int version(Handle handle) {
        return handle.select("PRAGMA user_version").mapTo(Integer.class).one();
    }

    /**
     * Whether the file holds what the first {@code version} steps make. The number alone does not
     * say that: builds before the first release changed tables and kept the number, and other
     * programs number their files, too. Only looks.
     */
    static boolean isKnown(Handle handle, int version) {
        Set<String> found = definitions(handle);
        return version == 0
                ? found.isEmpty()
                : found.containsAll(KNOWN.computeIfAbsent(version, Schema::definitionsOf));
    }

    /** Inside the caller's transaction. */
    static void migrate(Handle handle, int from) {
        apply(handle, from, VERSION);
        handle.execute("PRAGMA user_version = " + VERSION);
    }

    static void apply(Handle handle, int from, int to) {
        for (List<String> step : STEPS.subList(from, to)) {
            step.forEach(handle::execute);
        }
    }

    /** Made in memory and read back, since a later step may alter what an earlier one made. */
    private static Set<String> definitionsOf(int version) {
        Jdbi memory =
                Jdbi.create(() -> JDBC.createConnection("jdbc:sqlite::memory:", new Properties()));
        try (Handle handle = memory.open()) {
            apply(handle, 0, version);
            return definitions(handle);
        }
    }

    /** As SQLite keeps them; what it makes for its own use has none. */
    private static Set<String> definitions(Handle handle) {
        return handle
                .select("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
                .mapTo(String.class)
                .stream()
                .collect(Collectors.toSet());
    }
}
