package enquire.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/**
 * Whether what is on disk can be read, beside a node that runs or without one. Nothing is changed.
 * Thread-safe.
 */
public final class StorageCheck {

    /** What SQLite answers if nothing is wrong. */
    private static final String FINE = "ok";

    private static final String ACTING =
            "SELECT CASE count(*) WHEN 0 THEN 'ok' ELSE 'it holds a trigger or a view' END"
                    + " FROM sqlite_master WHERE type IN ('trigger', 'view')";

    private StorageCheck() {}

    /**
     * Reads all of a database but its indexes.
     *
     * @return what is wrong with it, first
     */
    public static Optional<String> database(Path file) {
        return check(file, "quick_check");
    }

    /**
     * The same, and its indexes, of a file that may come from anybody: one that would do something
     * by itself when it is used is as bad as a damaged one.
     */
    public static Optional<String> wholeDatabase(Path file) {
        return check(file, "integrity_check").or(() -> firstAnswer(file, ACTING));
    }

    private static Optional<String> check(Path file, String pragma) {
        return firstAnswer(file, "PRAGMA %s(1)".formatted(pragma));
    }

    /** Nothing, if it is that all is fine. */
    private static Optional<String> firstAnswer(Path file, String query) {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            String answer = rows.next() ? rows.getString(1) : "no answer";
            return answer.equals(FINE) ? Optional.empty() : Optional.of(answer);
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What keeps the library from being used in which pages are edited and merged. */
    public static Optional<String> nativeLibrary() {
        try {
            NativeLibrary.require();
            return Optional.empty();
        } catch (StorageException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Bytes that this user can still write to the disk of a folder; empty if nobody knows. */
    public static Optional<Long> freeBytes(Path folder) {
        try {
            return Optional.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
