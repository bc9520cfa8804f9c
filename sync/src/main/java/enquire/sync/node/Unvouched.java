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

/**
 * Pages that members hold without words which somebody took out who may not say so any more: nobody
 * vouches for what is left of them, so they cannot be taken in here until an owner or admin does.
 * At most the pages of which anything was ever named. Thread-safe.
 */
final class Unvouched {

    private final Map<PageId, PeerId> pages = new ConcurrentHashMap<>();

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
        boolean refused =
                changes.stream()
                        .filter(change -> change.isBlanked() && lacking.contains(change.hash()))
                        .anyMatch(change -> unproven.containsKey(change.hash()));
        if (refused) {
            pages.put(page, by);
        } else if (!changes.isEmpty()) {
            pages.remove(page, by);
        }
    }

    /** Of which pages nobody vouches for what is left, and who brought that last. */
    Map<PageId, PeerId> now(Redactions redactions) {
        var now = new LinkedHashMap<PageId, PeerId>();
        for (PageId page : redactions.pages()) {
            PeerId by = pages.get(page);
            if (by != null && !redactions.unproven(page).isEmpty()) {
                now.put(page, by);
            }
        }
        return now;
    }
}
