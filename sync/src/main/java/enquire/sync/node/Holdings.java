package enquire.sync.node;

import enquire.editor.page.BlobId;
import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.storage.Records;
import enquire.sync.protocol.Holding;
import enquire.sync.protocol.Limits;
import enquire.sync.protocol.Message;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What members of one wiki said they hold of its attachments. Whole files are remembered across
 * restarts, parts only while their holder is connected. Nothing of it is proven: a piece that comes
 * is checked, and a copy counts as known only while its holder is met now and then. Thread-safe.
 */
final class Holdings {

    /**
     * A copy counts if its holder confirmed it within this time: a holiday, and more. (A guess.)
     */
    static final Duration LATELY = Duration.ofDays(60);

    /** Confirming again is written down this much later at the soonest. */
    private static final Duration CONFIRMED_AGAIN = Duration.ofHours(1);

    /** Parts of one peer that are kept in mind: 512 kB at most (arithmetic). */
    private static final int PARTS_MAX = 256;

    private static final String PREFIX = "holding/";

    private static final class Peer {
        final Set<BlobId> whole = new HashSet<>();
        final Map<BlobId, Bytes> parts = new LinkedHashMap<>();
        Instant heardAt = Instant.EPOCH;
        boolean unwritten;
    }

    private final Records records;
    private final InstantSource clock;
    private final Map<PeerId, Peer> peers = new HashMap<>();

    Holdings(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
        records.values(PREFIX)
                .forEach((name, stored) ->
                        peers.put(PeerId.parse(name.substring(PREFIX.length())), read(stored)));
    }

    /** What the peer said so far; said to it when the two meet. */
    synchronized Bytes digest(PeerId peer) {
        Peer known = peers.computeIfAbsent(peer, unknown -> new Peer());
        known.parts.clear();
        return Holding.digest(known.whole.stream());
    }

    /**
     * The peer is here and answers. If it holds anything else than it said before, it says so at
     * once: so that is confirmed.
     */
    synchronized void answers(PeerId peer) {
        Optional.ofNullable(peers.get(peer)).ifPresent(this::confirmed);
    }

    synchronized void heard(PeerId peer, Message.Have have) {
        Peer known = peers.computeIfAbsent(peer, unknown -> new Peer());
        if (have.all()) {
            known.whole.clear();
        }
        for (Message.Held held : have.blobs()) {
            if (known.whole.size() < Limits.HOLDINGS) {
                known.whole.add(held.blob());
            }
            known.parts.remove(held.blob());
        }
        known.whole.removeAll(have.gone());
        for (Message.Part part : have.parts()) {
            if (known.parts.size() < PARTS_MAX || known.parts.containsKey(part.blob())) {
                known.parts.put(part.blob(), part.pieces());
            }
        }
        known.unwritten |= have.all() || !have.blobs().isEmpty() || !have.gone().isEmpty();
        confirmed(known);
    }

    private void confirmed(Peer known) {
        Instant now = clock.instant();
        if (known.heardAt.plus(CONFIRMED_AGAIN).isBefore(now) || known.heardAt.isAfter(now)) {
            known.heardAt = now;
            known.unwritten |= !known.whole.isEmpty();
        }
    }

    /** Whether the peer says to hold all of it. */
    synchronized boolean whole(PeerId peer, BlobId blob) {
        Peer known = peers.get(peer);
        return known != null && known.whole.contains(blob);
    }

    /**
     * Whether the peer says to hold all of it and was heard lately: who is gone for good must not
     * stand for a copy.
     */
    synchronized boolean wholeLately(PeerId peer, BlobId blob) {
        return whole(peer, blob) && heardLately(peer);
    }

    /** Whether the peer confirmed lately what it holds, whatever that is. */
    synchronized boolean heardLately(PeerId peer) {
        Peer known = peers.get(peer);
        return known != null && known.heardAt.isAfter(clock.instant().minus(LATELY));
    }

    /** The bits of the pieces that the peer says to hold, of one that it does not hold whole. */
    synchronized Optional<Bytes> part(PeerId peer, BlobId blob) {
        return Optional.ofNullable(peers.get(peer))
                .flatMap(known -> Optional.ofNullable(known.parts.get(blob)));
    }

    /** On how many of these peers it is, as far as they said lately. */
    synchronized int copies(BlobId blob, Predicate<PeerId> counts) {
        Instant since = clock.instant().minus(LATELY);
        return (int)
                peers.entrySet().stream()
                        .filter(each -> each.getValue().whole.contains(blob))
                        .filter(each -> each.getValue().heardAt.isAfter(since))
                        .filter(each -> counts.test(each.getKey()))
                        .count();
    }

    /** Writes down what was said since the last time: nothing is lost that is not said again. */
    void write() {
        var values = new HashMap<String, Optional<Bytes>>();
        synchronized (this) {
            peers.forEach((peer, known) -> {
                if (known.unwritten) {
                    values.put(PREFIX + peer, Optional.of(written(known)));
                    known.unwritten = false;
                }
            });
        }
        if (!values.isEmpty()) {
            records.values(values);
        }
    }

    /** The time in ms since 1970, 8 bytes, and the ids. */
    private static Bytes written(Peer known) {
        var out = ByteBuffer.allocate(Long.BYTES + BlobId.BYTES * known.whole.size());
        out.putLong(known.heardAt.toEpochMilli());
        known.whole.forEach(blob -> out.put(blob.value().toArray()));
        return Bytes.of(out.array());
    }

    private static Peer read(Bytes stored) {
        var peer = new Peer();
        if (stored.size() < Long.BYTES) {
            return peer;
        }
        peer.heardAt = Instant.ofEpochMilli(ByteBuffer.wrap(stored.toArray()).getLong());
        for (int from = Long.BYTES; from + BlobId.BYTES <= stored.size(); from += BlobId.BYTES) {
            peer.whole.add(new BlobId(stored.slice(from, from + BlobId.BYTES)));
        }
        return peer;
    }
}
