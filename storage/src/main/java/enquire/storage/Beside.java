package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import java.util.Map;
import java.util.Optional;

/**
 * Values of {@link Records} that are stored in the transaction of an edit: both are on disk or
 * neither is. Who carries edits in from elsewhere notes so how far it is, and after a crash neither
 * loses one nor carries it in twice.
 */
@FunctionalInterface
public interface Beside {

    Beside NOTHING = page -> Map.of();

    /**
     * Called under the page's lock: it must not ask the repository for anything.
     *
     * @param page which may have been made by this edit
     * @return an empty value removes
     */
    Map<String, Optional<Bytes>> of(PageId page);
}
