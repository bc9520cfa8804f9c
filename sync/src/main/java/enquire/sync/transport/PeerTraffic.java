package enquire.sync.transport;

import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/**
 * Counts what connections with peers carry, as it stands on the wire: TLS, the upgrade to WebSocket
 * and frames, without TCP and IP. Thread-safe.
 */
final class PeerTraffic implements Connection.Listener {

    private final Set<Connection> open = new HashSet<>();
    private long receivedBefore;
    private long sentBefore;

    @Override
    public synchronized void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            open.add(connection);
        }
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        if (open.remove(connection)) {
            receivedBefore += connection.getBytesIn();
            sentBefore += connection.getBytesOut();
        }
    }

    synchronized long bytesReceived() {
        return receivedBefore + open.stream().mapToLong(Connection::getBytesIn).sum();
    }

    synchronized long bytesSent() {
        return sentBefore + open.stream().mapToLong(Connection::getBytesOut).sum();
    }
}
