package enquire.storage;

import enquire.editor.page.Change;
import enquire.editor.page.ChangeHash;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.database.ChangeNode;
import enquire.storage.database.ChangeTable;
import enquire.storage.database.DeliveredChanges;
import enquire.storage.database.DeliveredChanges.Delivered;
import enquire.storage.database.WikiDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much of what is not accepted a page, and a whole wiki, keeps: it is a stranger's, until
 * somebody vouches for it. Thread-safe.
 */
final class WaitingRoom {

    /**
     * Changes of one page that may wait for acceptance. A peer that sends in any order within one
     * message of 1 MiB stays below it; beyond, the newest are not kept and must be sent again.
     */
    static final int CHANGES_MAX = 4_096;

    /**
     * Bytes of the same, inflated and with what their dependencies take in memory: all of them are
     * read whenever something comes for the page, at 10 ms for each MiB (a guess).
     */
    static final long BYTES_MAX = 16L * 1024 * 1024;

    /**
     * Bytes of changes that may wait in all pages of a wiki: seven times what a first sync of
     * 10,000 pages brings, should all of it come before the news of who wrote it (37 MB; row 9).
     * Beyond it they must be sent again, once there is room.
     */
    static final long WIKI_BYTES_MAX = 256L << 20;

    /** What a change takes on disk beside its bytes: row and indexes (a guess, rounded up). */
    static final int CHANGE_OVERHEAD_BYTES = 512;

    /**
     * A part so large is thrown away at a time, so that not every message leads to it. (A guess.)
     */
    private static final int THROWN_OUT_PARTS = 16;

    /**
     * How often it is counted what waits, at most: that looks at up to some 400,000 rows, and a
     * page's lock is held. (A guess.)
     */
    private static final Duration COUNT_TIME = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);

    private final WikiDatabase database;
    private final long wikiBytesMax;

    /** At least what waits in the wiki; what was accepted since is only counted off when full. */
    private long wikiBytes = Long.MAX_VALUE;

    private long countAgainAtNanos = System.nanoTime();

    WaitingRoom(WikiDatabase database) {
        this(database, WIKI_BYTES_MAX);
    }

    WaitingRoom(WikiDatabase database, long wikiBytesMax) {
        this.database = database;
        this.wikiBytesMax = wikiBytesMax;
    }

    /**
     * How many changes wait for what should come with them. What a statement names that is here
     * waits for the members to change, if for anything: that is news, and comes by itself.
     *
     * @param outvoted changes that wait for nothing
     */
    static long incomplete(
            ChangeGraph graph, Set<ChangeHash> outvoted, List<Statement> statements) {
        List<ChangeNode> waiting = graph.waiting();
        if (waiting.isEmpty()) {
            return 0;
        }
        Set<ChangeHash> judged =
                graph.ancestors(
                        statements.stream()
                                .flatMap(statement -> statement.vouched().stream())
                                .toList());
        return waiting.stream()
                .map(ChangeNode::hash)
                .filter(hash -> !outvoted.contains(hash) && !judged.contains(hash))
                .count();
    }

    /**
     * @param fresh what finds room
     * @param thrownOut what waited and makes room for it
     */
    record Kept(List<Change> fresh, Set<ChangeHash> thrownOut) {}

    /**
     * What members vouch for is always kept; of what waits, as much as there is room for.
     *
     * @param standing what is accepted, or only outvoted
     * @param deliverer who brings it; empty if nothing is to make room for it
     */
    Kept withinBounds(
            PageId page,
            ChangeGraph graph,
            List<Change> fresh,
            Set<ChangeHash> standing,
            Optional<PeerId> deliverer) {
        List<ChangeNode> waiting =
                graph.waiting().stream().filter(node -> !standing.contains(node.hash())).toList();
        List<Change> toWait =
                fresh.stream().filter(change -> !standing.contains(change.hash())).toList();
        long inWiki = roomInWiki(toWait);
        var inPage =
                new PageRoom(
                        waiting,
                        () -> database.read(handle -> DeliveredChanges.of(handle, page)),
                        deliverer);
        var kept = new ArrayList<Change>();
        for (Change change : fresh) {
            boolean stands = standing.contains(change.hash());
            if (!stands) {
                inWiki -= cost(change);
            }
            if (stands || inWiki >= 0 && inPage.take(bytes(change))) {
                kept.add(change);
            }
        }
        return new Kept(kept, inPage.thrownOut());
    }

    /**
     * What may be thrown away so that what a peer brings finds room in the wiki: the oldest of
     * whoever brought most, if that is more than the peer's own, and some more than is needed now.
     */
    List<Delivered> toThrowOut(PeerId deliverer, long bytes) {
        if (!isFull(bytes)) {
            return List.of();
        }
        Map<PeerId, Long> shares =
                database.read(handle ->
                        DeliveredChanges.shares(
                                handle, CHANGE_OVERHEAD_BYTES, ChangeGraph.DEPENDENCY_BYTES));
        Optional<Map.Entry<PeerId, Long>> largest =
                shares.entrySet().stream().max(Map.Entry.comparingByValue());
        long own = shares.getOrDefault(deliverer, 0L) + bytes;
        if (largest.isEmpty() || largest.get().getValue() <= own) {
            return List.of();
        }
        long wanted = Math.max(bytes, wikiBytesMax / THROWN_OUT_PARTS);
        return database.read(handle ->
                DeliveredChanges.by(
                        handle,
                        largest.get().getKey(),
                        wanted,
                        CHANGE_OVERHEAD_BYTES,
                        ChangeGraph.DEPENDENCY_BYTES));
    }

    /** It is counted again what waits, after some of it was thrown away. */
    synchronized void thrownOut() {
        countAgainAtNanos = System.nanoTime();
        wikiBytes = Long.MAX_VALUE;
    }

    private synchronized boolean isFull(long further) {
        countAgain(further);
        return further > wikiBytesMax - wikiBytes;
    }

    static long cost(Change change) {
        return bytes(change) + CHANGE_OVERHEAD_BYTES;
    }

    private static long bytes(Change change) {
        return Math.max(change.inflatedBytes(), change.chunk().size())
                + (long) ChangeGraph.DEPENDENCY_BYTES * change.dependencies().size();
    }

    static long bytes(ChangeNode node) {
        return node.bytes() + (long) ChangeGraph.DEPENDENCY_BYTES * node.dependencies().size();
    }

    /** How many bytes these may take; what they will is taken off it. */
    private synchronized long roomInWiki(List<Change> toWait) {
        if (toWait.isEmpty()) {
            return 0;
        }
        long cost = toWait.stream().mapToLong(WaitingRoom::cost).sum();
        countAgain(cost);
        long room = wikiBytesMax - wikiBytes;
        if (cost > room) {
            LOG.warn(
                    "Changes that nobody vouches for fill their room of {} MiB: further ones are not kept",
                    wikiBytesMax >> 20);
        }
        wikiBytes += Math.min(cost, Math.max(0, room));
        return room;
    }

    private void countAgain(long cost) {
        long now = System.nanoTime();
        if (wikiBytes > wikiBytesMax - cost && now - countAgainAtNanos >= 0) {
            countAgainAtNanos = now + COUNT_TIME.toNanos();
            wikiBytes =
                    database.read(handle ->
                            ChangeTable.waitingBytes(
                                    handle, CHANGE_OVERHEAD_BYTES, ChangeGraph.DEPENDENCY_BYTES));
        }
    }
}
