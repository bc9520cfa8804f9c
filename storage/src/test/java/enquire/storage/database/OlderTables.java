package enquire.storage.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Brings what stands in a database of a wiki into a file as an older build wrote it. */
public final class OlderTables {

    /** What this build writes; each number from 1 on is one that a build has written. */
    public static final int NEWEST = Schema.VERSION;

    private OlderTables() {}

    /**
     * @param file closed, and replaced
     * @param version of the tables
     */
    public static void takeBack(Path file, int version) throws Exception {
        Path older = file.resolveSibling("older.db");
        try (Handle handle = Jdbi.create("jdbc:sqlite:" + older).open()) {
            Schema.apply(handle, 0, version);
            handle.execute("ATTACH ? AS newer", file.toString());
            for (String table :
                    strings(handle, "SELECT name FROM main.sqlite_master WHERE type = 'table'")) {
                if (!table.startsWith("sqlite_")) {
                    String columns =
                            String.join(
                                    ", ",
                                    strings(
                                            handle,
                                            "SELECT name FROM pragma_table_info('" + table + "')"));
                    handle.execute(
                            "INSERT INTO main.%1$s (%2$s) SELECT %2$s FROM newer.%1$s"
                                    .formatted(table, columns));
                }
            }
            handle.execute("DETACH newer");
            handle.execute("PRAGMA user_version = " + version);
        }
        for (String beside : List.of("-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + beside));
        }
        Files.move(older, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> strings(Handle handle, String query) {
        return handle.select(query).mapTo(String.class).list();
    }
}
