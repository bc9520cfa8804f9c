package enquire.sync.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.storage.WordsNotTakenOutException;
import enquire.storage.WordsNotTakenOutException.Reason;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.identity.NodeKey;
import enquire.sync.roster.LongRoster;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice takes a secret out, and her disk does not take part. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class OwedRedactionTest {

    private static final String SECRET = "Swordfish7Quux";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    @TempDir private Path folder;
    private Node alice;
    private Wiki garden;
    private PageId page;

    @BeforeEach
    void write() {
        open();
        garden = alice.create("Garden");
        page = garden.repository().create(new Title("Keys"), "The key: " + SECRET + ".").page();
        garden.repository().exchange().fold(page);
    }

    private void open() {
        alice = Node.open(new NodeSettings(folder, Optional.of("Alice"), "127.0.0.1", 0, now::get));
    }

    @AfterEach
    void close() {
        alice.close();
    }

    private void inDatabase(String statement) throws SQLException {
        Path database = folder.resolve("wikis").resolve(garden.id().toString()).resolve("wiki.db");
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            // Alice's node may be writing.
            other.createStatement().execute("PRAGMA busy_timeout = 60000");
            other.createStatement().execute(statement);
        }
    }

    private boolean isInHistory() {
        return garden.repository().exchange().changes(page).stream()
                .map(change -> new String(change.chunk().toArray(), StandardCharsets.ISO_8859_1))
                .anyMatch(chunk -> chunk.contains(SECRET));
    }

    /** The node looks by itself, too: then it may be at it still. */
    private void awaitClean() {
        Meetings.await("it is gone", () -> !isInHistory());
        Meetings.await("it is clean", () -> !garden.redacting().isUnclean());
    }

    @Test
    void whatFailsIsSaidAndTriedAgain() throws Exception {
        inDatabase(
                "CREATE TRIGGER full BEFORE UPDATE OF chunk ON change"
                        + " BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        Redacting.Redacted redacted = garden.redacting().redact(page, SECRET);

        assertThrows(CompletionException.class, redacted.clean()::join);
        assertTrue(garden.redacting().isUnclean());
        assertTrue(isInHistory());
        inDatabase("DROP TRIGGER full");
        garden.redacting().makeUp();
        assertTrue(garden.redacting().isUnclean());
        now.set(now.get().plus(Duration.ofMinutes(11)));
        garden.redacting().makeUp();
        awaitClean();
    }

    @Test
    void afterAClockWasSetBackItIsTriedAgainAtOnce() throws Exception {
        inDatabase(
                "CREATE TRIGGER full BEFORE UPDATE OF chunk ON change"
                        + " BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        assertThrows(
                CompletionException.class, garden.redacting().redact(page, SECRET).clean()::join);
        inDatabase("DROP TRIGGER full");
        now.set(now.get().minus(Duration.ofDays(1_000)));

        garden.redacting().makeUp();

        awaitClean();
    }

    @Test
    void aFileThatCannotBeRemovedIsSaidUntilItIs() throws Exception {
        var content = new ByteArrayInputStream("The secret plan".getBytes(UTF_8));
        BlobId plan = garden.repository().blobs().add(content, 1 << 20).blob();
        garden.repository().attach(page, Map.of(plan, "{\"name\":\"plan.txt\"}"));
        Path file = garden.repository().blobs().file(plan).orElseThrow();
        Files.delete(file);
        Path inTheWay = Files.createDirectory(file).resolve("held");
        Files.writeString(inTheWay, "as by a program that reads it");

        garden.redacting().files().redact(page, plan);

        assertEquals(1, garden.redacting().files().all().size());
        assertTrue(garden.redacting().isUnclean());
        Files.delete(inTheWay);
        garden.redacting().makeUp();
        assertFalse(Files.exists(file));
        assertFalse(garden.redacting().isUnclean());
    }

    /** Its whole was never in the folder of attachments. */
    @Test
    void whatArrivedOfAFileGoes() throws Exception {
        byte[] content = (SECRET + " is the plan. ").repeat(30_000).getBytes(UTF_8);
        var stored = garden.repository().blobs().add(new ByteArrayInputStream(content), 1 << 20);
        BlobId plan = stored.blob();
        String manifest =
                "{\"name\":\"plan.txt\",\"bytes\":%d,\"root\":\"%s\"}"
                        .formatted(stored.bytes(), stored.root());
        garden.repository().attach(page, Map.of(plan, manifest));
        Path whole = garden.repository().blobs().file(plan).orElseThrow();
        Path incoming = whole.getParent().getParent().resolveSibling("incoming");
        alice.close();
        Files.delete(whole);
        Files.createDirectories(incoming);
        Path part = incoming.resolve(plan + PartFile.PIECES);
        Files.write(part, Arrays.copyOf(content, 300_000));
        open();
        garden = alice.wikis().getFirst();
        Meetings.await(
                "it is taken up", () -> garden.files().fetching().arriving(plan).isPresent());

        garden.redacting().files().redact(page, plan);

        assertEquals(Optional.empty(), garden.files().fetching().arriving(plan));
        Meetings.await("its part goes", () -> !Files.exists(part));
    }

    /** Signed by her, and for nothing: each takes room in the list of members. */
    @Test
    void whatTheRosterHasNoRoomForChangesNothing() {
        Bytes last = garden.repository().records().roster().getLast().sha256();
        NodeKey key = NodeIdentity.open(folder.resolve("node").resolve("identity.p12")).key();
        garden.repository()
                .records()
                .addRoster(LongRoster.after(last, garden.id(), key, now.get(), 4_031));
        alice.close();
        open();
        garden = alice.wikis().getFirst();

        var refused =
                assertThrows(
                        WordsNotTakenOutException.class,
                        () -> garden.redacting().redact(page, SECRET));

        assertEquals(Reason.NO_ROOM, refused.reason());
        assertTrue(garden.repository().page(page).orElseThrow().text().contains(SECRET));
        assertEquals(0, garden.redacting().told(page).size());
    }
}
