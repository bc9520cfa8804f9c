package enquire.sync.node;

import enquire.editor.page.Blanks;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.storage.PageView;
import enquire.storage.Repository;
import enquire.storage.TakenOut;
import enquire.storage.Version;
import enquire.sync.roster.Redactions;
import enquire.sync.roster.Role;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whoever said that something is to go deletes it in the text. If his edit never comes, because he
 * may write no more or lost his disk, the words stand for ever, or marks in their place: then this
 * node deletes them. That two do is the same as that one does. Thread-safe.
 */
final class DeletionsForOthers {

    /**
     * What is to go, and a version of the page: the word of somebody may come when his edit was
     * lost, and then the version is the same as before.
     */
    private record Looked(Version version, Map<ChangeHash, TakenOut> named) {}

    private final Repository repository;
    private final Members members;

    /** Of the last look at each page. */
    private final Map<PageId, Looked> seen = new ConcurrentHashMap<>();

    /** Where nothing stands any more that is to go. */
    private final Map<PageId, Looked> clear = new ConcurrentHashMap<>();

    DeletionsForOthers(Repository repository, Members members) {
        this.repository = repository;
        this.members = members;
    }

    /** Once in a while, of a node that may write. */
    void makeUp(PageId page, Redactions redactions) {
        Optional<Version> version = repository.page(page).map(PageView::version);
        if (version.isEmpty()) {
            return;
        }
        Map<ChangeHash, TakenOut> named = redactions.of(page);
        var now = new Looked(version.get(), named);
        if (now.equals(clear.get(page))) {
            return;
        }
        boolean gone =
                redactions.told(page).stream()
                        .anyMatch(told -> members.role(told.by()).filter(Role::writes).isEmpty());
        // Else his edit is on its way: nothing has come since the last time.
        if (now.equals(seen.put(page, now)) || gone) {
            var blanks = new HashMap<ChangeHash, Blanks>();
            named.forEach((change, out) -> blanks.put(change, out.blanks()));
            repository.archive().takingOut().deleteStanding(page, blanks);
            clear.put(page, now);
        }
    }
}
