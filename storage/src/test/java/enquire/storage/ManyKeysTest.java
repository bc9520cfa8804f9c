package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ActorId;
import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.FirstChanges;
import enquire.editor.page.PageContent;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages with very many attachments. */
class ManyKeysTest {

    private static final PageId PAGE = PageId.of(Bytes.of(new byte[PageId.BYTES]));

    private final Path folder;
    @AutoClose private final Person alice;

    ManyKeysTest(@TempDir Path folder) {
        this.folder = folder;
        this.alice = new Person("Alice", folder, 1);
    }

    private static Map<BlobId, String> files(int from, int to) {
        var files = new HashMap<BlobId, String>();
        for (int i = from; i < to; i++) {
            files.put(
                    new BlobId(Person.bytes("file " + i).sha256()),
                    "{\"name\":\"f%d\"}".formatted(i));
        }
        return files;
    }

    /** From somebody who asked nobody whether there is room. */
    private void receive(Map<BlobId, String> files) {
        var actor =
                ActorId.of(
                        new PeerId(Person.bytes("Bob").sha256()),
                        Bytes.of(new byte[ActorId.SALT_BYTES]));
        List<Change> changes = FirstChanges.of(actor, new Title("Roses"), files, "red");
        alice.repository()
                .exchange()
                .receive(PAGE, changes, List.of(), Instant.EPOCH, Optional.empty());
    }

    @Test
    void theFirstOnesCountAndTheyStayTheSameThroughEdits() {
        Map<BlobId, String> all = files(0, 2 * PageContent.KEYS_MAX);
        var first = new TreeSet<BlobId>();
        all.keySet().stream().sorted().limit(PageContent.KEYS_MAX).forEach(first::add);

        receive(all);
        assertTrue(alice.page(PAGE).files().keySet().equals(first));

        alice.write(PAGE, "red and white"); // Folded, which reads the whole document.
        alice.repository().exchange().fold(PAGE);
        assertTrue(alice.page(PAGE).files().keySet().equals(first));
        alice.restart();
        assertTrue(alice.page(PAGE).files().keySet().equals(first));
    }

    @Test
    void whoAttachesMoreIsToldBeforeAnythingIsCalledSaved() {
        receive(files(0, PageContent.KEYS_MAX - 1));
        alice.repository().attach(PAGE, files(0, PageContent.KEYS_MAX));

        var refusal =
                assertThrows(
                        PageTooLargeException.class,
                        () -> alice.repository().attach(PAGE, files(-1, 0)));

        assertTrue(refusal.getMessage().contains("4,096 attachments"), refusal.getMessage());
        assertEquals(PageContent.KEYS_MAX, alice.page(PAGE).files().size());
    }

    @Test
    void anEditWritesOnlyWhatIsOther() throws SQLException {
        receive(files(0, 300));
        String database = "jdbc:sqlite:" + folder.resolve("Alice").resolve("wiki.db");
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE written (what TEXT)");
            for (String table : List.of("file", "alias", "text_alias")) {
                for (String event : List.of("INSERT", "DELETE", "UPDATE")) {
                    statement.execute(
                            "CREATE TRIGGER %s_%s AFTER %s ON %s BEGIN INSERT INTO written VALUES ('%s %s'); END"
                                    .formatted(table, event, event, table, event, table));
                }
            }
        }

        alice.write(PAGE, "---\naliases: [Rosa]\n---\nred and white");
        alice.repository().exchange().fold(PAGE);
        alice.repository().attach(PAGE, files(300, 301));
        alice.repository().rename(PAGE, new Title("Roses, many"));
        alice.write(PAGE, "red");
        alice.repository().exchange().fold(PAGE);

        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT group_concat(number || ' ' || what, ', ') FROM (SELECT count(*) AS number,"
                                        + " what FROM written GROUP BY what ORDER BY min(rowid))")) {
            assertTrue(rows.next());
            assertEquals(
                    "1 INSERT text_alias, 1 INSERT file, 1 INSERT alias, 1 DELETE text_alias",
                    rows.getString(1));
        }
    }
}
