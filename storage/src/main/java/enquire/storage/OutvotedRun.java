package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PeerId;
import enquire.editor.page.TextHistory;
import enquire.editor.text.TextChange;
import enquire.storage.Forks.Outvoted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Outvoted changes of one actor, each on top of the one before. Immutable.
 *
 * @param last of them
 * @param ancestors of the last one, itself included, each after those it depends on
 * @param own the changes of the run
 * @param because who made two changes of one number, so that these are out
 */
record OutvotedRun(Change last, List<Change> ancestors, Set<ChangeHash> own, Set<PeerId> because) {

    /**
     * What the run did to the text, found without Automerge. Nothing, if its author made it so that
     * it takes longer to find than anybody would wait.
     */
    TextHistory.Part read() {
        return TextHistory.of(ancestors)
                .map(history -> history.part(own))
                .orElseGet(() -> new TextHistory.Part("", TextChange.unchanged(0)));
    }

    /** What it would do to a text as it is now. */
    static TextChange onto(TextHistory.Part part, String now) {
        return part.change().mapOver(TextChange.between(part.before(), now), false);
    }

    /**
     * @throws NoSuchSuggestionException if no run ends with this change
     */
    static OutvotedRun ending(Outvoted outvoted, ChangeHash last) {
        return of(outvoted).stream()
                .filter(run -> run.last().hash().equals(last))
                .findFirst()
                .orElseThrow(NoSuchSuggestionException::new);
    }

    /** All that are outvoted, those that came last first. */
    static List<OutvotedRun> of(Outvoted outvoted) {
        var runs = new ArrayList<OutvotedRun>();
        var covered = new HashSet<ChangeHash>();
        // From the last one back: what precedes it of the same actor is part of the same run.
        for (Change change : outvoted.outvoted().reversed()) {
            if (covered.contains(change.hash())) {
                continue;
            }
            List<Change> ancestors = outvoted.ancestors(change);
            var own = new HashSet<ChangeHash>();
            for (Change each : ancestors) {
                if (each.actor().equals(change.actor()) && outvoted.isOutvoted(each.hash())) {
                    own.add(each.hash());
                }
            }
            covered.addAll(own);
            runs.add(new OutvotedRun(change, ancestors, own, outvoted.because(ancestors)));
        }
        return runs;
    }
}
