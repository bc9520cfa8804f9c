package enquire.storage.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the small constant statements that every save and every page read consist of, straight on
 * the connection of a handle. Jdbi's own statements take some 50 µs of processor time each to be
 * built and bound, ten times what SQLite needs to run them (measured), and a save waits for the
 * thread that runs them for everybody.
 */
final class Sql {

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What SQLite refused; the cause says why. */
    private static final class SqlFailedException extends JdbiException {
        private static final long serialVersionUID = 1;

        SqlFailedException(String sql, SQLException cause) {
            super(sql, cause);
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private Sql() {}

    /**
     * @return how many rows were changed
     */
    static int execute(Handle handle, String sql, @Nullable Object... arguments) {
        return run(handle, sql, arguments, PreparedStatement::executeUpdate);
    }

    static <T> List<T> list(Handle handle, Row<T> row, String sql, @Nullable Object... arguments) {
        return run(handle, sql, arguments, statement -> rows(statement, row));
    }

    /** The first row, if there is any; of a query that finds few. */
    static <T> Optional<T> first(
            Handle handle, Row<T> row, String sql, @Nullable Object... arguments) {
        return list(handle, row, sql, arguments).stream().findFirst();
    }

    private static <T> List<T> rows(PreparedStatement statement, Row<T> row) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        }
    }

    private static <T> T run(Handle handle, String sql, @Nullable Object[] arguments, Use<T> use) {
        var statements = (StatementCache) handle.getStatementBuilder();
        try {
            PreparedStatement statement = statements.take(handle.getConnection(), sql);
            try {
                for (int i = 0; i < arguments.length; i++) {
                    statement.setObject(i + 1, arguments[i]);
                }
                T result = use.of(statement);
                statements.giveBack(sql, statement);
                return result;
            } catch (SQLException | RuntimeException e) {
                // One that failed in the middle is not used again.
                close(statement, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new SqlFailedException(sql, e);
        }
    }

    private static void close(PreparedStatement statement, Exception why) {
        try {
            statement.close();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }
}
