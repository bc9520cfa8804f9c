package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.storage.Records;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.identity.SignedPromise;
import enquire.sync.protocol.Limits;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Which attachments of one wiki this node dropped, and who promised to keep them. Durable.
 * Thread-safe.
 */
final class DroppedFiles {

    private static final String PREFIX = "dropped/";

    /** Keepers of one file: three are asked for, and one more (arithmetic, with room). */
    private static final int KEEPERS_MAX = Limits.KEPT;

    /**
     * @param at by the clock of this computer
     */
    record Dropped(Instant at, List<PeerId> keepers) {}

    private final Records records;
    private final Predicate<BlobId> held;
    private final BiPredicate<PeerId, BlobId> keeps;
    private final Map<BlobId, Dropped> dropped = new HashMap<>();

    /**
     * @param held whether it is here
     * @param keeps whether somebody is a member and says to hold it
     */
    DroppedFiles(Records records, Predicate<BlobId> held, BiPredicate<PeerId, BlobId> keeps) {
        this.records = records;
        this.held = held;
        this.keeps = keeps;
        records.values(PREFIX).forEach(this::read);
    }

    private void read(String name, Bytes stored) {
        BlobId blob = BlobId.parse(name.substring(PREFIX.length()));
        if (held.test(blob)) {
            arrived(blob); // It fell before it was gone, or somebody added it again.
            return;
        }
        dropped.put(
                blob,
                CborReader.read(
                        stored,
                        in -> {
                            in.startList();
                            Instant at = Instant.ofEpochMilli(in.number(0, Long.MAX_VALUE));
                            List<PeerId> keepers =
                                    in.list(KEEPERS_MAX, r -> new PeerId(r.bytes(PeerId.BYTES)));
                            in.list(KEEPERS_MAX, r -> r.bytes(1, Limits.PROMISE_BYTES));
                            in.endList();
                            return new Dropped(at, keepers);
                        }));
    }

    /** Whether there is room to remember one more. */
    synchronized boolean isFull() {
        return dropped.size() >= Limits.HOLDINGS;
    }

    /** Durable when this returns; before the file goes. */
    void add(BlobId blob, Instant at, List<Bytes> promises) {
        List<PeerId> keepers =
                promises.stream().map(promise -> SignedPromise.read(promise).keeper()).toList();
        var out = new CborWriter().list(3).number(at.toEpochMilli());
        out.list(keepers, keeper -> out.bytes(keeper.value())).list(promises, out::bytes);
        records.values(Map.of(PREFIX + blob, Optional.of(out.end().toBytes())));
        synchronized (this) {
            dropped.put(blob, new Dropped(at, keepers));
        }
    }

    /** It is here again. */
    final void arrived(BlobId blob) {
        synchronized (this) {
            dropped.remove(blob);
        }
        records.values(Map.of(PREFIX + blob, Optional.empty()));
    }

    /** Whether it was dropped at all. */
    synchronized boolean has(BlobId blob) {
        return dropped.containsKey(blob);
    }

    /** Whether it is to stay where it is: it was dropped, and somebody still keeps it. */
    boolean isAway(BlobId blob) {
        Dropped known;
        synchronized (this) {
            known = dropped.get(blob);
        }
        return known != null && known.keepers().stream().anyMatch(peer -> keeps.test(peer, blob));
    }

    /** All of them; those who keep one no more are left out of its keepers. */
    Map<BlobId, Dropped> all() {
        Map<BlobId, Dropped> known;
        synchronized (this) {
            known = new HashMap<>(dropped);
        }
        known.keySet().removeIf(held);
        known.replaceAll((blob, each) ->
                new Dropped(
                        each.at(),
                        each.keepers().stream().filter(peer -> keeps.test(peer, blob)).toList()));
        return known;
    }
}
