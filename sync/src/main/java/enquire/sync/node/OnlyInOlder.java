package enquire.sync.node;

import enquire.editor.page.WikiId;
import enquire.storage.Repository;
import enquire.sync.backup.BackupContents;
import enquire.sync.backup.BackupPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What older backups hold and a new one lacks, though nobody meant it to go: wikis, of which none
 * is ever removed, and attachments that a page names and this computer did not leave to others. The
 * older ones may be the last place where it is. One thread.
 */
final class OnlyInOlder {

    private final Set<BackupPath> made;
    private final Map<WikiId, Wiki> wikis = new HashMap<>();
    private final Set<BackupPath> missed = new HashSet<>();

    /**
     * @param wikis that are open
     */
    OnlyInOlder(BackupContents made, List<Wiki> wikis) {
        this.made = made.files().keySet();
        wikis.forEach(wiki -> this.wikis.put(wiki.id(), wiki));
    }

    /** Whether an older one holds something of it, which counts from then on. */
    boolean isIn(BackupContents older) {
        boolean some = false;
        for (BackupPath path : older.files().keySet()) {
            if (isMissed(path)) {
                missed.add(path);
                some = true;
            }
        }
        return some;
    }

    int wikis() {
        return (int) missed.stream().filter(BackupPath.WikiDatabase.class::isInstance).count();
    }

    int files() {
        return missed.size() - wikis();
    }

    private boolean isMissed(BackupPath path) {
        if (made.contains(path)) {
            return false;
        }
        return switch (path) {
            case BackupPath.WikiDatabase wiki -> true;
            case BackupPath.Blob blob -> missed.contains(blob) || isGone(blob);
            case BackupPath.Identity identity -> false;
            case BackupPath.NodeRecords records -> false;
        };
    }

    private boolean isGone(BackupPath.Blob file) {
        Wiki wiki = wikis.get(file.wiki());
        if (wiki == null) {
            return false; // It goes without its wiki, which counts.
        }
        Repository repository = wiki.repository();
        return repository.blobs().file(file.blob()).isEmpty()
                && !repository.attachments().isTakenOut(file.blob())
                && repository.attachments().manifest(file.blob()).isPresent()
                && !wiki.files().isAway(file.blob());
    }
}
