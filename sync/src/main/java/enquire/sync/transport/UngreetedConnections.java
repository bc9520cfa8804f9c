package enquire.sync.transport;

import enquire.editor.page.Bytes;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The connections that were accepted and have not said hello: how long they may take, and how many
 * there may be. The clock starts when a connection is accepted, since a TLS handshake can be
 * stalled, too. Thread-safe.
 */
final class UngreetedConnections implements Connection.Listener {

    /**
     * The most at a time. One more, and the oldest of them is closed, so that a crowd of strangers
     * holds nobody off: to keep a member out it would have to come faster than this many in the
     * time that TLS and a hello take. (Half of all connections; a guess.)
     */
    static final int ALL_MAX = PeerServer.CONNECTIONS_MAX / 2;

    /**
     * The most from one source; one more, and the oldest from there is closed. So a crowd at one
     * place leaves half of the room to all others. (A guess; collaborators behind one router are
     * fewer, and those who said hello do not count.)
     */
    static final int OF_SOURCE_MAX = ALL_MAX / 2;

    /**
     * So many greeting times somebody has from when he showed the secret of an invite: as long as
     * whoever joins waits for the answer (20 s).
     */
    private static final int INVITED_TIMES = 2;

    /** A subnet of IPv6 is whatever one household or machine makes addresses in (RFC 4291). */
    private static final int SUBNET_BYTES = 8;

    private final ServerConnector connector;
    private final Duration greetingTime;
    private final Map<EndPoint, Ungreeted> byEndPoint = new ConcurrentHashMap<>();
    private final AtomicLong accepted = new AtomicLong();

    private record Ungreeted(
            long number,
            Bytes source,
            EndPoint endPoint,
            boolean invited,
            Scheduler.Task deadline) {

        Ungreeted invitedUntil(Scheduler.Task later) {
            return new Ungreeted(number, source, endPoint, true, later);
        }
    }

    /**
     * @param greetingTime how long after it was accepted a connection may take to say hello
     */
    UngreetedConnections(ServerConnector connector, Duration greetingTime) {
        this.connector = connector;
        this.greetingTime = greetingTime;
    }

    /**
     * @param encrypted what TLS made of the connection. It may be closed already: then it has
     *     forgotten its address, which is why connections are not known by that.
     */
    GreetingDeadline deadline(EndPoint.Wrapper encrypted) {
        return new GreetingDeadline() {
            @Override
            public void greeted() {
                forget(encrypted.unwrap());
            }

            @Override
            public void invited() {
                putOff(encrypted.unwrap());
            }
        };
    }

    /** It goes on to count in the crowd: it has said no hello, and may have nothing else to say. */
    private void putOff(EndPoint endPoint) {
        byEndPoint.computeIfPresent(
                endPoint,
                (same, connection) -> {
                    // One that fired already closes it all the same.
                    if (connection.invited() || !connection.deadline().cancel()) {
                        return connection;
                    }
                    return connection.invitedUntil(
                            closing(endPoint, greetingTime.multipliedBy(INVITED_TIMES)));
                });
    }

    private Scheduler.Task closing(EndPoint endPoint, Duration after) {
        return connector
                .getScheduler()
                .schedule(endPoint::close, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            EndPoint endPoint = connection.getEndPoint();
            // Without an address it is gone already.
            if (endPoint.getRemoteSocketAddress() instanceof InetSocketAddress remote) {
                opened(endPoint, remote);
            }
        }
    }

    private void opened(EndPoint endPoint, InetSocketAddress remote) {
        Scheduler.Task deadline = closing(endPoint, greetingTime);
        Bytes source = source(remote.getAddress());
        crowdedOutBy(new Ungreeted(accepted.incrementAndGet(), source, endPoint, false, deadline))
                .ifPresent(oldest -> {
                    oldest.deadline().cancel();
                    oldest.endPoint().close();
                });
    }

    /** Two that come at once close two, and not the same one, or one for both and one too many. */
    private synchronized Optional<Ungreeted> crowdedOutBy(Ungreeted one) {
        byEndPoint.put(one.endPoint(), one);
        List<Ungreeted> fromThere =
                byEndPoint.values().stream()
                        .filter(each -> each.source().equals(one.source()))
                        .toList();
        Collection<Ungreeted> crowd =
                fromThere.size() > OF_SOURCE_MAX
                        ? fromThere
                        : byEndPoint.size() > ALL_MAX ? byEndPoint.values() : List.of();
        Optional<Ungreeted> oldest =
                crowd.stream().min(Comparator.comparingLong(Ungreeted::number));
        oldest.ifPresent(each -> byEndPoint.remove(each.endPoint()));
        return oldest;
    }

    /** Who makes connections there may be one person: an address of IPv4, a subnet of IPv6. */
    static Bytes source(InetAddress address) {
        Bytes bytes = Bytes.of(address.getAddress());
        return address instanceof Inet6Address ? bytes.slice(0, SUBNET_BYTES) : bytes;
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof SslConnection) {
            forget(connection.getEndPoint());
        }
    }

    private void forget(EndPoint endPoint) {
        Ungreeted connection = byEndPoint.remove(endPoint);
        if (connection != null) {
            connection.deadline().cancel();
        }
    }
}
