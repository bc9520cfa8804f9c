package enquire.sync.protocol;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which version of a page the peer said it holds, so that it is not offered once more, and which
 * ones both sides spoke of. Of the newest pages, and at most 2 MiB (arithmetic): what is not
 * remembered is offered in vain. One thread at a time.
 */
final class HeadsAtPeer {

    /** Pages that are remembered: four parts of an index. */
    static final int PAGES_MAX = 4_096;

    /** A version of more heads is not remembered: so many people are seldom apart. (A guess.) */
    static final int HEADS_MAX = 16;

    private final Map<PageId, Heads> heads =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<PageId, Heads> eldest) {
                    return size() > PAGES_MAX;
                }
            };

    private final CommonHeads common = new CommonHeads();

    void heard(PageId page, Heads theirs) {
        common.announced(page, theirs);
        if (theirs.hashes().size() <= HEADS_MAX) {
            heads.put(page, theirs);
        } else {
            heads.remove(page);
        }
    }

    /** The peer was told that these are held here. */
    void told(List<Message.Entry> entries) {
        entries.forEach(entry -> common.announced(entry.page(), entry.heads()));
    }

    /** What to name of a page when asking for more of it. */
    Heads named(PageId page, Shelf shelf) {
        return common.with(page, shelf.known(page), version -> shelf.holds(page, version));
    }

    boolean has(PageId page, Heads ours) {
        return ours.equals(heads.get(page));
    }

    void forget() {
        heads.clear();
    }
}
