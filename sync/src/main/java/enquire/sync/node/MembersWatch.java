package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Exchange;
import enquire.storage.Records;
import enquire.storage.StorageException;
import enquire.sync.roster.Roster;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows when the members of one wiki change: connections are told, and changes are judged
 * anew as far as the news can matter to them. Thread-safe.
 */
final class MembersWatch {

    private static final Logger LOG = LoggerFactory.getLogger(MembersWatch.class);

    private final WikiParts parts;
    private final Peers peers;
    private Set<PeerId> writers;

    MembersWatch(WikiParts parts, Peers peers) {
        this.parts = parts;
        this.peers = peers;
        this.writers = writers(parts.members().roster());
    }

    /** From the thread that added records: the work is done elsewhere. */
    void grew() {
        peers.membersChanged(parts.repository().wiki());
        Thread.ofVirtual().name("judge").start(this::judge);
    }

    private synchronized void judge() {
        Set<PeerId> now = writers(parts.members().roster());
        boolean lost = !now.containsAll(writers);
        boolean gained = !writers.containsAll(now);
        writers = now;
        try {
            if (lost) {
                // Own changes are signed first: after a demotion they could not be any more.
                parts.signing().signAll();
                parts.repository().exchange().judgeAnew();
            } else if (gained) {
                judgeOwed();
            }
        } catch (StorageException e) {
            LOG.warn("Changes could not be judged anew: {}", e.getMessage());
        }
    }

    /** Changes of somebody new may have come before the news; only pages that are owed wait. */
    private void judgeOwed() {
        Exchange exchange = parts.repository().exchange();
        Records records = parts.repository().records();
        var waiting = new HashSet<PageId>();
        for (Roster.Member member : parts.members().roster().members()) {
            records.progress(member.peer()).ifPresent(held -> waiting.addAll(held.owed()));
        }
        for (PageId page : waiting) {
            exchange.receive(page, List.of(), List.of(), Instant.EPOCH, Optional.empty());
        }
    }

    private static Set<PeerId> writers(Roster roster) {
        var writers = new HashSet<PeerId>();
        for (Roster.Member member : roster.members()) {
            if (member.role().writes()) {
                writers.add(member.peer());
            }
        }
        return writers;
    }
}
