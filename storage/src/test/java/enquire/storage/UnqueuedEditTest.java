package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.editor.page.Title;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something fails after a page was touched in memory and before that was queued for the disk. */
class UnqueuedEditTest {

    @TempDir Path folder;
    private final Set<PeerId> trustedByBob = ConcurrentHashMap.newKeySet();
    private Person alice;
    private Person bob;
    private PageId page;

    @BeforeEach
    void open() {
        alice = new Person("Alice", folder, 1);
        bob = Person.trusting(trustedByBob, "Bob", folder, 2);
        trustedByBob.add(alice.peer);
        page = bob.create("Home", "one\n").page();
        alice.receiveFrom(bob);
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    private void assertFails(Class<? extends Exception> how, Runnable action) {
        bob.withBrokenClock(() -> {
            var failure = assertThrows(how, action::run);
            assertTrue(String.valueOf(failure.getMessage()).contains("the clock is broken"));
        });
    }

    private void assertGoesOn(String text) {
        bob.write(page, text);
        bob.repository().exchange().fold(page);
        bob.restart();
        assertEquals(text, bob.text(page));
        bob.repository().rename(page, new Title("Home again"));
        bob.restart();
        assertEquals(text, bob.text(page));
    }

    @Test
    void whatAPeerSentIsTakenInAgainAndNothingBuildsOnWhatIsNotStored() {
        alice.repository().rename(page, new Title("House"));

        assertFails(IllegalStateException.class, () -> bob.receiveFrom(alice, page));

        assertEquals("Home", bob.page(page).title().value());
        assertGoesOn("one\ntwo\n");
        bob.receiveFrom(alice, page);
        alice.receiveFrom(bob, page);
        assertEquals(bob.page(page).version(), alice.page(page).version());
    }

    @Test
    void aPageThatCouldNotBeRebuiltIsWrittenOnAsItIsStored() {
        alice.write(page, "one\ntwo\n");
        bob.receiveFrom(alice);
        bob.repository().lines().open(page, "tab", Optional.empty(), Optional.empty());
        bob.write(page, "one\ntwo\n3\n");
        trustedByBob.remove(alice.peer);

        // A mistake over one page is told, and costs no other page its turn.
        assertFails(StorageException.class, () -> bob.repository().exchange().judgeAnew());

        assertEquals("one\ntwo\n3\n", bob.text(page));
        assertGoesOn("one\ntwo\nthree\n");
        bob.repository().exchange().judgeAnew();
        assertFalse(bob.text(page).contains("two"), bob.text(page));
    }

    /** Its changes are gone, so a document cannot be made of them. */
    @Test
    void aTitleThatCannotBeGivenToADeletedPageLeavesItDeletedWithItsText() {
        bob.repository().delete(page);
        bob.restart();
        Commits.await(
                bob.repository()
                        .writer()
                        .submit(
                                new Incarnation(),
                                (handle, ledger) -> {
                                    handle.execute("DELETE FROM change");
                                    return () -> {};
                                }));

        assertThrows(StorageException.class, () -> bob.create("Home", "new text"));

        bob.restart();
        assertTrue(bob.page(page).deleted());
        assertEquals("one\n", bob.text(page));
    }
}
