package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.protocol.Message;
import enquire.sync.protocol.Output;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why connections with peers ended, for people to read, and what counts against them. Thread-safe.
 */
final class Complaints {

    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);

    private final Acquaintances acquaintances;
    private final Conduct conduct;
    private final InstantSource clock;

    Complaints(Acquaintances acquaintances, Conduct conduct, InstantSource clock) {
        this.acquaintances = acquaintances;
        this.conduct = conduct;
        this.clock = clock;
    }

    /**
     * One at a time: of two connections of a peer that end at once, what is said last is what the
     * later offence led to.
     */
    synchronized void ended(PeerId peer, Output.Close close) {
        String explained = explained(peer, close);
        acquaintances.problem(peer, close.reason(), explained, clock.instant());
    }

    /** Counts against the peer if it was this side that found a rule broken. */
    private String explained(PeerId peer, Output.Close close) {
        if (close.reason() == Message.Reason.VERSION && acquaintances.release(peer).isEmpty()) {
            acquaintances.release(peer, Wiki.Release.OTHER);
        }
        if (close.reason() != Message.Reason.PROTOCOL || close.byPeer()) {
            return close.explanation();
        }
        Duration pause = conduct.offended(peer, clock.instant());
        LOG.warn("Peer {} broke a rule: {}", peer, close.explanation());
        String time = pause.toHours() > 0 ? pause.toHours() + " h" : pause.toMinutes() + " min";
        return pause.isZero()
                ? close.explanation()
                : "%s This happened again and again, so it is left alone for %s. Ask its owner to update Enquire."
                        .formatted(close.explanation(), time);
    }
}
