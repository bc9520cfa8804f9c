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
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamageTest {

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

    /** {@code -Denquire.cuts=100000} for every byte of it. */
    @Test
    void aDatabaseThatIsCutAnywhereIsRefusedOrWholeAndNeverRepairedInSilence() throws IOException {
        byte[] whole = Files.readAllBytes(database());
        int wanted = Integer.getInteger("enquire.cuts", 60);
        var random = new Random(11);
        int refused = 0;
        for (int i = 0; i < Math.min(wanted, whole.length); i++) {
            int cut = wanted >= whole.length ? i : random.nextInt(whole.length);
            if (cut == 0) {
                continue; // An empty file is a new one.
            }
            Files.write(database(), Arrays.copyOf(whole, cut));
            try (Repository repository = alice.open(alice.folder())) {
                texts.forEach((page, text) ->
                        assertEquals(text, repository.page(page).orElseThrow().text()));
            } catch (StorageException e) {
                assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 0);
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
        for (int round = 0; round < 30; round++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(damaged.length - 512);
            for (int i = 0; i < 512; i++) {
                damaged[at + i] = (byte) random.nextInt();
            }
            Files.write(database(), damaged);
            readEverything();
        }
    }

    private void readEverything() {
        try (Repository repository = alice.open(alice.folder())) {
            texts.forEach((page, text) -> {
                try {
                    repository.page(page).ifPresent(view -> assertEquals(text, view.text()));
                } catch (StorageException e) {
                    assertTrue(e.getMessage().length() > 40, e.getMessage());
                }
            });
        } catch (StorageException e) {
            assertTrue(e.getMessage().length() > 40, e.getMessage());
        }
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
