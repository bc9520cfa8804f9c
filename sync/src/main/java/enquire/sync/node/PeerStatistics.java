package enquire.sync.node;

import java.time.Duration;

/**
 * What a node has to do with its peers, counted since its start.
 *
 * @param connections open ones, also those that have not said hello yet
 * @param bytesReceived on the wire, TLS included
 * @param bytesSent on the wire, TLS included
 * @param inSync how often two nodes found that they hold the same pages of a wiki
 * @param inSyncTime how long that took since the dial began, summed up
 */
public record PeerStatistics(
        int connections, long bytesReceived, long bytesSent, long inSync, Duration inSyncTime) {}
