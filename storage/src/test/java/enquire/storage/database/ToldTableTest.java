package enquire.storage.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.WikiId;
import java.nio.file.Path;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that somebody opened. */
class ToldTableTest {

    private static final int OPENED_MAX = 8;

    @TempDir Path folder;

    @Test
    void onlySoManyWaitAndTheNewestIsAmongThem() {
        var wiki = new WikiId(Bytes.of(new byte[WikiId.BYTES]));
        try (var database =
                WikiDatabase.open(folder.resolve("wiki.db"), wiki, Bytes.of(new byte[16]))) {
            database.write(handle -> {
                for (int i = 0; i < OPENED_MAX; i++) {
                    ToldTable.open(handle, id(i), OPENED_MAX);
                }
                assertEquals(OPENED_MAX, opened(handle));
                arrive(handle, id(3));

                ToldTable.open(handle, id(20), OPENED_MAX);
                assertEquals(OPENED_MAX, opened(handle));
                assertFalse(ToldTable.isOpened(handle, id(3)), "it is here, so it waits no more");
                assertTrue(ToldTable.isOpened(handle, id(0)));

                for (int i = 30; i < 40; i++) {
                    ToldTable.open(handle, id(i), OPENED_MAX);
                    assertEquals(OPENED_MAX, opened(handle));
                    assertTrue(ToldTable.isOpened(handle, id(i)));
                }
                return 0;
            });
        }
    }

    private static void arrive(Handle handle, PageId page) {
        Sql.execute(
                handle,
                """
                INSERT INTO page (id, title, title_key, last_segment, state, suffixed, heads,
                    chars, changed_at, changed_by, sequence, digest)
                VALUES (?, 'Roses', 'roses', 'roses', 0, 0, x'', 0, 0, zeroblob(32), 1, x'')\
                """,
                PageTable.id(page));
    }

    private static int opened(Handle handle) {
        return Sql.first(handle, row -> row.getInt(1), "SELECT count(*) FROM opened").orElse(0);
    }

    private static PageId id(int number) {
        return new PageId(new UUID(1, number));
    }
}
