package enquire.storage;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.util.List;
import java.util.Map;

/**
 * What pages that were judged anew came to.
 *
 * @param staying of those that stay as they are for now, the heads of what would remain
 * @param failures of the pages that could not be judged; all others were
 */
public record JudgedAnew(Map<PageId, Heads> staying, List<StorageException> failures) {

    /**
     * @throws StorageException the first failure, if there is any
     */
    public void orThrow() {
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
