package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.page.Bytes;
import enquire.storage.database.WikiDatabase;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * That SQLite waits for the disk. A process that is killed leaves its writes to the system, which
 * keeps them, so no kill would notice if it did not.
 */
class DurableSettingsTest {

    /** As {@code PRAGMA synchronous} says FULL: each commit waits until its log is on disk. */
    private static final String FULL = "2";

    @TempDir Path folder;

    @Test
    void whatAWikiWritesWaitsForTheDisk() {
        Path file = folder.resolve("wiki.db");
        for (int opening = 0; opening < 2; opening++) {
            try (WikiDatabase database =
                    WikiDatabase.open(file, Person.WIKI, Bytes.of(new byte[16]))) {
                assertEquals(FULL, database.write(handle -> pragma(handle, "synchronous")));
                assertEquals("wal", database.write(handle -> pragma(handle, "journal_mode")));
            }
        }
    }

    private static String pragma(Handle handle, String name) {
        return handle.select("PRAGMA " + name).mapTo(String.class).one();
    }

    @Test
    void whatANodeRemembersWaitsForTheDisk() {
        Path file = folder.resolve("node.db");
        for (int opening = 0; opening < 2; opening++) {
            try (NodeRecords records = NodeRecords.open(file)) {
                assertEquals(FULL, records.pragma("synchronous"));
                assertEquals("wal", records.pragma("journal_mode"));
            }
        }
    }
}
