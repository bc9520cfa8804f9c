package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.identity.SignedAddresses;
import enquire.sync.nearby.Nearby;
import enquire.sync.protocol.Output;
import enquire.sync.protocol.Session;
import enquire.sync.transport.Link;
import enquire.sync.transport.PeerAddress;
import enquire.sync.transport.PeerClient;
import enquire.sync.transport.PeerServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The network side of a node: listens and dials once it is told to. The client starts with the
 * first use, because joining needs it without listening. Thread-safe.
 */
final class Network implements AutoCloseable {

    /** So often a peer that has not even said hello is waited for. (A guess: a busy computer.) */
    private static final int SILENT_WAITS = 4;

    /** How long goodbyes may take when the node stops. */
    private static final Duration GOODBYE_TIME = Duration.ofSeconds(3);

    private final NodeIdentity identity;
    private final NodeSettings settings;
    private final Peers peers;
    private final Attempts attempts;
    private final Supplier<List<String>> advertised;
    private final NearbyPeers near;
    private final RandomGenerator random;
    private final boolean loopbackOnly;
    private @Nullable PeerServer server;
    private @Nullable PeerClient client;
    private @Nullable Dialler dialler;
    private @Nullable Nearby nearby;
    private volatile int port;

    /**
     * @param advertised where this node can be reached, as its person says
     */
    Network(
            NodeIdentity identity,
            NodeSettings settings,
            Peers peers,
            Attempts attempts,
            Supplier<List<String>> advertised,
            NearbyPeers near,
            RandomGenerator random) {
        this.near = near;
        this.attempts = attempts;
        this.advertised = advertised;
        this.identity = identity;
        this.settings = settings;
        this.peers = peers;
        this.random = random;
        this.loopbackOnly = OwnAddresses.loopbackOnly(settings.peerBind());
        this.port = Math.max(0, settings.peerPort());
    }

    boolean loopbackOnly() {
        return loopbackOnly;
    }

    /**
     * Where others can dial this node, the best first. Before it listens on a port that was picked
     * freely, just what its person said; and of that nothing, if it is for this computer alone.
     */
    List<String> addresses() {
        List<String> said = loopbackOnly ? List.of() : advertised.get();
        return Stream.concat(said.stream(), OwnAddresses.of(settings.peerBind(), port).stream())
                .distinct()
                .limit(SignedAddresses.ADDRESSES_MAX)
                .toList();
    }

    /**
     * @param wanted who may be dialled, and where
     * @return the port; 0 if it dials only
     */
    synchronized int listen(Supplier<Map<PeerId, List<PeerAddress>>> wanted) {
        if (dialler != null) {
            return port;
        }
        if (settings.peerPort() != NodeSettings.DIAL_ONLY) {
            PeerServer started = startServer();
            server = started;
            port = started.port();
            nearby = Nearby.start(port, near, random);
        }
        var started = new Dialler(client(), peers, attempts, wanted, loopbackOnly, random);
        peers.watch(started::wake);
        started.start();
        dialler = started;
        return port;
    }

    private PeerServer startServer() {
        try {
            return PeerServer.start(
                    identity,
                    settings.peerBind(),
                    settings.peerPort(),
                    Session.GREETING_TIME,
                    peers::accept);
        } catch (IOException e) {
            throw new PortInUseException(
                    "The port %d for peers cannot be used: %s. Stop the program that uses it, or choose another with --peer-port."
                            .formatted(settings.peerPort(), e.getMessage()));
        }
    }

    /**
     * Hears what a peer says of the members of a wiki: returns when both share it, or the
     * connection is over, as it soon is for one who was removed, and at the latest after {@code
     * atMost} and what dialling takes; four times as long if it does not even say hello. Then the
     * members are known as far as the peer tells.
     *
     * @param addresses where it may be, if it is not connected
     * @return whether all is known that it has to say: also if it answers nowhere, but not if it
     *     answers and then says nothing
     */
    boolean meet(PeerId peer, List<String> addresses, WikiId wiki, Duration atMost) {
        try {
            Optional<PeerConnection> open = peers.connection(peer);
            PeerConnection met =
                    open.isPresent()
                            ? open.get()
                            : dial(peer, addresses).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            for (int wait = 0; wait < SILENT_WAITS; wait++) {
                if (hears(met, wiki, atMost)) {
                    return true;
                }
                met = peers.connection(peer).orElse(met); // Of two connections, one stays.
            }
            return false;
        } catch (ExecutionException answersNowhere) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One who said hello and does not name the wiki has no word of it to say. */
    private static boolean hears(PeerConnection from, WikiId wiki, Duration atMost)
            throws InterruptedException, ExecutionException {
        try {
            Object word = from.sharing(wiki).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return !(word instanceof Optional<?> over)
                    || over.filter(why -> why instanceof Output.Close close && saysSomething(close))
                            .isPresent();
        } catch (TimeoutException e) {
            return from.open();
        }
    }

    /** Not who only stops, has too much to do or keeps another connection. */
    private static boolean saysSomething(Output.Close close) {
        return close.byPeer()
                && switch (close.reason()) {
                    case GOING, BUSY, DUPLICATE -> false;
                    case VERSION, PROTOCOL, STRANGER, SAME_KEY, INVITE, OTHER -> true;
                };
    }

    private CompletableFuture<PeerConnection> dial(PeerId peer, List<String> addresses)
            throws InterruptedException {
        for (String text : addresses) {
            Optional<PeerAddress> address =
                    PeerAddress.parse(text).filter(each -> !loopbackOnly || each.loopback());
            if (address.isPresent()) {
                var made = new CompletableFuture<PeerConnection>();
                try {
                    client().connect(address.get(), peer, link -> begun(link, made));
                    return made;
                } catch (IOException notThere) {
                    continue;
                }
            }
        }
        return CompletableFuture.failedFuture(new IOException("It answers nowhere."));
    }

    private Link.Owner begun(Link link, CompletableFuture<PeerConnection> made) {
        PeerConnection connection = peers.dialled(link);
        made.complete(connection);
        return connection;
    }

    /** Dials a peer soon, however often that failed, if this node dials at all. */
    synchronized void dialAnew(PeerId peer) {
        if (dialler != null) {
            dialler.dialAnew(peer);
        }
    }

    synchronized PeerStatistics statistics() {
        long received = 0;
        long sent = 0;
        if (server != null) {
            received += server.bytesReceived();
            sent += server.bytesSent();
        }
        if (client != null) {
            received += client.bytesReceived();
            sent += client.bytesSent();
        }
        return new PeerStatistics(
                peers.count(), received, sent, peers.inSyncCount(), peers.inSyncTime());
    }

    synchronized PeerClient client() {
        PeerClient running = client;
        if (running == null) {
            running = PeerClient.start(identity);
            client = running;
        }
        return running;
    }

    @Override
    public synchronized void close() {
        if (nearby != null) {
            nearby.close();
        }
        if (dialler != null) {
            dialler.close();
        }
        peers.close();
        peers.awaitClosed(GOODBYE_TIME);
        if (server != null) {
            server.close();
        }
        if (client != null) {
            client.close();
        }
    }
}
