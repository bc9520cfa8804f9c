package enquire.storage;

import enquire.editor.page.BranchScreening;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.Replay;
import enquire.editor.page.TextHistory;
import enquire.editor.text.TextChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What suggestions would do to their page, found without Automerge, since they were never tried. A
 * page is read, screened and replayed once for all of them. Thread-safe.
 */
final class SuggestionPreview {

    /**
     * Suggestions that are previewed at a time, each of which takes time by the size of its page:
     * twice what is shown, since some change nothing any more. (A guess.)
     */
    static final int PREVIEWED_MAX = 2 * Suggestions.SUGGESTIONS_MAX;

    private final Function<PageId, List<Change>> accepted;

    /**
     * @param accepted the changes of a page, in any order
     */
    SuggestionPreview(Function<PageId, List<Change>> accepted) {
        this.accepted = accepted;
    }

    /**
     * The changes of the text as it is now, typing that is pending included, by what is suggested.
     *
     * @param edits of this page; of those that {@linkplain #fits fit}, only the first {@link
     *     #PREVIEWED_MAX} are in the answer
     */
    Map<ChangeHash, TextChange> onto(PageId page, List<SuggestedEdit> edits, String now) {
        if (edits.isEmpty()) {
            return Map.of();
        }
        List<Change> there = ChangeGraph.ordered(accepted.apply(page));
        List<Change> fit = fit(edits, there).stream().limit(PREVIEWED_MAX).toList();
        Replay replay = Replay.EMPTY.with(fit.isEmpty() ? List.of() : there);
        var onto = new HashMap<ChangeHash, TextChange>();
        for (Change change : fit) {
            // Each alone behind the page: one that takes too long takes no other one with it.
            TextHistory.of(replay, List.of(change))
                    .map(history -> history.part(Set.of(change.hash())))
                    .ifPresent(part -> onto.put(change.hash(), OutvotedRun.onto(part, now)));
        }
        return onto;
    }

    boolean fits(SuggestedEdit edit) {
        List<Change> there = ChangeGraph.ordered(accepted.apply(edit.page()));
        return !fit(List.of(edit), there).isEmpty();
    }

    /** In the given order. */
    private static List<Change> fit(List<SuggestedEdit> edits, List<Change> page) {
        Set<ChangeHash> there = page.stream().map(Change::hash).collect(Collectors.toSet());
        List<Change> rest =
                edits.stream()
                        .map(SuggestedEdit::change)
                        .filter(change -> there.containsAll(change.dependencies()))
                        .toList();
        Set<ChangeHash> fit = BranchScreening.screen(page, rest, Set.of(), 0).fit();
        return rest.stream().filter(change -> fit.contains(change.hash())).toList();
    }
}
