package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.storage.Exchange.Received;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that a member made, and that no page may hold all the same. */
class RefusedChangesTest {

    @TempDir Path folder;
    private Person alice;
    private Person bob;

    @BeforeEach
    void open() {
        alice = new Person("Alice", folder, 1);
        bob = new Person("Bob", folder, 2);
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    /** The same with its first operation numbered one too high, and the checksum repaired. */
    private static Change misnumbered(Change change) {
        byte[] bytes = change.chunk().toArray();
        int head = 4 + 4 + 1 + (bytes[9] < 0 ? 2 : 1);
        int startOp = head + 1 + ChangeHash.BYTES + 1 + ActorId.BYTES + 1;
        assertEquals(change.startOp(), bytes[startOp]);
        bytes[startOp]++;
        byte[] hash = Bytes.of(bytes, 8, bytes.length).sha256().toArray();
        System.arraycopy(hash, 0, bytes, 4, 4);
        return Change.parse(Bytes.of(bytes));
    }

    private Received receive(PageId page, Change... changes) {
        return bob.repository()
                .exchange()
                .receive(page, List.of(changes), List.of(), Instant.EPOCH, Optional.of(alice.peer));
    }

    private List<Change> twoChanges(PageId page) {
        alice.write(page, "one two");
        alice.repository().exchange().fold(page);
        return alice.repository().exchange().changes(page);
    }

    @Test
    void oneThatContradictsItsAncestorsIsRefusedAndLeavesNoTrace() {
        PageId page = alice.create("Home", "one").page();
        List<Change> honest = twoChanges(page);

        Received received = receive(page, misnumbered(honest.get(0)));

        assertTrue(received.refused().toString().contains("first operation"), received::toString);
        assertEquals(Optional.empty(), bob.repository().page(page));
        assertEquals(Map.of(), receive(page, honest.toArray(Change[]::new)).refused());
        assertEquals("one two", bob.text(page));
    }

    @Test
    void whatCameWithItEnters() {
        PageId page = alice.create("Home", "one").page();
        List<Change> honest = twoChanges(page);

        Received received = receive(page, honest.get(0), misnumbered(honest.get(1)));

        assertFalse(received.refused().isEmpty());
        assertEquals("one", bob.text(page));
        assertEquals(Map.of(), receive(page, honest.get(1)).refused());
        assertEquals("one two", bob.text(page));
    }

    @Test
    void oneThatWaitedIsForgottenOnceItIsRefused() {
        PageId page = alice.create("Home", "one").page();
        List<Change> honest = twoChanges(page);
        assertEquals(1, receive(page, misnumbered(honest.get(1))).waiting());

        Received received = receive(page, honest.get(0));

        // Whoever brought what it follows is not to blame.
        assertEquals(new Received(true, 1, 0, Set.of(), Map.of()), received);
        assertEquals("one", bob.text(page));
        bob.restart();
        assertEquals(new Received(true, 1, 0, Set.of(), Map.of()), receive(page, honest.get(1)));
        assertEquals("one two", bob.text(page));
    }
}
