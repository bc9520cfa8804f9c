package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that another build of Enquire, or another program, wrote. */
class OtherTablesTest {

    @TempDir Path folder;
    private Person alice;

    @BeforeEach
    void fill() {
        alice = new Person("Alice", folder, 1);
        alice.create("Minutes", "Present: Alice.\n");
        alice.close();
    }

    @Test
    void aNewerDatabaseIsRefusedAndKept() throws Exception {
        assertRefusedAndKept("PRAGMA user_version = 99", "newer Enquire");
    }

    @Test
    void aDatabaseOfTheSameNumberWithOtherTablesIsRefusedAndKept() throws Exception {
        assertRefusedAndKept("ALTER TABLE journal RENAME COLUMN step TO steps", "other tables");
    }

    @Test
    void aDatabaseWithTablesAndNoNumberIsRefusedAndKept() throws Exception {
        assertRefusedAndKept("PRAGMA user_version = 0", "other tables");
    }

    /** A file that is not in write-ahead mode yet must not be brought into it either. */
    @Test
    void aDatabaseOfAnotherProgramIsRefusedAndKept() throws Exception {
        Files.delete(database());
        assertRefusedAndKept("CREATE TABLE recipe (title TEXT)", "other tables");
    }

    @Test
    void whatSqliteAddsForItselfIsNoReasonToRefuse() throws Exception {
        execute("ANALYZE");

        try (Repository repository = alice.open(alice.folder())) {
            assertEquals(1, repository.pageCount());
        }
    }

    private void assertRefusedAndKept(String change, String words) throws Exception {
        execute(change);
        byte[] before = Files.readAllBytes(database());

        var refused =
                assertThrows(StorageException.class, () -> alice.open(alice.folder()).close());

        assertTrue(refused.getMessage().contains(words), refused.getMessage());
        assertTrue(refused.getMessage().contains("Nothing was changed."), refused.getMessage());
        assertArrayEquals(before, Files.readAllBytes(database()));
    }

    private void execute(String command) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private Path database() {
        return alice.folder().resolve("wiki.db");
    }
}
