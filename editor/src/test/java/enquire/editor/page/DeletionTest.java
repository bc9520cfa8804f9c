package enquire.editor.page;

import static enquire.editor.page.Actors.ALICE;
import static enquire.editor.page.Actors.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.text.TextChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeletionTest {

    private static Edit.Text append(PageDocument page, String text) {
        int length = page.text().length();
        return new Edit.Text(TextChange.replace(length, length, length, text));
    }

    private static void meet(PageDocument one, PageDocument other) {
        List<Change> ofOne = one.changes();
        one.apply(other.changes());
        other.apply(ofOne);
        assertEquals(one.heads(), other.heads());
        assertEquals(one.content(), other.content());
    }

    private static PageDocument page() {
        var page = PageDocument.create(ALICE);
        page.edit(append(page, "text"));
        return page;
    }

    @Test
    void aDeletedPageCountsAsDeletedAndKeepsItsText() {
        try (var page = page()) {
            page.edit(new Edit.Delete());
            assertTrue(page.content().deleted());
            assertEquals("text", page.content().text());
        }
    }

    @Test
    void anEditTakesADeletionBackInTheSameChange() {
        try (var page = page()) {
            page.edit(new Edit.Delete());
            var made = page.edit(append(page, "!"));
            assertEquals(1, made.size());
            assertEquals(2, made.getFirst().operations());
            assertFalse(page.content().deleted());
            page.edit(new Edit.Text(TextChange.replace(5, 4, 5, "")));
            assertEquals("text", page.text());
            assertFalse(page.content().deleted());
        }
    }

    @Test
    void restoringTakesADeletionBackAndLeavesTheText() {
        try (var page = page()) {
            page.edit(new Edit.Delete());
            page.edit(new Edit.Restore());
            assertFalse(page.content().deleted());
            assertEquals("text", page.text());
        }
    }

    @Test
    void anEmptyPageCanBeDeletedToo() {
        try (var page = PageDocument.create(ALICE)) {
            page.edit(new Edit.Delete());
            assertTrue(page.content().deleted());
        }
    }

    @Test
    void anEditMadeAtTheSameTimeWinsOverADeletion() {
        try (var alice = page();
                var bob = PageDocument.of(alice.changes(), BOB)) {
            alice.edit(new Edit.Delete());
            bob.edit(append(bob, "!"));
            meet(alice, bob);
            assertFalse(alice.content().deleted());
            assertEquals("text!", alice.text());
        }
    }

    @Test
    void twoDeletionsOfTheSameTextStayADeletion() {
        try (var alice = page();
                var bob = PageDocument.of(alice.changes(), BOB)) {
            alice.edit(new Edit.Delete());
            bob.edit(new Edit.Delete());
            meet(alice, bob);
            assertTrue(alice.content().deleted());
        }
    }

    @Test
    void oneOfSeveralConcurrentDeletionsIsEnough() {
        // Bob deletes the text with his own edit in it: after the merge only his value names it.
        try (var alice = page();
                var bob = PageDocument.of(alice.changes(), BOB)) {
            alice.edit(new Edit.Delete());
            bob.edit(append(bob, "!"), new Edit.Delete());
            meet(alice, bob);
            assertTrue(alice.content().deleted());
            assertEquals("text!", alice.text());
            try (var other = PageDocument.of(alice.changes(), Actors.CAROL)) {
                other.edit(append(other, "?"));
                meet(alice, other);
                assertFalse(alice.content().deleted());
            }
        }
    }

    @Test
    void bothOrdersOfTheWinnerCount() {
        for (boolean swapped : new boolean[] {false, true}) {
            ActorId editor = swapped ? ALICE : BOB;
            ActorId deleter = swapped ? BOB : ALICE;
            try (var one = PageDocument.create(deleter)) {
                one.edit(append(one, "text"));
                try (var other = PageDocument.of(one.changes(), editor)) {
                    other.edit(append(other, "!"), new Edit.Delete());
                    one.edit(new Edit.Delete());
                    meet(one, other);
                    assertTrue(one.content().deleted());
                }
            }
        }
    }
}
