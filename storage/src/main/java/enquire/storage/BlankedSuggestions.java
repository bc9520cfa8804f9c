package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.storage.database.RecordTable;
import enquire.storage.database.SuggestedTable;
import enquire.storage.database.WikiDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What readers suggest of a page loses what is taken out of the page's past. Stateless. */
final class BlankedSuggestions {

    private BlankedSuggestions() {}

    /**
     * Durable when this returns.
     *
     * @return whether there was anything
     */
    static boolean blank(
            WikiDatabase database, Records records, PageId page, Map<ChangeHash, TakenOut> named) {
        var left = new ArrayList<Change>();
        List<Change> suggested = database.read(handle -> SuggestedTable.changes(handle, page));
        for (Change change : suggested) {
            Optional.ofNullable(named.get(change.hash()))
                    .flatMap(out -> TakenOut.left(change, out))
                    .ifPresent(left::add);
        }
        if (left.isEmpty()) {
            return false;
        }
        records.write(handle -> {
            left.forEach(change -> SuggestedTable.blank(handle, page, change));
            RecordTable.putValues(handle, Scrubbing.owed());
        });
        return true;
    }
}
