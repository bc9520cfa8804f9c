package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.FirstChanges;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import enquire.editor.text.TextChange;
import enquire.storage.Exchange.Arriving;
import enquire.storage.Lines.Pushed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages in which more was typed than a computer has memory for, or than any page may see. */
class LargePagesTest {

    /** As if Bob's computer were very small. */
    private static final int SMALL = 50_000;

    @AutoClose private final Person alice;
    @AutoClose private final Repository bob;

    LargePagesTest(@TempDir Path folder) {
        alice = new Person("Alice", folder, 1);
        bob = open(folder.resolve("Bob"), Surroundings.COMPUTER.with(() -> SMALL));
    }

    private static Repository open(Path folder, Surroundings surroundings) {
        return Repository.open(
                folder,
                Person.WIKI,
                new RepositorySettings(
                        new PeerId(Person.bytes("Bob").sha256()),
                        Person::everything,
                        InstantSource.system(),
                        new Random(1),
                        surroundings));
    }

    private void give(PageId page) {
        alice.repository().exchange().fold(page);
        List<Change> changes =
                alice.repository().exchange().missing(page, bob.exchange().heads(page)).changes();
        take(page, changes);
    }

    private void take(PageId page, List<Change> changes) {
        bob.exchange()
                .receive(
                        List.of(
                                new Arriving(
                                        page,
                                        changes,
                                        List.of(),
                                        Instant.EPOCH,
                                        Optional.of(alice.peer),
                                        Optional.empty())));
    }

    @Test
    void whatAComputerHasNoMemoryForIsHeldBackWithASentence() {
        PageId page = alice.create("Roses", "x".repeat(30_000)).page();
        give(page);
        alice.write(page, "y".repeat(15_000) + "x".repeat(30_000));
        give(page);
        assertEquals(45_000, bob.page(page).orElseThrow().text().length());

        alice.write(page, "z".repeat(10_000) + alice.text(page));
        give(page);

        assertEquals(45_000, bob.page(page).orElseThrow().text().length());
        assertEquals(1, bob.exchange().heldBack().size());
        String why = bob.exchange().heldBack().getFirst().why();
        assertTrue(why.contains("more than 50,000 characters were typed"), why);
    }

    /** Nobody is told "saved" of what no computer like his would take. */
    @Test
    void norIsItTypedThere() {
        PageId page = alice.create("Roses", "x".repeat(40_000)).page();
        give(page);
        PageView now = bob.page(page).orElseThrow();

        var refusal =
                assertThrows(
                        PageTooLargeException.class,
                        () -> bob.write(page, now.version(), "y".repeat(10_001) + now.text()));

        assertTrue(refusal.getMessage().contains("More than 50,000"), refusal.getMessage());
        assertEquals(now.version(), bob.page(page).orElseThrow().version());
    }

    @Test
    void whatWasHeldBackEntersAtAStartWithMoreMemory(@TempDir Path folder) {
        PageId page = alice.create("Roses", "x".repeat(70_000)).page();
        List<Change> changes = alice.repository().exchange().missing(page, Heads.NONE).changes();
        try (var small = open(folder, Surroundings.COMPUTER.with(() -> SMALL))) {
            small.exchange()
                    .receive(page, changes, List.of(), Instant.EPOCH, Optional.of(alice.peer));
            assertEquals(1, small.exchange().heldBack().size());
        }
        try (var again = open(folder, Surroundings.COMPUTER.with(() -> SMALL))) {
            again.suspects().awaitExamined();
            assertEquals(1, again.exchange().heldBack().size());
        }
        try (var large = open(folder, Surroundings.COMPUTER)) {
            large.suspects().awaitExamined();
            assertEquals(List.of(), large.exchange().heldBack());
            assertEquals(70_000, large.page(page).orElseThrow().text().length());
        }
    }

    /** Neither does it come in without a trial, as a page that only begins. */
    @Test
    void norIsAPageTakenThatBeginsSo() {
        PageId page = alice.create("Roses", "x".repeat(70_000)).page();

        give(page);

        assertEquals(1, bob.exchange().heldBack().size());
        assertTrue(bob.page(page).orElseThrow().text().length() < SMALL);
    }

    @Test
    void whoWritesInAPageThatIsUsedUpIsToldBeforeAnythingIsCalledSaved(@TempDir Path folder) {
        int typed = (int) PageOperations.OWN_MAX;
        PageId page = PageId.of(Bytes.of(new byte[PageId.BYTES]));
        var actor = ActorId.of(alice.peer, Bytes.of(new byte[ActorId.SALT_BYTES]));
        List<Change> changes =
                FirstChanges.of(actor, new Title("Roses"), Map.of(), "x".repeat(typed));
        try (var carol = open(folder, Surroundings.COMPUTER.with(() -> 2L * typed))) {
            carol.exchange()
                    .receive(page, changes, List.of(), Instant.EPOCH, Optional.of(alice.peer));
            PageView now = carol.page(page).orElseThrow();
            assertEquals(typed, now.text().length());

            var refusal =
                    assertThrows(
                            PageTooLargeException.class,
                            () -> carol.write(page, now.version(), "less"));
            assertTrue(refusal.getMessage().contains("new page"), refusal.getMessage());

            var tab = carol.lines().open(page, "tab", Optional.empty(), Optional.empty());
            var update = new Lines.TabUpdate(1, TextChange.replace(typed, 0, typed, "less"));
            var pushed =
                    carol.lines()
                            .push(
                                    page,
                                    tab.position().line(),
                                    tab.position().version(),
                                    "tab",
                                    List.of(update));
            assertEquals(
                    refusal.getMessage(), assertInstanceOf(Pushed.Refused.class, pushed).why());
            assertEquals(now.version(), carol.page(page).orElseThrow().version());
        }
    }
}
