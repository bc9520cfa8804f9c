package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BesideTest {

    private static final Bytes NOTED = Bytes.of("noted".getBytes(StandardCharsets.UTF_8));

    @TempDir Path folder;
    private Person alice;

    @BeforeEach
    void open() {
        alice = new Person("Alice", folder, 1);
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private static Beside note() {
        return page -> Map.of("test/" + page, Optional.of(NOTED));
    }

    private Optional<Bytes> noted(PageId page) {
        return Optional.ofNullable(
                alice.repository().records().values("test/").get("test/" + page));
    }

    @Test
    void aPageIsMadeTogetherWithWhatStandsBesideIt() {
        PageView made =
                alice.repository().create(new Title("Harbour"), "A winch.\n", Map.of(), note());

        assertEquals(Optional.of(NOTED), noted(made.page()));
    }

    @Test
    void anEditTakesWithItWhatStandsBesideIt() {
        PageView made = alice.create("Harbour", "A winch.\n");

        alice.repository().write(made.page(), made.version(), "A red winch.\n", note());

        assertEquals(Optional.of(NOTED), noted(made.page()));
        assertEquals("A red winch.\n", alice.text(made.page()));
    }

    @Test
    void whatIsHereAlreadyIsNotedAsWell() {
        PageView made = alice.create("Harbour", "A winch.\n");

        alice.repository().write(made.page(), made.version(), "A winch.\n", note());

        assertEquals(Optional.of(NOTED), noted(made.page()));
    }

    @Test
    void ifOneCannotBeStoredNeitherIs() {
        PageView made = alice.create("Harbour", "A winch.\n");
        // The table refuses what is noted, after the edit was written in the transaction.
        alice.repository()
                .records()
                .write(handle ->
                        handle.execute(
                                "CREATE TRIGGER refuses BEFORE INSERT ON value"
                                        + " BEGIN SELECT RAISE(ABORT, 'refused'); END"));

        assertThrows(
                StorageException.class,
                () ->
                        alice.repository()
                                .write(made.page(), made.version(), "A red winch.\n", note()));

        assertEquals("A winch.\n", alice.text(made.page()));
        assertTrue(noted(made.page()).isEmpty());
    }
}
