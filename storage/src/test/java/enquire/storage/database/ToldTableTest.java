package enquire.storage.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.page.WikiId;
import enquire.storage.Carrying.Called;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** A peer that tells of as many pages as are kept goes on telling how they are called. */
    @Test
    void whatIsKnownIsToldAnewWhereThereIsNoRoomForMore() {
        var wiki = new WikiId(Bytes.of(new byte[WikiId.BYTES]));
        var peer = new PeerId(Bytes.of(new byte[PeerId.BYTES]));
        try (var database =
                WikiDatabase.open(folder.resolve("wiki.db"), wiki, Bytes.of(new byte[16]))) {
            database.write(handle -> {
                ToldTable.tell(handle, peer, called(1, "Roses"), 2);
                ToldTable.tell(handle, peer, called(2, "Tulips"), 2);
                ToldTable.tell(handle, peer, called(3, "Lilies"), 2);
                assertEquals(Optional.empty(), title(handle, 3));

                ToldTable.tell(handle, peer, called(1, "Old roses"), 2);
                assertEquals(Optional.of("Old roses"), title(handle, 1));

                ToldTable.tell(handle, peer, Map.of(id(2), Optional.empty()), 2);
                ToldTable.tell(handle, peer, called(3, "Lilies"), 2);
                assertEquals(Optional.of("Lilies"), title(handle, 3));
                assertEquals(2, ToldTable.count(handle));
                return 0;
            });
        }
    }

    private static Map<PageId, Optional<Called>> called(int page, String title) {
        return Map.of(id(page), Optional.of(new Called(new Title(title), List.of())));
    }

    private static Optional<String> title(Handle handle, int page) {
        return ToldTable.page(handle, id(page)).map(told -> told.title().value());
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
