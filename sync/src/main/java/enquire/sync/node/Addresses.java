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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the members of one wiki are: what they signed, kept with the wiki. Thread-safe. */
final class Addresses {

    private static final String PREFIX = "address/";

    private final NodeKey key;
    private final Records records;
    private final Supplier<List<String>> own;
    private final InstantSource clock;
    private Optional<Told> ownRecord = Optional.empty();

    private record Told(Bytes bytes, SignedAddresses read) {}

    /**
     * @param own where this node listens, the best first
     */
    Addresses(NodeKey key, Records records, Supplier<List<String>> own, InstantSource clock) {
        this.key = key;
        this.records = records;
        this.own = own;
        this.clock = clock;
    }

    /** What is told to a peer: this node's record first. */
    List<Bytes> toTell() {
        var told = new ArrayList<Bytes>();
        ownRecord().ifPresent(record -> told.add(record.bytes()));
        for (Told record : stored().values()) {
            if (!record.read().peer().equals(key.id()) && told.size() < Limits.ADDRESS_RECORDS) {
                told.add(record.bytes());
            }
        }
        return told;
    }

    /** The addresses that a member signed last. */
    List<String> of(PeerId peer) {
        return Optional.ofNullable(stored().get(peer))
                .map(record -> record.read().addresses())
                .orElse(List.of());
    }

    /**
     * Takes what a peer told; of two records of one member the later one holds.
     *
     * @param member who counts
     * @return whether anything was new
     */
    boolean hear(List<Bytes> told, Predicate<PeerId> member) {
        Map<PeerId, Told> known = stored();
        var fresh = new LinkedHashMap<String, Optional<Bytes>>();
        for (Bytes bytes : told) {
            read(bytes)
                    .filter(record -> member.test(record.peer()))
                    .filter(record -> isNewer(record, known.get(record.peer())))
                    .ifPresent(record -> fresh.put(PREFIX + record.peer(), Optional.of(bytes)));
        }
        if (!fresh.isEmpty()) {
            records.values(fresh);
        }
        return !fresh.isEmpty();
    }

    private static boolean isNewer(SignedAddresses record, @Nullable Told known) {
        return known == null || record.at().isAfter(known.read().at());
    }

    private synchronized Optional<Told> ownRecord() {
        List<String> now = own.get();
        if (now.isEmpty()) {
            return Optional.empty();
        }
        if (ownRecord.filter(record -> record.read().addresses().equals(now)).isEmpty()) {
            Bytes signed = SignedAddresses.sign(key, now, clock.instant());
            ownRecord = Optional.of(new Told(signed, SignedAddresses.read(signed)));
        }
        return ownRecord;
    }

    private Map<PeerId, Told> stored() {
        var stored = new LinkedHashMap<PeerId, Told>();
        for (Bytes bytes : records.values(PREFIX).values()) {
            read(bytes).ifPresent(record -> stored.put(record.peer(), new Told(bytes, record)));
        }
        return stored;
    }

    /** Empty if these bytes are no record, or not signed by the one they are about. */
    private static Optional<SignedAddresses> read(Bytes bytes) {
        try {
            return Optional.of(SignedAddresses.read(bytes));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
