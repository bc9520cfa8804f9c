package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeRecordsTest {

    @TempDir Path folder;

    @Test
    void valuesSurviveClosingAndAreFoundByPrefix() {
        try (var records = NodeRecords.open(folder.resolve("node.db"))) {
            records.values(
                    Map.of(
                            "peer/a", Optional.of(Bytes.ofHex("01")),
                            "peer/b", Optional.of(Bytes.ofHex("02")),
                            "name", Optional.of(Bytes.ofHex("03"))));
        }

        try (var records = NodeRecords.open(folder.resolve("node.db"))) {
            assertEquals(Set.of("peer/a", "peer/b"), records.values("peer/").keySet());
            assertEquals(Optional.of(Bytes.ofHex("03")), records.value("name"));
        }
    }

    @Test
    void anEmptyValueRemoves() {
        try (var records = NodeRecords.open(folder.resolve("node.db"))) {
            records.values(Map.of("name", Optional.of(Bytes.ofHex("03"))));

            records.values(Map.of("name", Optional.empty()));

            assertTrue(records.value("name").isEmpty());
        }
    }

    @Test
    void aFlippedByteAnywhereGivesTheRightValuesOrAClearErrorAndTheFileIsKept() throws IOException {
        Path file = folder.resolve("node.db");
        Bytes value = Bytes.of("a peer's address".repeat(40).getBytes(StandardCharsets.US_ASCII));
        try (var records = NodeRecords.open(file)) {
            records.values(Map.of("peer/a", Optional.of(value)));
        }
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int at = 0; at < whole.length; at += at < 200 ? 1 : 97) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            Files.write(file, damaged);
            try (var records = NodeRecords.open(file)) {
                records.values("peer/");
            } catch (StorageException e) {
                assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
                assertEquals(whole.length, Files.size(file), "at byte " + at);
                refused++;
            }
        }
        assertTrue(refused > 20, refused + " refused");
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path file = folder.resolve("node.db");
        Files.writeString(
                file, "This is no database at all, but long enough to look at.\n".repeat(40));

        var failure = assertThrows(StorageException.class, () -> NodeRecords.open(file));

        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }

    @Test
    void aFileOfANewerEnquireOrWithOtherTablesIsRefusedAndKept() throws Exception {
        for (String change :
                List.of(
                        "PRAGMA user_version = 2",
                        "ALTER TABLE value RENAME COLUMN content TO b")) {
            Path file = folder.resolve(change.substring(0, 5) + ".db");
            NodeRecords.open(file).close();
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    var statement = connection.createStatement()) {
                statement.execute(change);
            }
            byte[] before = Files.readAllBytes(file);

            var refused = assertThrows(StorageException.class, () -> NodeRecords.open(file));

            assertTrue(refused.getMessage().contains("does not know"), refused.getMessage());
            assertArrayEquals(before, Files.readAllBytes(file), change);
        }
    }
}
