package enquire.editor.page;

import static enquire.editor.page.Actors.ALICE;
import static enquire.editor.page.Actors.BOB;
import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.editor.text.TextChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody makes more changes side by side than one change may follow. */
class GatheringTest {

    private static final int HEADS = 2_100;

    /** Each of an actor of its own, on top of nothing. */
    private static List<Change> sideBySide() {
        var changes = new ArrayList<Change>();
        for (int i = 0; i < HEADS; i++) {
            changes.addAll(
                    FirstChanges.of(Actors.actor(100 + i), new Title("Home"), Map.of(), "x"));
        }
        return changes;
    }

    private static Edit.Text append(PageDocument page, String text) {
        int end = page.text().length();
        return new Edit.Text(TextChange.replace(end, end, end, text));
    }

    @Test
    void anEditGathersThemFirstAndEveryoneTakesIt() {
        try (var page = PageDocument.create(ALICE);
                var bobs = PageDocument.create(BOB)) {
            List<Change> flood = sideBySide();
            page.edit(append(page, "own"));
            page.apply(flood);
            assertEquals(HEADS + 1, page.heads().hashes().size());
            PageContent before = page.content();

            List<Change> made = page.edit(append(page, "!"));

            // 2,101 heads become 1,078, these 55, and these are followed.
            assertEquals(3, made.size());
            assertEquals(1, page.heads().hashes().size());
            assertEquals(before.text() + "!", page.text());
            assertEquals(before.marks(), page.content().marks());
            List<Change> all = page.changes();
            assertEquals(all, bobs.screen(all).fit());
            bobs.apply(all);
            assertEquals(page.content(), bobs.content());
            try (var trial = bobs.trial(List.of())) {
                trial.run();
            }
            assertEquals(1, page.edit(append(page, "?")).size());
        }
    }
}
