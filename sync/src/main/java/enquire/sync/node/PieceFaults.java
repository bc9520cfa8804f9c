package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PeerId;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What went wrong with attachments in pieces: who gave a false one and is not asked for that file
 * again, who could not give one and is left alone for a while, which files come only whole because
 * the hashes that their page names are wrong, and which the disk could not take. In memory, of the
 * newest. Thread-safe.
 */
final class PieceFaults {

    /** Files that are remembered of each kind. (A guess.) */
    private static final int FILES_MAX = 4_096;

    /** How long a file waits that the disk could not take. */
    private static final Duration DISK_WAIT = Duration.ofSeconds(60);

    private final FetchFailures failures = new FetchFailures();
    private final Map<BlobId, Set<PeerId>> liars = bounded();
    private final Map<BlobId, Boolean> wholeOnly = bounded();
    private final Map<BlobId, Long> waitsSinceNanos = bounded();

    private static <V> Map<BlobId, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<BlobId, V> eldest) {
                return size() > FILES_MAX;
            }
        };
    }

    synchronized void lied(BlobId blob, PeerId peer) {
        liars.computeIfAbsent(blob, none -> new HashSet<>()).add(peer);
    }

    synchronized void refused(BlobId blob, PeerId peer, long nowNanos) {
        failures.add(blob, peer, nowNanos);
    }

    synchronized void waits(BlobId blob, long nowNanos) {
        waitsSinceNanos.put(blob, nowNanos);
    }

    synchronized boolean leftAlone(BlobId blob, PeerId peer, long nowNanos) {
        Long waits = waitsSinceNanos.get(blob);
        return liars.getOrDefault(blob, Set.of()).contains(peer)
                || waits != null && nowNanos - waits < DISK_WAIT.toNanos()
                || failures.tooSoon(blob, peer, nowNanos);
    }

    synchronized boolean lies(BlobId blob, PeerId peer) {
        return liars.getOrDefault(blob, Set.of()).contains(peer);
    }

    synchronized void comesWhole(BlobId blob) {
        wholeOnly.put(blob, true);
    }

    synchronized boolean comesOnlyWhole(BlobId blob) {
        return wholeOnly.containsKey(blob);
    }

    /** It is here. */
    synchronized void forget(BlobId blob) {
        failures.forget(blob);
        waitsSinceNanos.remove(blob);
        liars.remove(blob);
    }
}
