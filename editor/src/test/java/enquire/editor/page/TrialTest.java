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

    @Test
    void aChangeThatAutomergeDoesNotTakeFails() {
        try (var alice = PageDocument.create(Actors.actor(1));
                var bob = PageDocument.create(Actors.actor(2))) {
            List<Change> first = alice.edit(new Edit.Rename(new Title("Home")));
            List<Change> second = alice.edit(new Edit.Rename(new Title("House")));
            try (Trial trial = bob.trial(List.of())) {
                trial.run();
            }
            // What follows something missing is queued without a word.
            assertThrows(IllegalArgumentException.class, () -> bob.trial(second));
            try (Trial trial = bob.trial(first)) {
                trial.run();
            }
        }
    }
}
