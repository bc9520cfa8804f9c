package enquire.storage;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.PeerId;
import enquire.storage.database.ChangeNode;
import enquire.storage.database.DeliveredChanges.Delivered;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The room for what waits of one page, shared by those who bring it: who brings more makes room for
 * who brings less, his oldest first. One look, one thread.
 */
final class PageRoom {

    /** What a change counts for at least: as many of these fill the room as may wait. */
    private static final long WEIGHT_MIN = WaitingRoom.BYTES_MAX / WaitingRoom.CHANGES_MAX;

    private final Supplier<List<Delivered>> delivered;
    private final Optional<PeerId> deliverer;
    private final Map<ChangeHash, Long> sizes = new HashMap<>();
    private final Map<PeerId, Deque<Delivered>> shares = new HashMap<>();
    private final Map<PeerId, Long> weights = new HashMap<>();
    private final Set<ChangeHash> thrownOut = new HashSet<>();
    private boolean isRead;
    private int count;
    private long bytes;

    /** What this look lets in. */
    private long taken;

    /**
     * @param waiting what is there
     * @param delivered of it, what may be thrown out; asked for only when there is no room
     * @param deliverer of what comes; empty if nobody is to make room for it
     */
    PageRoom(
            Collection<ChangeNode> waiting,
            Supplier<List<Delivered>> delivered,
            Optional<PeerId> deliverer) {
        this.delivered = delivered;
        this.deliverer = deliverer;
        waiting.forEach(node -> sizes.put(node.hash(), WaitingRoom.bytes(node)));
        this.count = waiting.size();
        this.bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * @return whether a change of this size finds room
     */
    boolean take(long size) {
        while (count + 1 > WaitingRoom.CHANGES_MAX || bytes + size > WaitingRoom.BYTES_MAX) {
            if (!throwOneOut(size)) {
                return false;
            }
        }
        count++;
        bytes += size;
        taken += weight(size);
        return true;
    }

    /** What has to go for what was taken. */
    Set<ChangeHash> thrownOut() {
        return thrownOut;
    }

    private boolean throwOneOut(long size) {
        if (deliverer.isEmpty()) {
            return false;
        }
        read();
        Optional<PeerId> largest =
                weights.entrySet().stream()
                        .filter(share -> !shares.get(share.getKey()).isEmpty())
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey);
        long own = weights.getOrDefault(deliverer.get(), 0L) + taken + weight(size);
        if (largest.isEmpty() || weights.get(largest.get()) <= own) {
            return false;
        }
        Delivered oldest = shares.get(largest.get()).remove();
        weights.merge(largest.get(), -weight(sizes.get(oldest.hash())), Long::sum);
        count--;
        bytes -= sizes.get(oldest.hash());
        return thrownOut.add(oldest.hash());
    }

    private void read() {
        if (isRead) {
            return;
        }
        isRead = true;
        for (Delivered each : delivered.get()) {
            if (sizes.containsKey(each.hash())) {
                shares.computeIfAbsent(each.deliverer(), peer -> new ArrayDeque<>()).add(each);
                weights.merge(each.deliverer(), weight(sizes.get(each.hash())), Long::sum);
            }
        }
    }

    private static long weight(long size) {
        return Math.max(size, WEIGHT_MIN);
    }
}
