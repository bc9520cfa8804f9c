package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.node.TriedAddress.Source;
import enquire.sync.transport.PeerAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Where this node and its peers can be reached: what was signed, stood in invites, or was added by
 * a person; and what came of dialling it. Thread-safe.
 */
public final class Whereabouts {

    /** The port that a node listens on for peers unless told otherwise. */
    public static final int USUAL_PORT = 8_748;

    /** Addresses that a person may add of one peer: one for each way to reach it (a guess). */
    public static final int ADDED_MAX = 8;

    /**
     * Addresses that a person may give for this node. Half of what it may sign, so that those it
     * finds by itself are still among them.
     */
    public static final int ADVERTISED_MAX = 4;

    private final PeerId self;
    private final NodeDatabase database;
    private final Attempts attempts;
    private final Supplier<List<Wiki>> wikis;
    private final Supplier<List<String>> own;
    private final NearbyPeers near;
    private final Consumer<PeerId> changed;

    private record Place(PeerAddress address, Source source) {}

    /**
     * @param own where this node can be dialled
     * @param near where a peer is said to be on the local network
     * @param changed a person said something new of this peer
     */
    Whereabouts(
            PeerId self,
            NodeDatabase database,
            Attempts attempts,
            Supplier<List<Wiki>> wikis,
            Supplier<List<String>> own,
            NearbyPeers near,
            Consumer<PeerId> changed) {
        this.self = self;
        this.database = database;
        this.attempts = attempts;
        this.wikis = wikis;
        this.own = own;
        this.near = near;
        this.changed = changed;
    }

    /** Reads what a person typed; without a port, the usual one is meant. */
    public static Optional<PeerAddress> read(String typed) {
        return PeerAddress.typed(typed, USUAL_PORT);
    }

    /** In the order in which they are dialled: where it was reached last comes first. */
    public List<TriedAddress> of(PeerId peer) {
        return places(peer).stream().map(place -> tried(peer, place)).toList();
    }

    private TriedAddress tried(PeerId peer, Place place) {
        String address = place.address().toString();
        Optional<Attempts.Attempt> attempt = attempts.of(peer, address);
        return new TriedAddress(
                address,
                place.source(),
                attempt.map(Attempts.Attempt::at),
                attempt.map(Attempts.Attempt::result),
                attempt.flatMap(Attempts.Attempt::workedAt));
    }

    /**
     * Remembers an address of a peer, and dials it soon. Durable before it returns.
     *
     * @return false if that many were added already
     */
    public synchronized boolean add(PeerId peer, PeerAddress address) {
        var added = new LinkedHashSet<>(database.added(peer));
        added.add(address.toString());
        if (added.size() > ADDED_MAX) {
            return false;
        }
        database.added(peer, List.copyOf(added));
        changed.accept(peer);
        return true;
    }

    /**
     * Forgets an address that a person added.
     *
     * @return false if nobody had
     */
    public synchronized boolean remove(PeerId peer, String address) {
        var added = new ArrayList<>(database.added(peer));
        boolean removed = added.remove(address);
        if (removed) {
            database.added(peer, added);
        }
        return removed;
    }

    /** Under which addresses others reach this node, as its person said. */
    public List<String> advertised() {
        return database.advertised();
    }

    /**
     * Says so: in invites and to peers, before what this node finds out by itself. Durable before
     * it returns.
     *
     * @throws IllegalArgumentException if they are more than {@link #ADVERTISED_MAX}
     */
    public synchronized void advertise(List<PeerAddress> addresses) {
        if (addresses.size() > ADVERTISED_MAX) {
            throw new IllegalArgumentException(
                    "At most %d addresses can be told to others.".formatted(ADVERTISED_MAX));
        }
        database.advertised(addresses.stream().map(PeerAddress::toString).distinct().toList());
    }

    /** Whether this node speaks on local networks as far as its person says. */
    public boolean nearby() {
        return database.nearby();
    }

    /**
     * Whether it does, to be found by others there: one that listens on loopback alone only if that
     * was asked for at its start.
     */
    public boolean speaksNearby() {
        return near.speaks();
    }

    /** It is heard of within a second or two. Durable before it returns. */
    public void nearby(boolean yes) {
        database.nearby(yes);
    }

    /**
     * Members of all wikis, and where they may be, the best first.
     *
     * @param leftAlone who is not dialled
     */
    Map<PeerId, List<PeerAddress>> worthDialling(Predicate<PeerId> leftAlone) {
        var members = new LinkedHashSet<PeerId>();
        wikis.get().forEach(wiki -> wiki.members().forEach(each -> members.add(each.peer())));
        var worth = new LinkedHashMap<PeerId, List<PeerAddress>>();
        for (PeerId peer : members) {
            if (!leftAlone.test(peer)) {
                worth.put(peer, places(peer).stream().map(Place::address).toList());
            }
        }
        return worth;
    }

    private List<Place> places(PeerId peer) {
        var found = new LinkedHashMap<String, Source>();
        database.added(peer).forEach(address -> found.putIfAbsent(address, Source.ADDED));
        near.of(peer).forEach(each -> found.putIfAbsent(each.toString(), Source.NEARBY));
        for (Wiki wiki : wikis.get()) {
            wiki.addressesOf(peer).forEach(each -> found.putIfAbsent(each, Source.SIGNED));
        }
        database.addresses(peer).forEach(each -> found.putIfAbsent(each, Source.INVITE));
        if (peer.equals(self)) {
            // Whoever answers elsewhere with this key is a copy of this data folder. What was ever
            // said to lead here may lead here still, however others hear of it.
            found.keySet().removeAll(Set.copyOf(own.get()));
            found.keySet().removeAll(Set.copyOf(database.everAdvertised()));
        }
        var places = new ArrayList<Place>();
        found.forEach((text, source) ->
                PeerAddress.parse(text)
                        .ifPresent(address -> places.add(new Place(address, source))));
        places.sort(
                Comparator.comparing(place -> workedAt(peer, place), Comparator.reverseOrder()));
        return places;
    }

    private Instant workedAt(PeerId peer, Place place) {
        return attempts.of(peer, place.address().toString())
                .flatMap(Attempts.Attempt::workedAt)
                .orElse(Instant.EPOCH);
    }
}
