package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.storage.Records;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.NodeKey;
import enquire.sync.identity.SignedAddresses;
import enquire.sync.protocol.Limits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where the members of one wiki are: what they signed, kept with the wiki. What is on disk is read
 * once, because that means to check a signature for each member. In memory are as many records as
 * there ever were members, whose number the roster bounds. Thread-safe.
 */
final class Addresses {

    private static final String PREFIX = "address/";

    private final NodeKey key;
    private final Records records;
    private final Supplier<List<String>> own;
    private final InstantSource clock;
    private final Map<PeerId, Told> stored = new ConcurrentHashMap<>();

    /** The bytes of what is stored. Guarded by this. */
    private final Set<Bytes> verified = new HashSet<>();

    private Optional<Told> ownRecord = Optional.empty();

    private record Told(Bytes bytes, SignedAddresses read) {

        PeerId peer() {
            return read.peer();
        }
    }

    /**
     * @param own where this node listens, the best first
     */
    Addresses(NodeKey key, Records records, Supplier<List<String>> own, InstantSource clock) {
        this.key = key;
        this.records = records;
        this.own = own;
        this.clock = clock;
        records.values(PREFIX).values().forEach(bytes -> read(bytes).ifPresent(this::remember));
    }

    /**
     * What is told to a peer: this node's record first.
     *
     * @param members who counts, those first whom a peer needs most
     */
    List<Bytes> toTell(List<PeerId> members) {
        var told = new ArrayList<Bytes>();
        ownRecord().ifPresent(record -> told.add(record.bytes()));
        for (PeerId member : members) {
            Told record = stored.get(member);
            boolean others = record != null && !member.equals(key.id());
            if (others && told.size() < Limits.ADDRESS_RECORDS) {
                told.add(record.bytes());
            }
        }
        return told;
    }

    /** The addresses that a member signed last. */
    List<String> of(PeerId peer) {
        Told record = stored.get(peer);
        return record == null ? List.of() : record.read().addresses();
    }

    /**
     * Takes what a peer told; of two records of one member the later one holds.
     *
     * @param member who counts
     * @return whether anything was new
     */
    synchronized boolean hear(List<Bytes> told, Predicate<PeerId> member) {
        var fresh = new LinkedHashMap<PeerId, Told>();
        for (Bytes bytes : told) {
            if (!verified.contains(bytes)) {
                read(bytes)
                        .filter(record -> member.test(record.peer()))
                        .filter(record -> isNewer(record, stored) && isNewer(record, fresh))
                        .ifPresent(record -> fresh.put(record.peer(), record));
            }
        }
        if (fresh.isEmpty()) {
            return false;
        }
        var values = new LinkedHashMap<String, Optional<Bytes>>();
        fresh.forEach((peer, record) -> values.put(PREFIX + peer, Optional.of(record.bytes())));
        records.values(values);
        fresh.values().forEach(this::remember);
        return true;
    }

    private static boolean isNewer(Told record, Map<PeerId, Told> known) {
        Told before = known.get(record.peer());
        return before == null || record.read().at().isAfter(before.read().at());
    }

    private synchronized void remember(Told record) {
        Told before = stored.put(record.peer(), record);
        if (before != null) {
            verified.remove(before.bytes());
        }
        verified.add(record.bytes());
    }

    private synchronized Optional<Told> ownRecord() {
        List<String> now = own.get().stream().filter(SignedAddresses::isAddress).toList();
        if (now.isEmpty()) {
            return Optional.empty();
        }
        if (ownRecord.filter(record -> record.read().addresses().equals(now)).isEmpty()) {
            Bytes signed = SignedAddresses.sign(key, now, clock.instant());
            ownRecord = Optional.of(new Told(signed, SignedAddresses.read(signed)));
        }
        return ownRecord;
    }

    /** Empty if these bytes are no record, or not signed by the one they are about. */
    private static Optional<Told> read(Bytes bytes) {
        try {
            return Optional.of(new Told(bytes, SignedAddresses.read(bytes)));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
