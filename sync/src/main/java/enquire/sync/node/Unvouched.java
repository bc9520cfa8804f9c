package enquire.sync.node;

import enquire.editor.page.Blanks;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.sync.roster.Redactions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Pages that members hold without words which somebody took out who may not say so any more: nobody
 * vouches for what is left of them, so they cannot be taken in here until an owner or admin does.
 * At most the pages of which anything was ever named. Thread-safe.
 */
final class Unvouched {

    /**
     * @param changes that were not taken in
     */
    private record Refused(PeerId by, Set<ChangeHash> changes) {}

    private final Map<PageId, Refused> pages = new ConcurrentHashMap<>();

    /**
     * Something of a page came.
     *
     * @param lacking what of it was not taken in
     */
    void came(
            PageId page,
            PeerId by,
            Collection<Change> changes,
            Set<ChangeHash> lacking,
            Redactions redactions) {
        Map<ChangeHash, Blanks> unproven = redactions.unproven(page);
        Set<ChangeHash> refused =
                changes.stream()
                        .filter(change -> change.isBlanked() && lacking.contains(change.hash()))
                        .map(Change::hash)
                        .filter(unproven::containsKey)
                        .collect(Collectors.toSet());
        if (!refused.isEmpty()) {
            pages.put(page, new Refused(by, refused));
        }
    }

    /**
     * Of which pages nobody vouches for what is left, and who brought that last.
     *
     * @param held whether a change of a page is here by now, from somebody who has it whole
     */
    Map<PageId, PeerId> now(Redactions redactions, BiPredicate<PageId, ChangeHash> held) {
        var now = new LinkedHashMap<PageId, PeerId>();
        for (PageId page : redactions.pages()) {
            Refused refused = pages.get(page);
            if (refused != null && isWanted(page, refused, redactions, held)) {
                now.put(page, refused.by());
            }
        }
        return now;
    }

    private static boolean isWanted(
            PageId page,
            Refused refused,
            Redactions redactions,
            BiPredicate<PageId, ChangeHash> held) {
        Set<ChangeHash> unproven = redactions.unproven(page).keySet();
        return refused.changes().stream()
                .anyMatch(change -> unproven.contains(change) && !held.test(page, change));
    }
}
