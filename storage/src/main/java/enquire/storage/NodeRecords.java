package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.storage.database.DatabaseErrors;
import enquire.storage.database.DatabaseSnapshot;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Small named values of a node that belong to no wiki: its name, addresses of peers. One SQLite
 * file. Every write is durable when it returns. Thread-safe.
 */
public final class NodeRecords implements AutoCloseable {

    /** The last code point sorts behind every name that begins with a prefix. */
    private static final String BEHIND_EVERYTHING = "\uDBFF\uDFFF";

    /** As SQLite keeps it in its own table of tables. */
    private static final String TABLE =
            "CREATE TABLE value (name TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID";

    /** What {@code PRAGMA user_version} says; 0 in files that were made before it was written. */
    private static final int VERSION = 1;

    private final Path file;
    private final Connection connection;

    private NodeRecords(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /**
     * @param file made if missing; its folder must be there
     * @throws StorageException if it cannot be written, is damaged, or is of a newer program or of
     *     one whose tables are not known; then nothing in it was changed
     */
    public static NodeRecords open(Path file) {
        DatabaseErrors.requireWritable(file);
        Connection connection = null;
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                boolean fresh = isFresh(file, statement);
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                if (fresh) {
                    statement.execute(TABLE);
                    statement.execute("PRAGMA user_version = " + VERSION);
                }
            }
            return new NodeRecords(file, connection);
        } catch (SQLException e) {
            var failure = failure(file, e);
            closeAfter(failure, connection);
            throw failure;
        } catch (StorageException e) {
            closeAfter(e, connection);
            throw e;
        }
    }

    /** Only looks, so that a file of another program stays as it is. */
    private static boolean isFresh(Path file, Statement statement) throws SQLException {
        int version;
        try (ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            version = rows.next() ? rows.getInt(1) : 0;
        }
        var tables = new ArrayList<String>();
        try (ResultSet rows =
                statement.executeQuery("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        boolean fresh = version == 0 && tables.isEmpty();
        if (version > VERSION || !fresh && !tables.contains(TABLE)) {
            throw new StorageException(
                    ("%s was written by another Enquire, with tables that this one does not know."
                                    + " Nothing was changed. Start the one that wrote it, or choose"
                                    + " another data folder with --data.")
                            .formatted(file));
        }
        return fresh;
    }

    public synchronized Optional<Bytes> value(String name) {
        return Optional.ofNullable(values(name).get(name));
    }

    /** All values whose name begins with {@code prefix}, by name. */
    public synchronized Map<String, Bytes> values(String prefix) {
        String query = "SELECT name, content FROM value WHERE name >= ? AND name < ? ORDER BY name";
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, prefix);
            select.setString(2, prefix + BEHIND_EVERYTHING);
            var values = new LinkedHashMap<String, Bytes>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    values.put(rows.getString(1), Bytes.of(rows.getBytes(2)));
                }
            }
            return values;
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /** Stores, or with an empty value removes; all or nothing. */
    public synchronized void values(Map<String, Optional<Bytes>> values) {
        try {
            connection.setAutoCommit(false);
            try {
                for (var value : values.entrySet()) {
                    write(value.getKey(), value.getValue());
                }
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    /**
     * Copies all of it as it is now; not flushed to the disk.
     *
     * @param target a file that is not there yet
     * @throws StorageException if the disk does not take it
     */
    public synchronized void copyTo(Path target) {
        try {
            DatabaseSnapshot.copy(connection, file, target);
        } catch (SQLException e) {
            throw DatabaseSnapshot.failure(file, target, e);
        }
    }

    /** What SQLite says about itself: nothing but asking shows whether it waits for the disk. */
    synchronized String pragma(String name) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
            return rows.getString(1);
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private void write(String name, Optional<Bytes> content) throws SQLException {
        String command =
                content.isPresent()
                        ? "INSERT OR REPLACE INTO value (name, content) VALUES (?, ?)"
                        : "DELETE FROM value WHERE name = ?";
        try (PreparedStatement statement = connection.prepareStatement(command)) {
            statement.setString(1, name);
            if (content.isPresent()) {
                statement.setBytes(2, content.get().toArray());
            }
            statement.executeUpdate();
        }
    }

    private static StorageException failure(Path file, SQLException cause) {
        if (DatabaseErrors.isFull(cause)) {
            return new StorageException(
                    ("The disk is full, so %s cannot be opened or changed. What is saved is safe."
                                    + " Make room there (a few megabytes) and try again.")
                            .formatted(file),
                    cause);
        }
        return new StorageException(
                ("The node's settings in %s cannot be read or written (%s). Pages are not affected."
                                + " If the file is damaged, move it away: names and addresses of"
                                + " peers are learnt again.")
                        .formatted(file, cause.getMessage()),
                cause);
    }

    private static void closeAfter(StorageException failure, @Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
