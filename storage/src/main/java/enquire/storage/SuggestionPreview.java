package enquire.storage;

import enquire.editor.page.BranchScreening;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.TextHistory;
import enquire.editor.text.TextChange;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.WikiDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a suggestion would do to its page, found without Automerge, since it was never tried.
 * Thread-safe.
 */
final class SuggestionPreview {

    private final WikiDatabase database;

    SuggestionPreview(WikiDatabase database) {
        this.database = database;
    }

    /** The change of the text as it is now, typing that is pending included. */
    Optional<TextChange> onto(SuggestedEdit edit, String now) {
        List<Change> page = accepted(edit.page());
        if (!fits(edit, page)) {
            return Optional.empty();
        }
        page.add(edit.change());
        return TextHistory.of(page)
                .map(history -> history.part(Set.of(edit.id())))
                .map(part -> Suggestions.onto(part, now));
    }

    boolean fits(SuggestedEdit edit) {
        return fits(edit, accepted(edit.page()));
    }

    private static boolean fits(SuggestedEdit edit, List<Change> page) {
        Set<ChangeHash> there = page.stream().map(Change::hash).collect(Collectors.toSet());
        return there.containsAll(edit.change().dependencies())
                && BranchScreening.screen(page, List.of(edit.change()), Set.of(), 0)
                        .fit()
                        .contains(edit.id());
    }

    /** Each after those it depends on. */
    private List<Change> accepted(PageId page) {
        return new ArrayList<>(
                ChangeGraph.ordered(
                        database.read(handle -> ChangeTable.changes(handle, page, true))));
    }
}
