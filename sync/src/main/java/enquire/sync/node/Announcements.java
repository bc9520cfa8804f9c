package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.storage.Records;
import enquire.sync.cbor.MalformedException;
import enquire.sync.identity.NodeKey;
import java.time.Duration;
import java.time.Instant;
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
 * What the members of one wiki signed about themselves: where they are, or what they offer. Kept
 * with the wiki. What is on disk is read once, because that means to check a signature for each
 * member. In memory are as many records as there ever were members, whose number the roster bounds.
 * Thread-safe.
 *
 * @param <T> what is announced
 */
final class Announcements<T> {

    /**
     * How far ahead of this node's clock a record may be signed and still count as the newest. One
     * from further ahead was signed by a clock that is wrong, and is older than any other: or its
     * node could say nothing new before that day, once its clock is right. A day, so that clocks
     * which are in another time zone than they think count as right (a guess).
     */
    static final Duration AHEAD_MAX = Duration.ofDays(1);

    private final NodeKey key;
    private final String prefix;
    private final Format<T> format;
    private final int toldMax;
    private final Records records;
    private final Supplier<Optional<T>> own;
    private final InstantSource clock;
    private final Map<PeerId, Told<T>> stored = new ConcurrentHashMap<>();

    /** The bytes of what is stored. Guarded by this. */
    private final Set<Bytes> verified = new HashSet<>();

    private Optional<Told<T>> ownRecord = Optional.empty();

    /** How it is signed and read. */
    interface Format<T> {

        Bytes sign(NodeKey key, T what, Instant at);

        /**
         * @throws MalformedException if it is no such record or not signed by the peer it names
         */
        Told<T> read(Bytes bytes);
    }

    /**
     * A record.
     *
     * @param at by the clock of its node
     */
    record Told<T>(Bytes bytes, PeerId peer, T what, Instant at) {}

    /**
     * @param prefix of its keys among the records of the wiki
     * @param toldMax so many records are told to a peer
     * @param own what this node has to say of itself
     */
    Announcements(
            NodeKey key,
            String prefix,
            Format<T> format,
            int toldMax,
            Records records,
            Supplier<Optional<T>> own,
            InstantSource clock) {
        this.key = key;
        this.prefix = prefix;
        this.format = format;
        this.toldMax = toldMax;
        this.records = records;
        this.own = own;
        this.clock = clock;
        records.values(prefix).values().forEach(bytes -> read(bytes).ifPresent(this::remember));
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
            Told<T> record = stored.get(member);
            boolean others = record != null && !member.equals(key.id());
            if (others && told.size() < toldMax) {
                told.add(record.bytes());
            }
        }
        return told;
    }

    /** What a member said last. */
    Optional<T> of(PeerId peer) {
        return Optional.ofNullable(stored.get(peer)).map(Told::what);
    }

    /**
     * Takes what a peer told; of two records of one member the later one holds.
     *
     * @param member who counts
     * @return whether anything was new
     */
    synchronized boolean hear(List<Bytes> told, Predicate<PeerId> member) {
        var fresh = new LinkedHashMap<PeerId, Told<T>>();
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
        fresh.forEach((peer, record) -> values.put(prefix + peer, Optional.of(record.bytes())));
        records.values(values);
        fresh.values().forEach(this::remember);
        return true;
    }

    private boolean isNewer(Told<T> record, Map<PeerId, Told<T>> known) {
        Told<T> before = known.get(record.peer());
        if (before == null) {
            return true;
        }
        return isAhead(record) == isAhead(before)
                ? record.at().isAfter(before.at())
                : isAhead(before);
    }

    private boolean isAhead(Told<T> record) {
        return record.at().isAfter(clock.instant().plus(AHEAD_MAX));
    }

    private synchronized void remember(Told<T> record) {
        Told<T> before = stored.put(record.peer(), record);
        if (before != null) {
            verified.remove(before.bytes());
        }
        verified.add(record.bytes());
    }

    private synchronized Optional<Told<T>> ownRecord() {
        Optional<T> now = own.get();
        if (now.isPresent() && !ownRecord.map(Told::what).equals(now)) {
            ownRecord = Optional.of(format.read(format.sign(key, now.get(), ownTime())));
        }
        return now.isPresent() ? ownRecord : Optional.empty();
    }

    /** After whatever others hold of this node, or they would not take it: clocks are set back. */
    private Instant ownTime() {
        Instant now = clock.instant();
        return Optional.ofNullable(stored.get(key.id()))
                .filter(heard -> !isAhead(heard) && !heard.at().isBefore(now))
                .map(heard -> heard.at().plusMillis(1))
                .orElse(now);
    }

    /** Empty if these bytes are no record, or not signed by the one they are about. */
    private Optional<Told<T>> read(Bytes bytes) {
        try {
            return Optional.of(format.read(bytes));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
