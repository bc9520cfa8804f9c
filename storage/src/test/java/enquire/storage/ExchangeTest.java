package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ActorId;
import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.Edit;
import enquire.editor.page.Heads;
import enquire.editor.page.PageDocument;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.TitleKey;
import enquire.storage.Exchange.Received;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeTest {

    @TempDir Path folder;
    private final Set<PeerId> trustedByBob = ConcurrentHashMap.newKeySet();
    private Person alice;
    private Person bob;

    @BeforeEach
    void open() {
        alice = new Person("Alice", folder, 1);
        bob = Person.trusting(trustedByBob, "Bob", folder, 2);
        trustedByBob.add(alice.peer);
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    private void assertSame(PageId page) {
        Exchange ours = alice.repository().exchange();
        Exchange theirs = bob.repository().exchange();
        assertEquals(alice.text(page), bob.text(page));
        assertEquals(ours.heads(page), theirs.heads(page));
        assertEquals(alice.page(page).version(), bob.page(page).version());
        assertEquals(ours.fingerprint(), theirs.fingerprint());
    }

    @Test
    void editsMadeWhileApartAreOnBothSidesAfterAnExchange() {
        PageId page = alice.create("Home", "one\ntwo\nthree\n").page();
        bob.receiveFrom(alice);
        alice.write(page, "one 1\ntwo\nthree\n");
        bob.write(page, "one\ntwo\nthree 3 🌹\n");
        PageId second = bob.create("Second", "text").page();

        bob.receiveFrom(alice);
        alice.receiveFrom(bob);

        assertEquals("one 1\ntwo\nthree 3 🌹\n", alice.text(page));
        assertSame(page);
        assertSame(second);
        bob.restart();
        assertSame(page);
    }

    @Test
    void aPageThatBothMadeWhileApartHasBothTexts() {
        PageId page = alice.create("Minutes", "from Alice\n").page();
        bob.create("Minutes", "from Bob\n");

        bob.receiveFrom(alice);
        alice.receiveFrom(bob);

        assertTrue(alice.text(page).contains("from Alice\n"));
        assertTrue(alice.text(page).contains("from Bob\n"));
        assertSame(page);
    }

    @Test
    void aTextThatBothImportedWhileApartIsNotDoubled() {
        String vault = "# Roses\nThey are red.\n".repeat(50);
        PageId page = alice.create("Roses", vault).page();
        bob.create("Roses", vault);

        for (int round = 0; round < 3; round++) {
            bob.receiveFrom(alice);
            alice.receiveFrom(bob);
        }

        assertEquals(vault, alice.text(page));
        assertSame(page);
    }

    @Test
    void takingTheSameTwiceChangesNothing() {
        PageId page = alice.create("Home", "text").page();
        bob.receiveFrom(alice);
        PageView before = bob.page(page);
        Exchange theirs = bob.repository().exchange();
        long sequence = theirs.lastSequence();

        Received again =
                theirs.receive(
                        page,
                        alice.repository().exchange().changes(page),
                        List.of(),
                        Instant.EPOCH,
                        Optional.of(alice.peer));

        assertEquals(new Received(false, 0, 0, Set.of(), Map.of()), again);
        assertEquals(before, bob.page(page));
        assertEquals(sequence, theirs.lastSequence());
    }

    @Test
    void onlyWhatTheOtherLacksIsGiven() {
        PageId page = alice.create("Home", "text").page();
        bob.receiveFrom(alice);
        alice.write(page, "text and more");
        alice.repository().exchange().fold(page);

        var missing =
                alice.repository()
                        .exchange()
                        .missing(page, bob.repository().exchange().heads(page));

        assertEquals(1, missing.changes().size());
        assertEquals(2, alice.repository().exchange().missing(page, Heads.NONE).changes().size());
    }

    @Test
    void changesWaitUntilWhatTheyDependOnHasCome() {
        PageId page = alice.create("Home", "one").page();
        alice.write(page, "one two");
        alice.repository().exchange().fold(page);
        alice.write(page, "one two three");
        alice.repository().exchange().fold(page);
        List<Change> changes = alice.repository().exchange().changes(page);
        Exchange theirs = bob.repository().exchange();

        Received last = receive(theirs, page, changes.get(2));
        assertEquals(new Received(false, 0, 1, Set.of(changes.get(1).hash()), Map.of()), last);
        assertEquals(Optional.empty(), bob.repository().page(page));
        bob.restart();
        theirs = bob.repository().exchange();
        Received first = receive(theirs, page, changes.get(0));
        assertEquals(new Received(true, 1, 1, Set.of(changes.get(1).hash()), Map.of()), first);
        assertEquals("one", bob.text(page));
        assertEquals(
                new Received(true, 2, 0, Set.of(), Map.of()),
                receive(theirs, page, changes.get(1)));
        assertSame(page);
    }

    private Received receive(Exchange theirs, PageId page, Change change) {
        return theirs.receive(
                page, List.of(change), List.of(), Instant.EPOCH, Optional.of(alice.peer));
    }

    @Test
    void whatIsNotAcceptedWaitsAndEntersWhenItIs() {
        trustedByBob.remove(alice.peer);
        PageId page = alice.create("Home", "one").page();
        bob.receiveFrom(alice);
        assertEquals(Optional.empty(), bob.repository().page(page));
        assertEquals(0, bob.repository().exchange().fingerprint().pages());

        trustedByBob.add(alice.peer);
        bob.repository().exchange().judgeAnew();

        assertEquals("one", bob.text(page));
        assertSame(page);
    }

    @Test
    void whatStopsBeingAcceptedLeavesThePage() {
        PageId page = bob.create("Home", "one\n").page();
        alice.receiveFrom(bob);
        alice.write(page, "one\ntwo\n");
        bob.receiveFrom(alice);
        Heads before = bob.repository().exchange().heads(page);
        assertEquals("one\ntwo\n", bob.text(page));

        trustedByBob.remove(alice.peer);
        bob.repository().exchange().judgeAnew();

        assertEquals("one\n", bob.text(page));
        assertNotEquals(before, bob.repository().exchange().heads(page));
        bob.write(page, "one\nthree\n");
        bob.repository().exchange().fold(page);
        bob.restart();
        assertEquals("one\nthree\n", bob.text(page));
        trustedByBob.add(alice.peer);
        bob.repository().exchange().judgeAnew();
        assertTrue(bob.text(page).contains("two\n"));
        alice.receiveFrom(bob);
        assertSame(page);
    }

    @Test
    void waitingChangesAreBounded() {
        trustedByBob.remove(alice.peer);
        PageId page = PageId.derive(Person.WIKI, TitleKey.of("Flood"));
        var changes = new ArrayList<Change>();
        var actor = ActorId.of(alice.peer, Bytes.of(new byte[ActorId.SALT_BYTES]));
        try (var document = PageDocument.create(actor)) {
            for (int i = 0; i <= WaitingRoom.CHANGES_MAX; i++) {
                changes.addAll(document.edit(new Edit.PutMark("mark", "value " + i)));
            }
        }
        Exchange theirs = bob.repository().exchange();

        Received received =
                theirs.receive(page, changes, List.of(), Instant.EPOCH, Optional.of(alice.peer));

        assertEquals(WaitingRoom.CHANGES_MAX + 1, changes.size());
        assertEquals(WaitingRoom.CHANGES_MAX, received.waiting());
        assertEquals(Set.of(changes.getLast().hash()), received.missing());
        assertFalse(theirs.holds(page, List.of(changes.getLast().hash())));
        assertEquals(
                WaitingRoom.CHANGES_MAX,
                theirs.receive(page, changes, List.of(), Instant.EPOCH, Optional.of(alice.peer))
                        .waiting());
    }

    @Test
    void foreignEditsAreStepsOfTheLine() {
        PageId page = alice.create("Home", "one two").page();
        bob.receiveFrom(alice);
        var tab = bob.repository().lines().open(page, "tab", Optional.empty(), Optional.empty());
        alice.write(page, "one 🌹 two");

        bob.receiveFrom(alice);

        var line = tab.position().line();
        var steps = bob.repository().lines().since(page, line, 0).orElseThrow();
        assertEquals("one 🌹 two", steps.getFirst().change().apply("one two"));
        assertEquals(alice.peer, steps.getFirst().author());
        bob.restart();
        assertEquals(steps, bob.repository().lines().since(page, line, 0).orElseThrow());
    }

    @Test
    void statementsTravelWithTheChangesTheyVouchFor() {
        PageId page = alice.create("Home", "one").page();
        Exchange ours = alice.repository().exchange();
        var unsigned = ours.unsigned(Optional.empty(), 10);
        assertEquals(1, unsigned.size());
        var first = new Statement(Person.bytes("first"), List.of(unsigned.getFirst().hash()));
        ours.sign(page, List.of(first), Set.of());
        assertEquals(List.of(), ours.unsigned(Optional.of(page), 10));
        bob.receiveFrom(alice);
        assertSame(page);
        assertEquals(List.of(first), bob.repository().exchange().statements(page));

        alice.write(page, "one two");
        ours.fold(page);
        var second =
                new Statement(
                        Person.bytes("second"),
                        List.of(ours.unsigned(Optional.of(page), 10).getFirst().hash()));
        ours.sign(page, List.of(second), Set.of(first.id()));

        var missing = ours.missing(page, bob.repository().exchange().heads(page));
        assertEquals(List.of(second), missing.statements());
        bob.repository()
                .exchange()
                .receive(
                        page,
                        missing.changes(),
                        missing.statements(),
                        Set.of(first.id()),
                        Instant.EPOCH,
                        Optional.of(alice.peer));
        assertSame(page);
    }

    @Test
    void theIndexNamesEveryPageOnceAscendingAndInParts() {
        var pages = new HashSet<PageId>();
        for (int i = 0; i < 7; i++) {
            pages.add(alice.create("Page " + i, "text").page());
        }
        Exchange ours = alice.repository().exchange();

        var first = ours.index(0, 4);
        var second = ours.index(first.upTo(), 4);

        assertFalse(first.complete());
        assertTrue(second.complete());
        assertEquals(ours.lastSequence(), second.upTo());
        var found = new HashSet<PageId>();
        first.entries().forEach(entry -> found.add(entry.page()));
        second.entries().forEach(entry -> found.add(entry.page()));
        assertEquals(pages, found);
        assertEquals(List.of(), ours.index(second.upTo(), 4).entries());
        assertEquals(7, ours.fingerprint().pages());
    }

    @Test
    void theIndexIdAndTheSequenceSurviveARestart() {
        alice.create("Home", "text");
        Bytes id = alice.repository().exchange().indexId();
        long sequence = alice.repository().exchange().lastSequence();
        var fingerprint = alice.repository().exchange().fingerprint();

        alice.restart();

        assertEquals(id, alice.repository().exchange().indexId());
        assertEquals(sequence, alice.repository().exchange().lastSequence());
        assertEquals(fingerprint, alice.repository().exchange().fingerprint());
    }
}
