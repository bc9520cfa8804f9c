package enquire.storage.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.TitleKey;
import enquire.editor.page.WikiId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/** Any number of pages with one title. */
class EqualTitlesTest {

    private static final WikiId WIKI = new WikiId(Bytes.of(new byte[WikiId.BYTES]));
    private static final TitleKey KEY = TitleKey.of("Roses");
    private static final PageId DERIVED = PageId.derive(WIKI, KEY);

    @TempDir Path folder;

    @Test
    void oneMoreCostsTheSameHoweverManyThereAre() {
        long few = stepsWith(100);
        long many = stepsWith(5_000);

        assertTrue(many <= 2 * few, few + " steps of SQLite, then " + many);
    }

    /** Against the plain rule, with rows in every state, right and wrong. */
    @Test
    void theDerivedIdThenTheSmallestLiveOneShowsThePlainTitle() {
        for (int seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            int number = seed;
            try (var database = database("random " + seed)) {
                database.write(handle -> {
                    var states = new TreeMap<PageId, Integer>();
                    for (int i = 0; i < random.nextInt(8); i++) {
                        PageId page = random.nextInt(6) == 0 ? DERIVED : id(random.nextInt(100));
                        if (states.putIfAbsent(page, random.nextInt(3)) == null) {
                            insert(handle, page, states.get(page), random.nextInt(2));
                        }
                    }
                    Set<PageId> before = suffixed(handle);

                    List<PageId> changed = TitleTable.settle(handle, WIKI, KEY);

                    Set<PageId> after = suffixed(handle);
                    assertEquals(expected(states), after, "seed " + number);
                    var differs = new HashSet<>(before);
                    differs.removeAll(after);
                    after.stream().filter(page -> !before.contains(page)).forEach(differs::add);
                    assertEquals(differs, new HashSet<>(changed));
                    assertEquals(differs.size(), changed.size());
                    return changed;
                });
            }
        }
    }

    private static Set<PageId> expected(Map<PageId, Integer> states) {
        var live =
                states.entrySet().stream()
                        .filter(each -> each.getValue() == 0)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(ArrayList::new));
        if (!live.isEmpty()) {
            live.remove(live.contains(DERIVED) ? DERIVED : live.getFirst());
        }
        return new HashSet<>(live);
    }

    private long stepsWith(int pages) {
        try (var database = database("pages " + pages)) {
            return database.write(handle -> {
                for (int i = 0; i < pages; i++) {
                    insert(handle, id(i), 0, i == 0 ? 0 : 1);
                }
                insert(handle, id(pages), 0, 0);
                var steps = new AtomicLong();
                count(handle, steps);
                List<PageId> changed = TitleTable.settle(handle, WIKI, KEY);
                stop(handle);

                assertEquals(List.of(id(pages)), changed);
                return steps.get();
            });
        }
    }

    private static void count(Handle handle, AtomicLong steps) {
        try {
            ProgressHandler.setHandler(
                    handle.getConnection(),
                    1,
                    new ProgressHandler() {
                        @Override
                        protected int progress() {
                            steps.incrementAndGet();
                            return 0;
                        }
                    });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stop(Handle handle) {
        try {
            ProgressHandler.clearHandler(handle.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<PageId> suffixed(Handle handle) {
        return new HashSet<>(
                Sql.list(handle, PageTable::readId, "SELECT id FROM page WHERE suffixed = 1"));
    }

    private static void insert(Handle handle, PageId page, int state, int suffixed) {
        Sql.execute(
                handle,
                """
                INSERT INTO page (id, title, title_key, last_segment, state, suffixed, heads,
                    chars, changed_at, changed_by, sequence, digest)
                VALUES (?, 'Roses', ?, ?, ?, ?, x'', 0, 0, zeroblob(32), 1, x'')\
                """,
                PageTable.id(page),
                KEY.value(),
                KEY.value(),
                state,
                suffixed);
    }

    private static PageId id(int number) {
        return new PageId(new UUID(1, number));
    }

    private WikiDatabase database(String name) {
        return WikiDatabase.open(folder.resolve(name + ".db"), WIKI, Bytes.of(new byte[16]));
    }
}
