package enquire.sync.protocol;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The last versions of pages that either side of a connection announced to the other. Those that
 * are held are named when more is asked for: where several people write, the peer finds among them
 * what it need not give, though it knows nothing of the newest. One thread at a time.
 */
final class CommonHeads {

    /** Pages that are remembered: more than people write in at a time. (A guess.) */
    static final int PAGES_MAX = 512;

    /**
     * Versions of each: two people who type make one each 150 ms, so these are of the last half
     * second, which is there and back over a slow line. (Arithmetic.) With two heads each all of
     * them take less than 1 MB.
     */
    static final int VERSIONS_MAX = 8;

    private final Map<PageId, ArrayDeque<Heads>> versions =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<PageId, ArrayDeque<Heads>> eldest) {
                    return size() > PAGES_MAX;
                }
            };

    /** Either side says that it holds these. */
    void announced(PageId page, Heads heads) {
        if (heads.hashes().size() > HeadsAtPeer.HEADS_MAX) {
            return;
        }
        ArrayDeque<Heads> last = versions.computeIfAbsent(page, unheard -> new ArrayDeque<>());
        last.remove(heads);
        last.addFirst(heads);
        if (last.size() > VERSIONS_MAX) {
            last.removeLast();
        }
    }

    /**
     * What to name of a page when asking for more.
     *
     * @param known what is named anyway; if nothing, nothing of the page is held
     * @param holds whether a version is held here
     */
    Heads with(PageId page, Heads known, Predicate<Heads> holds) {
        ArrayDeque<Heads> last = versions.get(page);
        if (known.isEmpty() || last == null) {
            return known;
        }
        var named = new LinkedHashSet<ChangeHash>(known.hashes());
        for (Heads version : last) {
            if (named.size() + version.hashes().size() <= Limits.HEADS_NAMED
                    && holds.test(version)) {
                named.addAll(version.hashes());
            }
        }
        return Heads.of(named);
    }
}
