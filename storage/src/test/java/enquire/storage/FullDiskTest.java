package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.text.TextChange;
import enquire.storage.Lines.TabUpdate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk is filled by SQLite's own bound on the size of its file, which fails in the same way.
 */
class FullDiskTest {

    private static final int PAGES_MORE = 40;
    private static final long NO_BOUND = 0xfffffffeL;

    @TempDir Path folder;
    private final Random random = new Random(3);
    private final Map<PageId, String> acknowledged = new HashMap<>();
    private Person alice;

    @BeforeEach
    void open() {
        alice = new Person("Alice", folder, 1);
        create("Home");
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private void bound(long pages) {
        Commits.await(
                alice.repository()
                        .writer()
                        .submit(
                                new Incarnation(),
                                (handle, ledger) -> {
                                    handle.select("PRAGMA max_page_count = " + pages)
                                            .mapTo(Long.class)
                                            .one();
                                    return () -> {};
                                }));
    }

    private void fillUp() {
        bound(PAGES_MORE);
        assertThrows(
                StorageException.class,
                () -> {
                    for (int i = 0; i < 1_000; i++) {
                        create("Page " + i);
                    }
                });
    }

    private PageId create(String title) {
        byte[] noise = new byte[6_000];
        random.nextBytes(noise);
        String text = java.util.Base64.getEncoder().encodeToString(noise);
        PageId page = alice.create(title, text).page();
        acknowledged.put(page, text);
        return page;
    }

    private void assertAllThere() {
        acknowledged.forEach((page, text) -> assertEquals(text, alice.text(page)));
    }

    @Test
    void readingGoesOnAndWritingResumesWhenThereIsRoomWithoutARestart() {
        fillUp();

        var refused = assertThrows(StorageException.class, () -> create("Another"));
        assertTrue(refused.getMessage().contains("disk is full"), refused.getMessage());
        assertAllThere();
        bound(NO_BOUND);
        create("Another");
        PageId home = acknowledged.keySet().iterator().next();
        acknowledged.put(home, alice.write(home, "short").text());
        assertAllThere();
        alice.repository().exchange().fold(home);
        alice.restart();
        assertAllThere();
    }

    @Test
    void aTabWhoseUpdateWasNotSavedSendsItAgain() {
        PageId home = acknowledged.keySet().iterator().next();
        var lines = alice.repository().lines();
        var tab = lines.open(home, "tab", Optional.empty(), Optional.empty());
        int length = tab.text().length();
        var change = TextChange.replace(length, length, length, "x".repeat(50));
        fillUp();
        long version = 0;
        while (true) {
            byte[] noise = new byte[3_000];
            random.nextBytes(noise);
            String typed = java.util.Base64.getEncoder().encodeToString(noise);
            change = TextChange.replace(length, length, length, typed);
            var update = List.of(new TabUpdate(version + 1, change));
            long at = version;
            try {
                lines.push(home, tab.position().line(), at, "tab", update);
            } catch (StorageException full) {
                break;
            }
            acknowledged.merge(home, typed, String::concat);
            length += typed.length();
            version++;
        }
        assertAllThere();

        bound(NO_BOUND);
        var again = lines.open(home, "tab", Optional.of(tab.position()), Optional.empty());
        // A line on which nothing was saved began in memory only; its successor is as good.
        assertEquals(version, again.lastNumber());
        var pushed =
                lines.push(
                        home,
                        again.position().line(),
                        again.position().version(),
                        "tab",
                        List.of(new TabUpdate(version + 1, change)));

        assertEquals(new Lines.Pushed.Accepted(again.position().version() + 1), pushed);
        acknowledged.put(home, change.apply(acknowledged.get(home)));
        assertAllThere();
    }
}
