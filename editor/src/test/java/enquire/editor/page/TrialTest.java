package enquire.editor.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import enquire.editor.text.TextChange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes are tried on a copy, and the page does not notice. */
class TrialTest {

    private static Edit typed(int at, String text) {
        return new Edit.Text(TextChange.replace(at, at, at, text));
    }

    @Test
    void honestChangesPassAndThePageIsAsItWas() {
        try (var alice = PageDocument.create(Actors.actor(1));
                var bob = PageDocument.create(Actors.actor(2))) {
            alice.edit(new Edit.Rename(new Title("Home")), typed(0, "one 👍🏽"));
            bob.apply(alice.changes());
            Heads before = bob.heads();
            List<Change> more = alice.edit(new Edit.Delete());

            try (Trial trial = bob.trial(more)) {
                trial.run();
            }

            assertEquals(before, bob.heads());
            assertEquals("one 👍🏽", bob.text());
            bob.apply(more);
            assertEquals(alice.heads(), bob.heads());
        }
    }

    /** The 4th of these mutations, unscreened: saved with it, a page has "mismatching heads". */
    @Test
    void aChangeWithWhichAPageCannotBeLoadedBackFails() {
        var mutations = new MutatedChanges(1);
        MutatedChanges.Mutated mutated = mutations.next();
        for (int i = 0; i < 3; i++) {
            mutated = mutations.next();
        }
        try (var page = PageDocument.of(mutated.before(), Actors.actor(9));
                Trial trial = page.trial(List.of(Change.parse(mutated.chunk())))) {
            Heads before = page.heads();

            assertThrows(PageDocumentException.class, trial::run);

            assertEquals(before, page.heads());
            page.edit(typed(page.text().length(), "on"));
        }
    }

    @Test
    void whatFollowsSomethingMissingIsNotTried() {
        try (var alice = PageDocument.create(Actors.actor(1));
                var bob = PageDocument.create(Actors.actor(2))) {
            alice.edit(new Edit.Rename(new Title("Home")));
            List<Change> second = alice.edit(new Edit.Rename(new Title("House")));
            // Automerge would queue it without a word.
            assertThrows(IllegalArgumentException.class, () -> bob.trial(second));
        }
    }
}
