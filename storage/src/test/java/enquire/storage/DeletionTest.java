package enquire.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.PageId;
import enquire.editor.page.Title;
import enquire.editor.page.TitleKey;
import enquire.editor.text.TextChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionTest {

    @TempDir Path folder;
    private Person alice;
    private Person bob;
    private PageId page;

    @BeforeEach
    void open() {
        alice = new Person("Alice", folder, 1);
        bob = new Person("Bob", folder, 2);
        page = alice.create("Home", "text").page();
        bob.receiveFrom(alice);
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
    }

    @Test
    void aDeletedPageIsFoundOnlyAmongTheDeleted() {
        PageView deleted = alice.repository().delete(page);

        assertTrue(deleted.deleted());
        assertEquals("text", deleted.text());
        assertEquals(Optional.empty(), alice.repository().find(TitleKey.of("Home")));
        assertEquals(Optional.empty(), alice.repository().resolve("Home"));
        assertEquals(Optional.of(page), alice.repository().findDeleted(TitleKey.of("home")));
        assertEquals(0, alice.repository().pageCount());
        assertEquals(List.of(), alice.repository().deleted(1, 10));
        assertEquals(page, alice.repository().deleted(0, 10).getFirst().page());
        alice.restart();
        assertEquals(deleted, alice.page(page));
        bob.receiveFrom(alice);
        assertTrue(bob.page(page).deleted());
    }

    @Test
    void aRestoredPageIsLiveAgain() {
        alice.repository().delete(page);

        PageView restored = alice.repository().restore(page);

        assertFalse(restored.deleted());
        assertEquals(Optional.of(page), alice.repository().find(TitleKey.of("Home")));
    }

    @Test
    void anEditMadeAtTheSameTimeOutlivesTheDeletion() {
        alice.repository().delete(page);
        bob.write(page, "text, improved");

        alice.receiveFrom(bob);
        bob.receiveFrom(alice);

        assertFalse(alice.page(page).deleted());
        assertEquals("text, improved", alice.text(page));
        assertEquals(alice.page(page).version(), bob.page(page).version());
        assertFalse(bob.page(page).deleted());
    }

    @Test
    void typingInADeletedPageTakesTheDeletionBackAtOnceAndForGood() {
        PageView deleted = alice.repository().delete(page);

        assertFalse(alice.write(page, "text again").deleted());
        assertEquals(1, alice.repository().pageCount());
        alice.repository().exchange().fold(page);
        assertFalse(alice.page(page).deleted());
        assertEquals("text again", alice.text(page));
        assertEquals(Optional.of("text"), alice.repository().textAt(page, deleted.version()));
    }

    @Test
    void typingThatWasTakenBackStillRestores() {
        alice.repository().delete(page);
        var lines = alice.repository().lines();
        var tab = lines.open(page, "tab", Optional.empty(), Optional.empty());
        lines.push(
                page,
                tab.position().line(),
                0,
                "tab",
                List.of(
                        new Lines.TabUpdate(1, TextChange.replace(4, 4, 4, "!")),
                        new Lines.TabUpdate(2, TextChange.replace(5, 4, 5, ""))));

        alice.repository().exchange().fold(page);

        assertFalse(alice.page(page).deleted());
        assertEquals("text", alice.text(page));
        bob.receiveFrom(alice);
        assertFalse(bob.page(page).deleted());
    }

    @Test
    void creatingATitleWhosePageWasDeletedRestoresThatPage() {
        alice.repository().delete(page);

        PageView created = alice.repository().create(new Title("HOME"), "new text");

        assertEquals(page, created.page());
        assertFalse(created.deleted());
        assertEquals("HOME", created.title().value());
        assertEquals("new text", created.text());
        alice.restart();
        assertEquals("new text", alice.text(page));
    }

    @Test
    void deletingTwiceChangesNothingMore() {
        PageView deleted = alice.repository().delete(page);

        assertEquals(deleted, alice.repository().delete(page));
    }
}
