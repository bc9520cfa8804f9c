package enquire.storage;

import enquire.editor.page.PageId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * Pages as they were last committed, for reading without the disk. Bounded in bytes; the longest
 * unused go first. Thread-safe.
 */
final class ViewCache {

    /** About 6,000 pages of 5 kB. (A share of the 170 MB that an idle node may take.) */
    private static final long BYTES_MAX = 32L * 1024 * 1024;

    /** A guess at what a view weighs beside its text, names and files. */
    private static final int VIEW_BYTES = 1_024;

    private static final int STAMPS = 1_024;

    private final LinkedHashMap<PageId, PageView> views = new LinkedHashMap<>(64, 0.75f, true);
    private final AtomicLongArray stamps = new AtomicLongArray(STAMPS);
    private long bytes;

    /** From memory only. */
    synchronized Optional<PageView> peek(PageId page) {
        return Optional.ofNullable(views.get(page));
    }

    /**
     * From memory, or by {@code load}. What was loaded is kept only if nothing was committed
     * meanwhile, since it could be older than that.
     */
    Optional<PageView> get(PageId page, Supplier<Optional<PageView>> load) {
        Optional<PageView> held = peek(page);
        if (held.isPresent()) {
            return held;
        }
        long stamp = stamps.get(slot(page));
        Optional<PageView> loaded = load.get();
        loaded.ifPresent(view -> putUnlessStale(view, stamp));
        return loaded;
    }

    /** After a commit, on the writer's thread. */
    synchronized void publish(PageView view) {
        stamps.incrementAndGet(slot(view.page()));
        put(view);
    }

    /** After a commit, on the writer's thread. */
    synchronized void invalidate(PageId page) {
        stamps.incrementAndGet(slot(page));
        remove(page);
    }

    private synchronized void putUnlessStale(PageView view, long stamp) {
        if (stamps.get(slot(view.page())) == stamp) {
            put(view);
        }
    }

    private void put(PageView view) {
        remove(view.page());
        views.put(view.page(), view);
        bytes += weight(view);
        var oldest = views.entrySet().iterator();
        while (bytes > BYTES_MAX && oldest.hasNext()) {
            Map.Entry<PageId, PageView> entry = oldest.next();
            bytes -= weight(entry.getValue());
            oldest.remove();
        }
    }

    private void remove(PageId page) {
        PageView old = views.remove(page);
        if (old != null) {
            bytes -= weight(old);
        }
    }

    private static int slot(PageId page) {
        return Math.floorMod(page.hashCode(), STAMPS);
    }

    private static long weight(PageView view) {
        return VIEW_BYTES + HeapBytes.of(view.text(), view.aliases(), view.files());
    }
}
