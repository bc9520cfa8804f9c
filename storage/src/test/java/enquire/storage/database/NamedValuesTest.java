package enquire.storage.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.WikiId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are asked for by their names, of which there are as many as pages. */
class NamedValuesTest {

    @TempDir Path folder;

    @Test
    void aPrefixFindsAllThatBeginWithItAndNoOthers() {
        String last = Character.toString(Character.MAX_CODE_POINT);
        Map<String, Optional<Bytes>> stored = new HashMap<>();
        for (String name :
                List.of("a", "a/", "a/b", "a/B", "a/%", "a/" + last, "a0", "b", last, last + "x")) {
            stored.put(name, Optional.of(Bytes.of(new byte[] {1})));
        }
        try (var database = open()) {
            database.write(handle -> {
                RecordTable.putValues(handle, stored);
                return 0;
            });
            database.read(handle -> {
                assertEquals(Set.of("a/", "a/b", "a/B", "a/%", "a/" + last), names(handle, "a/"));
                assertEquals(Set.of("a/" + last), names(handle, "a/" + last));
                assertEquals(Set.of(last, last + "x"), names(handle, last));
                assertEquals(stored.keySet(), names(handle, ""));
                assertEquals(Set.of(), names(handle, "a/b/"));
                assertEquals(stored.keySet(), RecordTable.names(handle, ""));
                assertEquals(names(handle, "a/"), RecordTable.names(handle, "a/"));
                assertTrue(RecordTable.value(handle, "a/b").isPresent());
                assertTrue(RecordTable.value(handle, "a/b/").isEmpty());
                return 0;
            });
        }
    }

    @Test
    void noneIsLookedForInTheWholeTable() {
        try (var database = open()) {
            database.read(handle -> {
                for (String query :
                        List.of(RecordTable.VALUES, RecordTable.NAMES, RecordTable.VALUE)) {
                    List<String> plan =
                            handle.createQuery("EXPLAIN QUERY PLAN " + query.replace("?", "'a'"))
                                    .map((row, context) -> row.getString("detail"))
                                    .list();
                    assertTrue(plan.getFirst().startsWith("SEARCH value"), plan.toString());
                }
                return 0;
            });
        }
    }

    private static Set<String> names(Handle handle, String prefix) {
        return RecordTable.values(handle, prefix).keySet();
    }

    private WikiDatabase open() {
        var wiki = new WikiId(Bytes.of(new byte[WikiId.BYTES]));
        return WikiDatabase.open(folder.resolve("wiki.db"), wiki, Bytes.of(new byte[16]));
    }
}
