package enquire.sync.protocol;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Which version of a page the peer said it holds, so that it is not offered once more, and which
 * ones both sides spoke of. Of the newest pages, and at most 4 MiB (arithmetic): what is not
 * remembered is offered in vain. One thread at a time.
 */
final class HeadsAtPeer {

    /** Pages that are remembered: four parts of an index. */
    static final int PAGES_MAX = 4_096;

    /** A version of more heads is not remembered: so many people are seldom apart. (A guess.) */
    static final int HEADS_MAX = 16;

    private final Map<PageId, Heads> heads = bounded();

    /** What it was offered last. */
    private final Map<PageId, Heads> offered = bounded();

    private final CommonHeads common = new CommonHeads();

    private static Map<PageId, Heads> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<PageId, Heads> eldest) {
                return size() > PAGES_MAX;
            }
        };
    }

    void heard(PageId page, Heads theirs) {
        common.announced(page, theirs);
        remember(heads, page, theirs);
    }

    private static void remember(Map<PageId, Heads> known, PageId page, Heads version) {
        if (version.hashes().size() <= HEADS_MAX) {
            known.put(page, version);
        } else {
            known.remove(page);
        }
    }

    /** The peer was told that these are held here. */
    void told(List<Message.Entry> entries) {
        for (Message.Entry entry : entries) {
            common.announced(entry.page(), entry.heads());
            remember(offered, entry.page(), entry.heads());
        }
    }

    /** What to name of a page when asking for more of it. */
    Heads named(PageId page, Shelf shelf) {
        return common.with(page, shelf.known(page), version -> shelf.holds(page, version));
    }

    boolean has(PageId page, Heads ours) {
        return ours.equals(heads.get(page));
    }

    /**
     * Whether it need not be told. What was taken out here since it was offered, the peer waits
     * for: it has to hear of what it holds itself, too.
     *
     * @param holds whether a version is part of a page here
     */
    boolean needsNoWord(Shelf.Entry entry, BiPredicate<PageId, Heads> holds) {
        Heads before = offered.getOrDefault(entry.page(), entry.heads());
        return has(entry.page(), entry.heads())
                && (before.equals(entry.heads()) || holds.test(entry.page(), before));
    }

    void forget() {
        heads.clear();
        offered.clear();
    }
}
