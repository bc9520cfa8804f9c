package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.nearby.Nearby;
import enquire.sync.nearby.NearbyMarks;
import enquire.sync.transport.PeerAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where members are said to be on the local networks, for as long as that may be true: nothing of
 * it is stored. Thread-safe.
 */
final class NearbyPeers implements Nearby.Owner {

    /** Of one peer: cable and radio, and as many lies. The newest are kept. */
    static final int ADDRESSES_MAX = 4;

    /** Twice the time after which it is said anew. */
    static final Duration HEARD_TIME = Duration.ofHours(1);

    /** Whoever says without pause that a peer is somewhere else makes it dialled no more often. */
    private static final Duration DIAL_TIME = Duration.ofSeconds(10);

    private final PeerId self;
    private final Supplier<List<Wiki>> wikis;
    private final Supplier<Boolean> speaks;
    private final Supplier<List<InetAddress>> networks;
    private final InstantSource clock;
    private final Consumer<PeerId> found;
    private final Map<PeerId, Map<PeerAddress, Instant>> heard = new HashMap<>();
    private final Map<PeerId, Instant> dialled = new HashMap<>();

    /**
     * @param speaks whether it may be heard on any network
     * @param networks addresses of this computer on networks where it may speak
     * @param found is called for a peer that is said to be where it was not before
     */
    NearbyPeers(
            PeerId self,
            Supplier<List<Wiki>> wikis,
            Supplier<Boolean> speaks,
            Supplier<List<InetAddress>> networks,
            InstantSource clock,
            Consumer<PeerId> found) {
        this.self = self;
        this.wikis = wikis;
        this.speaks = speaks;
        this.networks = networks;
        this.clock = clock;
        this.found = found;
    }

    /**
     * On loopback only if that was asked for at the start: then it is a trial of this very thing.
     */
    static NearbyPeers of(
            PeerId self,
            Supplier<List<Wiki>> wikis,
            NodeSettings settings,
            NodeDatabase database,
            Consumer<PeerId> found) {
        String bind = settings.peerBind();
        boolean asked = settings.finding().nearby().orElse(false);
        Supplier<Boolean> speaks =
                () -> database.nearby() && (asked || !OwnAddresses.loopbackOnly(bind));
        return new NearbyPeers(
                self,
                wikis,
                speaks,
                () -> speaks.get() ? OwnAddresses.networks(bind) : List.of(),
                settings.clock(),
                found);
    }

    /** Whether it is announced, where there is a network for that. */
    boolean speaks() {
        return speaks.get();
    }

    @Override
    public PeerId self() {
        return self;
    }

    @Override
    public List<InetAddress> networks() {
        return networks.get();
    }

    @Override
    public List<NearbyMarks.Circle> circles() {
        return wikis.get().stream()
                .map(wiki ->
                        new NearbyMarks.Circle(
                                wiki.id(), wiki.members().stream().map(Wiki.Member::peer).toList()))
                .toList();
    }

    @Override
    public void heard(PeerId peer, PeerAddress address) {
        if (remember(peer, address, clock.instant())) {
            found.accept(peer);
        }
    }

    /** Returns whether it is worth a dial. */
    private synchronized boolean remember(PeerId peer, PeerAddress address, Instant now) {
        var of = heard.computeIfAbsent(peer, unknown -> new LinkedHashMap<>());
        boolean known = of.remove(address) != null;
        of.put(address, now);
        if (of.size() > ADDRESSES_MAX) {
            of.remove(of.keySet().iterator().next());
        }
        Instant before = dialled.getOrDefault(peer, Instant.EPOCH);
        if (known || Duration.between(before, now).abs().compareTo(DIAL_TIME) < 0) {
            return false;
        }
        dialled.put(peer, now);
        return true;
    }

    /** The newest first. */
    synchronized List<PeerAddress> of(PeerId peer) {
        Instant now = clock.instant();
        Map<PeerAddress, Instant> of = heard.get(peer);
        if (of == null) {
            return List.of();
        }
        of.values().removeIf(at -> Duration.between(at, now).abs().compareTo(HEARD_TIME) > 0);
        return new ArrayList<>(of.keySet()).reversed();
    }
}
