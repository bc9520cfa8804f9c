package enquire.sync.transport;

import enquire.editor.page.PeerId;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.protocol.Limits;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.JettyUpgradeListener;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** Dials peers: the counterpart of {@link PeerServer}. Thread-safe. */
public final class PeerClient implements AutoCloseable {

    /** How long reaching an address may take: three lost SYN packets (1 + 2 + 4 s) and some. */
    private static final Duration CONNECT_TIME = Duration.ofSeconds(8);

    /** TLS and WebSocket handshake on top, on a slow line (a guess). */
    private static final Duration HANDSHAKE_TIME = Duration.ofSeconds(7);

    private static final int THREADS_MAX = 16;

    private final WebSocketClient client;
    private final PeerTraffic traffic;

    private PeerClient(WebSocketClient client, PeerTraffic traffic) {
        this.client = client;
        this.traffic = traffic;
    }

    public static PeerClient start(NodeIdentity identity) {
        return start(identity, Limits.FRAME_BYTES);
    }

    /**
     * @param frameBytes the largest frame it sends and takes
     */
    static PeerClient start(NodeIdentity identity, int frameBytes) {
        var tls = new AnyHostName();
        tls.setSslContext(PinnedTls.context(identity));
        tls.setIncludeProtocols(PinnedTls.PROTOCOL);
        tls.setSessionCachingEnabled(false);

        var threads = new QueuedThreadPool(THREADS_MAX, 1);
        threads.setName("peers-out");
        threads.setDaemon(true);
        var connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        connector.setExecutor(threads);
        connector.setSelectors(1);
        connector.setConnectTimeout(CONNECT_TIME);
        var http = new HttpClient(new HttpClientTransportOverHTTP(connector));
        http.setExecutor(threads);
        http.setFollowRedirects(false);
        http.setUserAgentField(null);
        var traffic = new PeerTraffic();
        http.addBean(traffic);

        var client = new WebSocketClient(http);
        client.addManaged(http);
        Sockets.limit(client, frameBytes);
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the client for peers does not start", e);
        }
        return new PeerClient(client, traffic);
    }

    /**
     * Dials, and returns when the connection stands and its key is the expected one. Nothing of
     * ours is sent to anybody else but our key and the path.
     *
     * @throws WrongPeerException if somebody else answers
     * @throws DialException if nobody answers, or this was closed
     */
    public Link connect(PeerAddress address, PeerId expected, Link.Acceptor acceptor)
            throws IOException, InterruptedException {
        var socket = new LinkSocket(expected, acceptor, GreetingDeadline.NONE);
        var request = new ClientUpgradeRequest(URI.create("wss://" + address + PeerServer.PATH));
        request.setTimeout(CONNECT_TIME.plus(HANDSHAKE_TIME).toMillis(), TimeUnit.MILLISECONDS);
        // Connections to one address that expect different keys are different things to Jetty.
        request.tag(expected);
        var check = new KeyCheck(expected, socket);
        CompletableFuture<Session> dialled;
        try {
            dialled = client.connect(socket, request, check);
        } catch (IllegalStateException e) {
            // It was closed meanwhile.
            throw new DialException("this computer dials nobody any more", e);
        }
        try {
            dialled.get(
                    CONNECT_TIME.plus(HANDSHAKE_TIME).toMillis() + 1_000, TimeUnit.MILLISECONDS);
            check.throwIfWrong();
            return socket.link();
        } catch (ExecutionException e) {
            check.throwIfWrong();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            // Jetty trips over its own buffer when the other side closes right after the upgrade.
            throw new DialException(
                    cause instanceof IllegalStateException
                            ? "the other side ended the connection at once"
                            : String.valueOf(cause.getMessage()),
                    cause);
        } catch (TimeoutException e) {
            dialled.cancel(true);
            throw new DialException("no answer in time", e);
        }
    }

    /** Since the start, on the wire. */
    public long bytesReceived() {
        return traffic.bytesReceived();
    }

    /** Since the start, on the wire. */
    public long bytesSent() {
        return traffic.bytesSent();
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the client for peers does not stop", e);
        }
    }

    /** Host names mean nothing here: the key is compared after the handshake. */
    private static final class AnyHostName extends SslContextFactory.Client {

        AnyHostName() {
            setEndpointIdentificationAlgorithm(null);
        }

        /** Would warn that there is none. */
        @Override
        protected void checkEndPointIdentificationAlgorithm() {}
    }

    /** Refuses the upgrade when TLS proved another key than the expected one. */
    private static final class KeyCheck implements JettyUpgradeListener {

        private final PeerId expected;
        private final LinkSocket socket;
        private volatile Optional<WrongPeerException> wrong = Optional.empty();

        KeyCheck(PeerId expected, LinkSocket socket) {
            this.expected = expected;
            this.socket = socket;
        }

        @Override
        public void onHandshakeResponse(Request request, Response response) {
            Optional<PeerId> actual = Sockets.peerOf(request.getConnection().getSslSessionData());
            if (!actual.equals(Optional.of(expected))) {
                wrong = Optional.of(new WrongPeerException(expected, actual));
                socket.refuse();
            }
        }

        void throwIfWrong() throws WrongPeerException {
            if (wrong.isPresent()) {
                throw wrong.get();
            }
        }
    }
}
