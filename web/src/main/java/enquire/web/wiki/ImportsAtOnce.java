package enquire.web.wiki;

import enquire.editor.page.WikiId;
import enquire.sync.node.Wiki;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which wikis pages are being imported into, however that was begun: two at a time would each take
 * the pages of the other for pages that were there before. Thread-safe.
 */
public final class ImportsAtOnce {

    private final Set<WikiId> running = ConcurrentHashMap.newKeySet();

    /**
     * Before an import; {@link #end} comes after it.
     *
     * @return false if another one goes on, so that this may not begin
     */
    public boolean begin(Wiki wiki) {
        return running.add(wiki.id());
    }

    public boolean goesOn(Wiki wiki) {
        return running.contains(wiki.id());
    }

    /** Only of one that had begun. */
    public void end(Wiki wiki) {
        running.remove(wiki.id());
    }
}
