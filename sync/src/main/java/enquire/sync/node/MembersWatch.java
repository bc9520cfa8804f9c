package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.storage.Exchange;
import enquire.storage.Records;
import enquire.storage.StorageException;
import enquire.sync.cbor.MalformedException;
import enquire.sync.roster.Roster;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes before and after a change of the members of one wiki. Before records are on disk by
 * which fewer people may write, this node vouches for what these wrote; afterwards connections are
 * told, and changes are judged anew as far as the news can matter to them. By whose members
 * everything was judged last is on disk, so that a crash in between only delays it. Thread-safe.
 */
final class MembersWatch {

    private static final Logger LOG = LoggerFactory.getLogger(MembersWatch.class);

    /** All values of {@link Judges}. */
    private static final String PREFIX = "judged-";

    private final WikiParts parts;
    private final Peers peers;
    private final Executor elsewhere;
    private Judges judged;

    /**
     * @param elsewhere runs what takes long, not on the thread that added records
     */
    MembersWatch(WikiParts parts, Peers peers, Executor elsewhere) {
        this.parts = parts;
        this.peers = peers;
        this.elsewhere = elsewhere;
        Judges now = Judges.of(parts.members().roster());
        Optional<Judges> stored = Judges.stored(parts.repository().records().values(PREFIX), now);
        // A wiki that is new here holds nothing that was judged otherwise.
        this.judged = stored.orElse(now);
        if (stored.isEmpty()) {
            parts.repository().records().values(judged.values());
        }
        parts.members().prepare(this::prepare);
    }

    /** Makes up for what the last run did not come to. */
    synchronized void start() {
        if (!judged.equals(Judges.of(parts.members().roster()))) {
            judgeSoon();
        }
    }

    /** From the thread that added records: the work is done elsewhere. */
    void grew() {
        peers.membersChanged(parts.repository().wiki());
        judgeSoon();
    }

    /**
     * The adoptions are on disk before the records are, and count only together with them: so
     * neither this node nor a peer ever has the one without the other, whatever dies in between.
     */
    private void prepare(Roster grown) {
        if (Judges.of(grown).includes(Judges.of(parts.members().roster()))) {
            return;
        }
        try {
            // Own edits first, typing among them: after a demotion they could not be signed any
            // more, and would not count if their author may write again.
            foldAll();
            parts.signing().signAll();
        } catch (StorageException | MalformedException e) {
            LOG.warn("Not all edits can be signed: {}", e.getMessage());
        }
        parts.adopting().adopt(grown);
    }

    private void judgeSoon() {
        elsewhere.execute(this::judge);
    }

    private synchronized void judge() {
        Roster roster = parts.members().roster();
        Judges now = Judges.of(roster);
        if (now.equals(judged)) {
            return;
        }
        try {
            // Who may write again finds his own edits of before in his pages again.
            boolean writesAgain =
                    now.writers().contains(parts.self())
                            && !judged.writers().contains(parts.self());
            if (now.includes(judged) && !writesAgain) {
                judgeOwed();
            } else {
                // Once more: pages may have changed since the records were prepared for.
                foldAll();
                parts.signing().signAll();
                parts.adopting().adopt(roster);
                parts.repository().exchange().judgeAnew();
            }
            parts.repository().records().values(now.values());
            judged = now;
        } catch (StorageException e) {
            LOG.warn(
                    "Not all changes could be judged anew; it is tried again at the next start: {}",
                    e.getMessage());
        }
    }

    private void foldAll() {
        Exchange exchange = parts.repository().exchange();
        exchange.pending().forEach(exchange::fold);
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
}
