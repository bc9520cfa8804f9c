package enquire.sync.node;

import enquire.sync.protocol.Limits;
import enquire.sync.transport.PeerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What a node is started with.
 *
 * @param name how others see this person; empty keeps the stored one (at first the operating
 *     system's user name)
 * @param peerBind address to listen on for peers; with 127.0.0.1 the node listens, advertises and
 *     dials on loopback only
 * @param peerPort 0 picks a free one
 * @param handOver how long stopping may wait for connected peers to take the last edits
 * @param version of the protocol that this node speaks
 * @param advertised where others reach this node, as through a router that forwards a port; empty
 *     keeps what was said before
 */
public record NodeSettings(
        Path data,
        Optional<String> name,
        String peerBind,
        int peerPort,
        InstantSource clock,
        Duration handOver,
        int version,
        Optional<List<PeerAddress>> advertised) {

    /** A node that stops within a second of being told to. */
    public NodeSettings(
            Path data, Optional<String> name, String peerBind, int peerPort, InstantSource clock) {
        this(
                data,
                name,
                peerBind,
                peerPort,
                clock,
                HandOver.TIME_MAX,
                Limits.VERSION,
                Optional.empty());
    }

    NodeSettings handingOverFor(Duration time) {
        return new NodeSettings(data, name, peerBind, peerPort, clock, time, version, advertised);
    }

    /** The same, taking another version of the protocol for its own: to try out an update. */
    public NodeSettings speaking(int other) {
        return new NodeSettings(data, name, peerBind, peerPort, clock, handOver, other, advertised);
    }

    /** The same, reached by others under these addresses too. */
    public NodeSettings advertising(List<PeerAddress> addresses) {
        return new NodeSettings(
                data,
                name,
                peerBind,
                peerPort,
                clock,
                handOver,
                version,
                Optional.of(List.copyOf(addresses)));
    }
}
