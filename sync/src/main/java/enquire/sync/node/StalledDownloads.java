package enquire.sync.node;

import enquire.editor.page.BlobId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which of the attachments that somebody says to give do not move. Whoever gives pieces of one and
 * never those of others is not late by any other measure. One thread at a time.
 */
final class StalledDownloads {

    /**
     * Eight files that come at a time over 64 kbit/s get a piece each 32 s in turn, so each moves
     * within 256 s (arithmetic).
     */
    static final Duration TIME = Duration.ofMinutes(5);

    private record Seen(long bytesHere, long atNanos) {}

    private final Map<BlobId, Seen> seen = new HashMap<>();

    /**
     * Those of which nothing came for too long; they are looked at as new ones then.
     *
     * @param bytesHere of those that somebody gives now
     * @param nowNanos on a clock that only goes forward
     */
    Set<BlobId> at(Map<BlobId, Long> bytesHere, long nowNanos) {
        seen.keySet().retainAll(bytesHere.keySet());
        var stalled = new HashSet<BlobId>();
        bytesHere.forEach((blob, bytes) -> {
            Seen last = seen.get(blob);
            if (last == null || last.bytesHere() != bytes) {
                seen.put(blob, new Seen(bytes, nowNanos));
            } else if (nowNanos - last.atNanos() > TIME.toNanos()) {
                seen.remove(blob);
                stalled.add(blob);
            }
        });
        return stalled;
    }
}
