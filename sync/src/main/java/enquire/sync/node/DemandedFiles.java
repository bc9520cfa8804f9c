package enquire.sync.node;

import enquire.editor.page.BlobId;
import java.util.HashMap;
import java.util.Map;

/**
 * Files that somebody waits for who opened them, and for which there is no room yet. A film that a
 * player asks for in several places is one. Thread-safe.
 */
final class DemandedFiles {

    private record Demand(int waiting, long bytes) {}

    private final Map<BlobId, Demand> demands = new HashMap<>();

    /**
     * One more waits for it, until {@link #end}.
     *
     * @param bytes that it needs, with what comes already
     */
    synchronized void begin(BlobId blob, long bytes) {
        demands.merge(
                blob,
                new Demand(1, bytes),
                (before, more) ->
                        new Demand(before.waiting() + 1, Math.max(before.bytes(), more.bytes())));
    }

    synchronized void end(BlobId blob) {
        demands.computeIfPresent(
                blob,
                (same, before) ->
                        before.waiting() == 1
                                ? null
                                : new Demand(before.waiting() - 1, before.bytes()));
    }

    /** What all of them need together, in bytes. */
    synchronized long bytes() {
        return demands.values().stream().mapToLong(Demand::bytes).sum();
    }
}
