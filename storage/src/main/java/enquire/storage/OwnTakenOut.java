package enquire.storage;

import enquire.editor.page.Bytes;
import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which changes of this node left a page because it may not write any more. What nobody has signed
 * cannot be told from what somebody else made under our key, so it is noted when it leaves. Kept
 * after they have entered again: who asks looks whether they have. Thread-safe.
 */
final class OwnTakenOut {

    /** Names of values: the hashes of one page in a row. */
    private static final String NAME = "own-taken-out/";

    private final Records records;

    /** From the disk when somebody asks first. */
    private Optional<Map<PageId, Set<ChangeHash>>> read = Optional.empty();

    OwnTakenOut(Records records) {
        this.records = records;
    }

    synchronized Set<PageId> pages() {
        return Set.copyOf(read().keySet());
    }

    synchronized Set<ChangeHash> of(PageId page) {
        return read().getOrDefault(page, Set.of());
    }

    /**
     * Durable when this returns, so that they are found again whatever happens then.
     *
     * @return whether any was new
     */
    synchronized boolean add(PageId page, Collection<Change> own) {
        var hashes = new HashSet<>(of(page));
        boolean isNew = own.stream().map(Change::hash).filter(hashes::add).count() > 0;
        if (isNew) {
            records.values(Map.of(NAME + page, Optional.of(Heads.of(hashes).toBytes())));
            read().put(page, Set.copyOf(hashes));
        }
        return isNew;
    }

    private Map<PageId, Set<ChangeHash>> read() {
        if (read.isEmpty()) {
            var pages = new TreeMap<PageId, Set<ChangeHash>>();
            records.values(NAME).forEach((name, hashes) -> pages.put(page(name), hashes(hashes)));
            read = Optional.of(pages);
        }
        return read.get();
    }

    private static PageId page(String name) {
        return PageId.parse(name.substring(NAME.length()));
    }

    private static Set<ChangeHash> hashes(Bytes stored) {
        return Set.copyOf(Heads.ofBytes(stored).hashes());
    }
}
