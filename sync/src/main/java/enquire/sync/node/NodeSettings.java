package enquire.sync.node;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a node is started with.
 *
 * @param name how others see this person; empty keeps the stored one (at first the operating
 *     system's user name)
 * @param peerBind address to listen on for peers; with 127.0.0.1 the node listens, advertises and
 *     dials on loopback only
 * @param peerPort 0 picks a free one
 */
public record NodeSettings(
        Path data, Optional<String> name, String peerBind, int peerPort, InstantSource clock) {}
