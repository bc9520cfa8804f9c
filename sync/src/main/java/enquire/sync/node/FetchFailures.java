package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.PeerId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which attachments which peers could not give. A writer can name any number of attachments that
 * nobody has, and each costs a round trip for each peer, so one that failed is left alone for twice
 * as long each time. Times are nanoseconds of one clock. One thread at a time.
 */
final class FetchFailures {

    /** Before a peer is asked again for the first time. */
    static final Duration FIRST_WAIT = Duration.ofSeconds(10);

    /** The longest that an attachment waits which a peer got at last. (A guess.) */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /**
     * Attachments that are remembered, at about 250 bytes with one peer: 8 MB. Of more, the oldest
     * are asked for again at once. (Arithmetic; the number is a guess.)
     */
    static final int BLOBS_MAX = 32_768;

    private record Failed(int times, long atNanos) {

        boolean waits(long nowNanos) {
            return nowNanos - atNanos <= waitNanos();
        }

        /** Not of one that ended as long ago: it was looked for since, or nobody wants it. */
        boolean endsWithin(Duration time, long nowNanos) {
            return Math.abs(waitNanos() - (nowNanos - atNanos)) <= time.toNanos();
        }

        private long waitNanos() {
            long doubled = FIRST_WAIT.toNanos() << Math.min(times - 1, 20);
            return Math.min(doubled, LONGEST_WAIT.toNanos());
        }
    }

    private final Map<BlobId, Map<PeerId, Failed>> failed =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<BlobId, Map<PeerId, Failed>> eldest) {
                    return size() > BLOBS_MAX;
                }
            };

    /** Whether this peer failed to give it just now. */
    boolean tooSoon(BlobId blob, PeerId peer, long nowNanos) {
        Map<PeerId, Failed> peers = failed.get(blob);
        Failed last = peers == null ? null : peers.get(peer);
        return last != null && last.waits(nowNanos);
    }

    void add(BlobId blob, PeerId peer, long nowNanos) {
        failed.computeIfAbsent(blob, none -> new HashMap<>())
                .merge(
                        peer,
                        new Failed(1, nowNanos),
                        (before, once) -> new Failed(before.times() + 1, nowNanos));
    }

    /** It is here. */
    void forget(BlobId blob) {
        failed.remove(blob);
    }

    /** Whether somebody may be asked again within this time. */
    boolean anyEndsWithin(Duration time, long nowNanos) {
        return failed.values().stream()
                .flatMap(peers -> peers.values().stream())
                .anyMatch(each -> each.endsWithin(time, nowNanos));
    }
}
