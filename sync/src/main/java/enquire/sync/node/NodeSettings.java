package enquire.sync.node;

import enquire.sync.protocol.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a node is started with.
 *
 * @param name how others see this person; empty keeps the stored one (at first the operating
 *     system's user name)
 * @param peerBind address to listen on for peers; with 127.0.0.1 the node listens, advertises and
 *     dials on loopback only
 * @param peerPort 0 picks a free one; {@link #DIAL_ONLY} listens nowhere
 * @param handOver how long stopping may wait for connected peers to take the last edits
 * @param version of the protocol that this node speaks
 * @param finding how it is found, and what it offers
 * @param bundles the most that one bundle holds
 */
public record NodeSettings(
        Path data,
        Optional<String> name,
        String peerBind,
        int peerPort,
        InstantSource clock,
        Duration handOver,
        int version,
        FindingSettings finding,
        BundleBounds bundles) {

    /** For {@code peerPort}: it dials others, and nobody can dial it. */
    public static final int DIAL_ONLY = -1;

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
                FindingSettings.AS_BEFORE,
                BundleBounds.USUAL);
    }

    NodeSettings handingOverFor(Duration time) {
        return new NodeSettings(
                data, name, peerBind, peerPort, clock, time, version, finding, bundles);
    }

    /** The same, taking another version of the protocol for its own: to try out an update. */
    public NodeSettings speaking(int other) {
        return new NodeSettings(
                data, name, peerBind, peerPort, clock, handOver, other, finding, bundles);
    }

    /** The same, told this about being found. */
    public NodeSettings found(FindingSettings by) {
        return new NodeSettings(
                data, name, peerBind, peerPort, clock, handOver, version, by, bundles);
    }

    /** The same, with other bounds of a bundle: to try them out. */
    public NodeSettings bundling(BundleBounds within) {
        return new NodeSettings(
                data, name, peerBind, peerPort, clock, handOver, version, finding, within);
    }
}
