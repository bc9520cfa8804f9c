package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.TextHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastFolderTest {

    /** Where a page of many changes is written once for all tests. */
    @TempDir static Path written;

    @TempDir Path folder;

    private static PageId page;

    private Person alice;

    @BeforeAll
    static void writeMany() {
        try (var alice = new Person("Alice", written, 1)) {
            page = alice.create("Log", "0\n").page();
            write(alice, PastFolder.CHANGES_MIN);
        }
    }

    @BeforeEach
    void open() throws Exception {
        Path files = Files.createDirectories(folder.resolve("Alice"));
        Files.copy(written.resolve("Alice/wiki.db"), files.resolve("wiki.db"));
        alice = new Person("Alice", folder, 2);
    }

    @AfterEach
    void close() {
        alice.close();
    }

    /** A change for each line, a second apart. */
    private static void write(Person alice, int lines) {
        for (int i = 0; i < lines; i++) {
            alice.wait(Duration.ofSeconds(1));
            String text = alice.repository().page(page).orElseThrow().text();
            alice.write(page, i % 3 == 0 ? text.substring(1) + i + "\n" : text + i + "\n");
            alice.repository().exchange().fold(page);
        }
    }

    private Path kept() {
        return alice.folder().resolve("history").resolve(page.toBytes().toHex());
    }

    private Past past() {
        return alice.repository().archive().past(page);
    }

    /** As it is without anything that was kept. */
    private Past fresh() throws Exception {
        Path aside = folder.resolve("aside");
        boolean kept = Files.exists(kept());
        if (kept) {
            Files.move(kept(), aside);
        }
        Past fresh = past();
        if (kept) {
            Files.deleteIfExists(kept());
            Files.move(aside, kept());
        }
        return fresh;
    }

    private static void assertSame(Past one, Past other) {
        assertEquals(one.changes().heads(), other.changes().heads());
        assertEquals(one.size(), other.size());
        for (int i = 0; i < one.size(); i++) {
            int there = other.changes().place(one.changes().hash(i)).orElseThrow();
            assertEquals(one.atMillis(i), other.atMillis(there));
        }
        assertEquals(text(one), text(other));
    }

    private static String text(Past past) {
        int[] row = new int[past.size()];
        Arrays.setAll(row, i -> i);
        TextHistory text = past.changes().text(row).orElseThrow();
        var all = new BitSet();
        all.set(0, past.size());
        return text.text(all);
    }

    @Test
    void whatIsKeptIsGoneOnWithAndIsWhatReadingAllOfItMakes() throws Exception {
        past();
        byte[] before = Files.readAllBytes(kept());

        write(alice, PastFolder.NEW_MAX);
        assertSame(fresh(), past());
        assertArrayEquals(before, Files.readAllBytes(kept()));

        write(alice, 1);
        assertSame(fresh(), past());
        assertFalse(Arrays.equals(before, Files.readAllBytes(kept())));
        assertTrue(text(past()).equals(alice.repository().page(page).orElseThrow().text()));
    }

    @Test
    void aPageOfFewChangesIsNotKept() {
        PageId few = alice.create("Few", "1\n").page();

        assertEquals(1, alice.repository().archive().past(few).size());

        assertFalse(Files.exists(kept().resolveSibling(few.toBytes().toHex())));
    }

    @Test
    void whatIsDamagedOrOfAnotherPageIsMadeAnew() throws Exception {
        Past whole = past();
        byte[] good = Files.readAllBytes(kept());
        PageId other = alice.create("Other", "").page();
        Files.write(kept().resolveSibling(other.toBytes().toHex()), good);
        assertEquals(1, alice.repository().archive().past(other).size());
        for (int at = 0; at < good.length; at += good.length / 40) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(kept(), bad);
            assertSame(whole, past());
            assertArrayEquals(good, Files.readAllBytes(kept()), "byte " + at);

            Files.write(kept(), Arrays.copyOf(good, at));
            assertSame(whole, past());
            assertArrayEquals(good, Files.readAllBytes(kept()), "cut at " + at);
        }
    }

    /** Restored from a backup, a page may have had a future that it has no more. */
    @Test
    void whatHoldsChangesThatThePageHasNotIsMadeAnew() throws Exception {
        Past before = past();
        alice.close();
        Path older = folder.resolve("older.db");
        Files.copy(alice.folder().resolve("wiki.db"), older);
        try (Repository later = alice.open(alice.folder())) {
            for (int i = 0; i <= PastFolder.NEW_MAX; i++) {
                PageView now = later.page(page).orElseThrow();
                later.write(page, now.version(), now.text() + "later\n");
                later.exchange().fold(page);
            }
            assertTrue(later.archive().past(page).size() > before.size());
        }
        Files.move(older, alice.folder().resolve("wiki.db"), StandardCopyOption.REPLACE_EXISTING);

        try (Repository restored = alice.open(alice.folder())) {
            assertSame(before, restored.archive().past(page));
        }
    }

    @Test
    void theOldestMakeRoom() throws Exception {
        var pasts = new PastFolder(alice.folder().resolve("history"), Files.size(kept(past())) + 1);
        PageId other = alice.create("Other", "").page();
        Files.setLastModifiedTime(kept(), FileTime.from(Instant.EPOCH));

        pasts.write(other, past());

        assertFalse(Files.exists(kept()));
        assertTrue(pasts.read(other).isPresent());
        assertEquals(Optional.empty(), pasts.read(page));
    }

    private Path kept(Past read) {
        assertTrue(read.size() >= PastFolder.CHANGES_MIN);
        return kept();
    }

    @Test
    void whereNothingCanBeWrittenNothingIsKeptAndAllIsRead() throws Exception {
        Files.write(alice.folder().resolve("history"), new byte[0]);

        assertEquals(PastFolder.CHANGES_MIN + 1, past().size());
    }
}
