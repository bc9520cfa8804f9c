package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {

    private static final boolean BOUNDARIES = Boolean.getBoolean("enquire.boundaries");

    /** As SQLite makes them. */
    private static final int PAGE_BYTES = 4_096;

    /** The 14th hits the way to a page, the 42nd the name of the wiki. */
    private static final int OVERWRITTEN = 50;

    @TempDir Path folder;
    private Person alice;
    private final Map<PageId, String> texts = new HashMap<>();

    @BeforeEach
    void fill() {
        alice = new Person("Alice", folder, 1);
        for (int i = 0; i < 20; i++) {
            String text = "text of page %d\n".formatted(i).repeat(100);
            texts.put(alice.create("Page " + i, text).page(), text);
        }
        alice.close();
    }

    /** Whatever a test left open. */
    @AfterEach
    void close() {
        alice.close();
    }

    private Path database() {
        return alice.folder().resolve("wiki.db");
    }

    @Test
    void aTruncatedDatabaseIsRefusedWithASentence() throws IOException {
        try (var file = FileChannel.open(database(), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }

        var refused = assertThrows(StorageException.class, () -> alice.open(alice.folder()));

        assertTrue(refused.getMessage().contains("is damaged"), refused.getMessage());
        assertTrue(refused.getMessage().contains(database().toString()));
    }

    /**
     * {@code -Denquire.cuts=1000} for more; {@code -Denquire.boundaries=true} for every byte of the
     * first page, and each boundary of a page with the bytes beside it.
     */
    @Test
    void aDatabaseThatIsCutAnywhereIsRefusedOrWholeAndNeverRepairedInSilence() throws IOException {
        byte[] whole = Files.readAllBytes(database());
        int refused = 0;
        for (int cut : cuts(whole.length)) {
            Files.write(database(), Arrays.copyOf(whole, cut));
            try (Repository repository = alice.open(alice.folder())) {
                texts.forEach((page, text) ->
                        assertEquals(
                                Optional.of(text),
                                repository.page(page).map(PageView::text),
                                "cut to " + cut + " bytes"));
                // SQLite counts pages, and a page that ends early is one.
                assertTrue(
                        cut > whole.length - PAGE_BYTES,
                        "cut to %,d of %,d bytes, and taken for whole"
                                .formatted(cut, whole.length));
            } catch (StorageException e) {
                assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
                refused++;
            }
        }
        System.out.printf("A database of %,d bytes: ", whole.length);
        System.out.printf("%,d cuts, %,d refused%n", cuts(whole.length).size(), refused);
    }

    /** From 2 on: an empty file is a new one, and SQLite takes one byte for nothing, too. */
    private static List<Integer> cuts(int bytes) {
        var cuts = new TreeSet<Integer>();
        if (BOUNDARIES) {
            IntStream.rangeClosed(2, PAGE_BYTES).forEach(cuts::add);
            for (int page = PAGE_BYTES; page <= bytes; page += PAGE_BYTES) {
                cuts.addAll(List.of(page - 1, page, Math.min(page + 1, bytes)));
            }
        } else {
            var random = new Random(11);
            IntStream.range(0, Integer.getInteger("enquire.cuts", 60))
                    .forEach(i -> cuts.add(2 + random.nextInt(bytes - 2)));
        }
        return List.copyOf(cuts);
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndKept() throws IOException {
        byte[] other = "This is not a database.\n".repeat(500).getBytes(StandardCharsets.UTF_8);
        Files.write(database(), other);

        assertThrows(StorageException.class, () -> alice.open(alice.folder()));

        assertEquals(-1, Files.mismatch(database(), Files.write(folder.resolve("other"), other)));
    }

    @Test
    void overwrittenBytesGiveTheRightTextOrAClearError() throws IOException {
        var random = new Random(7);
        byte[] whole = Files.readAllBytes(database());
        int noticed = 0;
        for (int round = 0; round < OVERWRITTEN; round++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length - 512);
            for (int i = 0; i < 512; i++) {
                damaged[at + i] = (byte) random.nextInt();
            }
            Files.write(database(), damaged);
            noticed += isDamageNoticed() ? 1 : 0;
        }
        // The others hit what is not read: free pages, changes of which the text is known.
        assertTrue(noticed > 0);
        System.out.printf("Overwritten %d times, noticed %d times%n", OVERWRITTEN, noticed);
    }

    /** Reads everything; fails if anything is wrong and nothing says so. */
    private boolean isDamageNoticed() {
        var noticed = new AtomicBoolean();
        try (Repository repository = alice.open(alice.folder())) {
            texts.forEach((page, text) -> {
                try {
                    assertEquals(Optional.of(text), repository.page(page).map(PageView::text));
                } catch (StorageException e) {
                    assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
                    noticed.set(true);
                }
            });
        } catch (StorageException e) {
            assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
            noticed.set(true);
        }
        return noticed.get();
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedWithASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "");

        var refused = assertThrows(StorageException.class, () -> alice.open(file.resolve("wiki")));

        assertTrue(refused.getMessage().contains("cannot be made"), refused.getMessage());
    }

    /**
     * A file permission would not stop a test that runs as root; a folder in the way stops
     * everybody.
     */
    @Test
    void aDatabaseThatCannotBeOpenedIsRefusedWithASentence() throws IOException {
        Path closed = folder.resolve("closed");
        Files.createDirectories(closed.resolve("wiki.db"));

        var refused = assertThrows(StorageException.class, () -> alice.open(closed));

        assertTrue(refused.getMessage().length() > 40, refused.getMessage());
    }
}
