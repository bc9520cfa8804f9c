package enquire.sync.transport;

import enquire.editor.page.PeerId;
import enquire.sync.identity.NodeIdentity;
import enquire.sync.protocol.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * Listens for peers: TLS 1.3 with a certificate on both sides, then WebSocket. Thread-safe.
 *
 * <p>A connection that has not said hello some time after it was accepted is closed, whatever it
 * was doing: an idle timeout does not stop one who sends a byte now and then.
 */
public final class PeerServer implements AutoCloseable {

    /** The path of the WebSocket. */
    static final String PATH = "/enquire";

    /** The most connections at a time, greeted or not: far more collaborators than a wiki has. */
    public static final int CONNECTIONS_MAX = 256;

    /** Threads of the network: acceptor, selector, and some that carry frames (a guess). */
    private static final int THREADS_MAX = 16;

    private final Server server;
    private final ServerConnector connector;
    private final PeerTraffic traffic = new PeerTraffic();
    private final UngreetedConnections ungreeted;

    private PeerServer(NodeIdentity identity, Duration greetingTime, int port, int connectionsMax) {
        var threads = new QueuedThreadPool(THREADS_MAX, 1);
        threads.setName("peers-in");
        threads.setDaemon(true);
        server = new Server(threads);

        var tls = new SslContextFactory.Server();
        tls.setSslContext(PinnedTls.context(identity));
        tls.setIncludeProtocols(PinnedTls.PROTOCOL);
        tls.setNeedClientAuth(true);
        // Every connection proves its key anew: nothing of an old one is trusted.
        tls.setSessionCachingEnabled(false);
        tls.setSslSessionCacheSize(-1);

        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(4 * 1024);
        // Host names mean nothing here, so they are not compared with the certificate's.
        http.addCustomizer(new SecureRequestCustomizer(false));
        connector =
                new ServerConnector(
                        server,
                        null,
                        null,
                        null,
                        1,
                        1,
                        new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()),
                        new HttpConnectionFactory(http));
        connector.setPort(port);
        connector.setAcceptQueueSize(64);
        // Who has not said hello is gone long before: see UngreetedConnections.
        connector.setIdleTimeout(Sockets.IDLE_TIME.toMillis());
        ungreeted = new UngreetedConnections(connector, greetingTime);
        connector.addBean(ungreeted);
        connector.addBean(traffic);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(connectionsMax, connector));
    }

    /**
     * @param bind address of a network interface of this computer
     * @param port 0 picks a free one
     * @param greetingTime how long after it was accepted a connection may take to say hello
     * @throws IOException if the port cannot be had
     */
    public static PeerServer start(
            NodeIdentity identity,
            String bind,
            int port,
            Duration greetingTime,
            Link.Acceptor acceptor)
            throws IOException {
        return start(identity, bind, port, greetingTime, CONNECTIONS_MAX, acceptor);
    }

    /**
     * @param connectionsMax beyond it, who comes waits until another one ends
     */
    static PeerServer start(
            NodeIdentity identity,
            String bind,
            int port,
            Duration greetingTime,
            int connectionsMax,
            Link.Acceptor acceptor)
            throws IOException {
        var started = new PeerServer(identity, greetingTime, port, connectionsMax);
        started.connector.setHost(bind);
        started.server.setHandler(
                WebSocketUpgradeHandler.from(
                        started.server, container -> started.configure(container, acceptor)));
        try {
            started.connector.open();
            started.server.start();
            return started;
        } catch (IOException e) {
            started.close();
            throw e;
        } catch (Exception e) {
            started.close();
            throw new IOException("the server for peers does not start: " + e.getMessage(), e);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Whether whoever comes is let in; not while as many are connected as may be. */
    boolean accepting() {
        return connector.isAccepting();
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
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server for peers does not stop", e);
        }
    }

    private void configure(ServerWebSocketContainer container, Link.Acceptor acceptor) {
        Sockets.limit(container, Limits.FRAME_BYTES);
        container.addMapping(
                PATH,
                (request, response, callback) -> {
                    EndPoint endPoint =
                            request.getConnectionMetaData().getConnection().getEndPoint();
                    Optional<PeerId> peer = Sockets.peerOf(endPoint.getSslSessionData());
                    if (peer.isEmpty() || !(endPoint instanceof EndPoint.Wrapper encrypted)) {
                        callback.failed(new IOException("no certificate"));
                        return null;
                    }
                    return new LinkSocket(peer.get(), acceptor, ungreeted.deadline(encrypted));
                });
    }
}
