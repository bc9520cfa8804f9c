package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.storage.Exchange;
import enquire.storage.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node that stops gives its last edits to whoever is connected, if they take them in a short
 * time: otherwise the last second of typing would wait on this computer until it is started again.
 * Nothing depends on it: every edit is on disk already.
 */
final class HandOver {

    /**
     * How long stopping may be held up by this: folding and signing the pages of a few tabs, and
     * one exchange with peers, takes a fifth of it (a guess).
     */
    static final Duration TIME_MAX = Duration.ofSeconds(1);

    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    private final Peers peers;
    private final long endNanos;

    HandOver(Peers peers, Duration time) {
        this.peers = peers;
        this.endNanos = System.nanoTime() + time.toNanos();
    }

    void run(List<Wiki> wikis) {
        List<Wiki> shared = wikis.stream().filter(this::connected).toList();
        try {
            shared.forEach(this::publish);
            while (timeIsLeft() && shared.stream().anyMatch(this::somebodyIsBehind)) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        } catch (StorageException e) {
            LOG.warn("The last edits stay on this computer until it starts again", e);
        }
    }

    private boolean timeIsLeft() {
        return System.nanoTime() - endNanos < 0 && !Thread.currentThread().isInterrupted();
    }

    private boolean connected(Wiki wiki) {
        return peers.connected(wiki.roster());
    }

    private void publish(Wiki wiki) {
        Exchange exchange = wiki.repository().exchange();
        for (PageId page : exchange.pending()) {
            if (!timeIsLeft()) {
                break;
            }
            exchange.fold(page);
            wiki.signing().signPage(page);
        }
        peers.changed(wiki.id());
    }

    private boolean somebodyIsBehind(Wiki wiki) {
        return wiki.peers().stream()
                .filter(Wiki.Peer::connected)
                .anyMatch(peer -> peer.pagesBehind().orElse(1L) > 0);
    }
}
