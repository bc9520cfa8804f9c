package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * When a node may drop an attachment, so that it always lies somewhere: only on promises that
 * others made after it last promised anything itself (the argument stands in decision 0038).
 * Nothing of it outlives the node: a promise that comes after a restart belongs to no attempt. Does
 * no IO but for what it asks of {@code held}. Thread-safe.
 */
final class DropRule {

    private static final class Attempt {
        final Bytes nonce;
        final Map<PeerId, Bytes> promises = new LinkedHashMap<>();

        Attempt(Bytes nonce) {
            this.nonce = nonce;
        }
    }

    private final PeerId self;
    private final Predicate<BlobId> held;
    private final Map<BlobId, Attempt> attempts = new HashMap<>();
    private final Set<BlobId> dropping = new HashSet<>();

    /**
     * @param held whether this node holds all of it now
     */
    DropRule(PeerId self, Predicate<BlobId> held) {
        this.self = self;
        this.held = held;
    }

    /**
     * An attempt begins; what was promised for an earlier one is void.
     *
     * @param nonce never used before
     */
    synchronized void begin(BlobId blob, Bytes nonce) {
        attempts.put(blob, new Attempt(nonce));
    }

    /**
     * Whether this node may promise now to keep it. If so, an own attempt is over: of two that ask
     * each other, the one with the larger key yields.
     */
    synchronized boolean promises(BlobId blob, PeerId asker) {
        boolean stands = attempts.containsKey(blob) && self.compareTo(asker) < 0;
        if (stands || dropping.contains(blob) || !held.test(blob)) {
            return false;
        }
        attempts.remove(blob);
        return true;
    }

    /** What a promise for the attempt that is under way must name; empty if there is none. */
    synchronized Optional<Bytes> nonce(BlobId blob) {
        return Optional.ofNullable(attempts.get(blob)).map(attempt -> attempt.nonce);
    }

    /** Somebody promised, in answer to an attempt; nothing counts in answer to an earlier one. */
    synchronized void promised(BlobId blob, Bytes nonce, PeerId keeper, Bytes promise) {
        Attempt attempt = attempts.get(blob);
        if (attempt != null && attempt.nonce.equals(nonce)) {
            attempt.promises.put(keeper, promise);
        }
    }

    /**
     * Begins to drop it, if enough have promised; then {@link #ended} says when it is gone or
     * stays, and meanwhile nothing is promised.
     *
     * @param needed so many keepers, at least one
     * @param counts whose promise is worth something now
     * @return the promises; empty if it stays
     */
    synchronized Optional<List<Bytes>> drop(BlobId blob, int needed, Predicate<PeerId> counts) {
        Attempt attempt = attempts.get(blob);
        if (attempt == null) {
            return Optional.empty();
        }
        List<Bytes> counted =
                attempt.promises.entrySet().stream()
                        .filter(each -> counts.test(each.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        if (counted.size() < Math.max(1, needed)) {
            return Optional.empty();
        }
        attempts.remove(blob);
        dropping.add(blob);
        return Optional.of(counted);
    }

    /** An attempt is given up, or what was dropped is gone. */
    synchronized void ended(BlobId blob) {
        attempts.remove(blob);
        dropping.remove(blob);
    }
}
