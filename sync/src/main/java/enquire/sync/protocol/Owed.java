package enquire.sync.protocol;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pages that the peer announced and that are not held as it announced them; on disk with how far
 * its index is settled. One thread at a time.
 */
final class Owed {

    /** Pages that a peer may announce and not give before it is disconnected (a guess). */
    private static final int PAGES_MAX = 65_536;

    private final Shelf shelf;
    private final Bytes theirIndex;
    private final Set<PageId> pages = new LinkedHashSet<>();
    private boolean changed;

    /**
     * @param theirIndex id of the peer's store
     */
    Owed(Shelf shelf, Bytes theirIndex) {
        this.shelf = shelf;
        this.theirIndex = theirIndex;
    }

    /** Those of earlier connections. */
    Set<PageId> resume() {
        shelf.progress()
                .filter(progress -> progress.index().equals(theirIndex))
                .ifPresent(progress -> pages.addAll(progress.owed()));
        return Set.copyOf(pages);
    }

    /** Both hold the same, so no page is owed. */
    void none(long heldUpTo) {
        var held = new Shelf.Progress(theirIndex, heldUpTo, Set.of());
        if (!shelf.progress().equals(Optional.of(held))) {
            shelf.progress(held);
        }
    }

    /**
     * @throws ProtocolException if there are too many
     */
    void add(PageId page) {
        changed |= pages.add(page);
        if (pages.size() > PAGES_MAX) {
            throw new ProtocolException("announced many pages that it does not give");
        }
    }

    void remove(PageId page) {
        changed |= pages.remove(page);
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    /** Whether something changed since it was saved. */
    boolean changed() {
        return changed;
    }

    /** Durable. */
    void save(long heldUpTo) {
        shelf.progress(new Shelf.Progress(theirIndex, heldUpTo, Set.copyOf(pages)));
        changed = false;
    }

    /** As many as {@code seen} may name. */
    Set<PageId> named() {
        return pages.stream().limit(Limits.OWED_NAMED).collect(Collectors.toUnmodifiableSet());
    }
}
