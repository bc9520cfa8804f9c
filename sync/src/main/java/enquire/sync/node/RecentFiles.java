package enquire.sync.node;

import enquire.editor.page.BlobId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Attachments to which something happened a while ago at most. Thread-safe. */
final class RecentFiles {

    private final long nanos;
    private final Map<BlobId, Long> atNanos;

    /**
     * @param time after which it is forgotten
     * @param most of more, those are forgotten to which it happened first
     */
    RecentFiles(Duration time, int most) {
        this.nanos = time.toNanos();
        this.atNanos =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<BlobId, Long> eldest) {
                        return size() > most;
                    }
                };
    }

    synchronized void add(BlobId blob) {
        atNanos.put(blob, System.nanoTime());
    }

    synchronized boolean has(BlobId blob) {
        Long at = atNanos.get(blob);
        return at != null && System.nanoTime() - at < nanos;
    }
}
