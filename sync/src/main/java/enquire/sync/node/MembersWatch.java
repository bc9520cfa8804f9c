package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Exchange;
import enquire.storage.Records;
import enquire.storage.StorageException;
import enquire.sync.roster.Roster;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows when the members of one wiki change: connections are told, and changes are judged
 * anew as far as the news can matter to them. By whose members everything was judged last is on
 * disk, so that a crash in between only delays it. Thread-safe.
 */
final class MembersWatch {

    private static final Logger LOG = LoggerFactory.getLogger(MembersWatch.class);

    /** The value that holds the keys of the writers by whom everything was judged last. */
    private static final String JUDGED = "judged-writers";

    /** The same for the records that did not count: a digest of their ids. */
    private static final String VOIDED = "judged-voided";

    private final WikiParts parts;
    private final Peers peers;
    private Set<PeerId> judged;
    private Bytes voided;

    MembersWatch(WikiParts parts, Peers peers) {
        this.parts = parts;
        this.peers = peers;
        Optional<Set<PeerId>> stored = stored();
        // A wiki that is new here holds nothing that was judged otherwise.
        this.judged = stored.orElseGet(() -> writers(parts.members().roster()));
        this.voided =
                Optional.ofNullable(parts.repository().records().values(VOIDED).get(VOIDED))
                        .orElseGet(() -> voided(parts.members().roster()));
        if (stored.isEmpty()) {
            store(judged, voided);
        }
    }

    /** Makes up for what the last run did not come to. */
    synchronized void start() {
        Roster now = parts.members().roster();
        if (!judged.equals(writers(now)) || !voided.equals(voided(now))) {
            judgeSoon();
        }
    }

    /** From the thread that added records: the work is done elsewhere. */
    void grew() {
        peers.membersChanged(parts.repository().wiki());
        judgeSoon();
    }

    private void judgeSoon() {
        Thread.ofVirtual().name("judge").start(this::judge);
    }

    private synchronized void judge() {
        Roster roster = parts.members().roster();
        Set<PeerId> now = writers(roster);
        Bytes voidedNow = voided(roster);
        boolean sameRecordsCount = voidedNow.equals(voided);
        if (now.equals(judged) && sameRecordsCount) {
            return;
        }
        try {
            if (now.containsAll(judged) && sameRecordsCount) {
                judgeOwed();
            } else {
                // Own changes are signed first: after a demotion they could not be any more. Then
                // what others wrote who no longer may is adopted, while it still is in its pages.
                parts.signing().signAll();
                parts.adopting().adopt();
                parts.repository().exchange().judgeAnew();
            }
            store(now, voidedNow);
            judged = now;
            voided = voidedNow;
        } catch (StorageException e) {
            LOG.warn(
                    "Not all changes could be judged anew; it is tried again at the next start: {}",
                    e.getMessage());
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
            try {
                exchange.receive(page, List.of(), List.of(), Instant.EPOCH, Optional.empty());
            } catch (StorageException e) {
                // It stays owed, and is judged with whatever comes for it next.
                LOG.warn("Page {} could not be judged anew: {}", page, e.getMessage());
            }
        }
    }

    private Optional<Set<PeerId>> stored() {
        return Optional.ofNullable(parts.repository().records().values(JUDGED).get(JUDGED))
                .filter(keys -> keys.size() % PeerId.BYTES == 0)
                .map(keys -> {
                    var writers = new HashSet<PeerId>();
                    for (int at = 0; at < keys.size(); at += PeerId.BYTES) {
                        writers.add(new PeerId(keys.slice(at, at + PeerId.BYTES)));
                    }
                    return writers;
                });
    }

    private void store(Set<PeerId> writers, Bytes voidedNow) {
        var keys = new ByteArrayOutputStream();
        for (PeerId writer : writers) {
            keys.writeBytes(writer.value().toArray());
        }
        parts.repository()
                .records()
                .values(
                        Map.of(
                                JUDGED,
                                Optional.of(Bytes.of(keys.toByteArray())),
                                VOIDED,
                                Optional.of(voidedNow)));
    }

    /** While it stays the same, a statement of a current writer counts as it did. */
    private static Bytes voided(Roster roster) {
        return Bytes.concat(roster.voided().toArray(Bytes[]::new)).sha256();
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
