package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.storage.Exchange;
import enquire.storage.Records;
import enquire.storage.StorageException;
import enquire.sync.cbor.MalformedException;
import enquire.sync.roster.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
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

    /** After a failure, say of a full disk, it is tried again; each time twice as late. */
    private static final Duration RETRY_FIRST = Duration.ofMinutes(1);

    /** The longest wait: a page that is damaged for good costs little then. (A guess.) */
    private static final Duration RETRY_LAST = Duration.ofHours(1);

    private final WikiParts parts;
    private final Peers peers;
    private final Executor elsewhere;

    /** Not a monitor: whoever judges waits for the disk. */
    private final ReentrantLock judging = new ReentrantLock();

    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile Judges judged;
    private volatile long retryAtNanos = System.nanoTime();
    private Duration retry = RETRY_FIRST;

    /** The roster by which everything was judged last; empty until that was in this run. */
    private Optional<Roster> judgedBy = Optional.empty();

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
        if (judged.equals(now)) {
            judgedBy = Optional.of(parts.members().roster());
        }
        parts.members().prepare(this::prepare);
    }

    /** Makes up for what the last run, or a try that failed, did not come to. */
    void makeUp() {
        boolean due = System.nanoTime() - retryAtNanos >= 0;
        if (due && !judged.equals(Judges.of(parts.members().roster()))) {
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
        Roster before = parts.members().roster();
        if (grown.keeps(before) && Judges.of(grown).include(Judges.of(before))) {
            return;
        }
        // Own edits first, typing among them: after a demotion they could not be signed any more,
        // and would not count if their author may write again.
        signAll();
        parts.adopting().adopt(grown);
    }

    /** One judges, and one more waits at most, however many records come. */
    private void judgeSoon() {
        if (asked.compareAndSet(false, true)) {
            elsewhere.execute(this::judge);
        }
    }

    private void judge() {
        judging.lock();
        try {
            asked.set(false);
            judgeAll();
            retry = RETRY_FIRST;
        } catch (StorageException | MalformedException e) {
            retryAtNanos = System.nanoTime() + retry.toNanos();
            LOG.warn(
                    "Not all changes could be judged anew; it is tried again in {} min: {}",
                    retry.toMinutes(),
                    e.getMessage());
            Duration twice = retry.multipliedBy(2);
            retry = twice.compareTo(RETRY_LAST) < 0 ? twice : RETRY_LAST;
        } finally {
            judging.unlock();
        }
    }

    private void judgeAll() {
        Roster roster = parts.members().roster();
        Judges now = Judges.of(roster);
        if (!now.equals(judged)) {
            boolean kept = judgedBy.map(roster::keeps).orElse(now.voided().equals(judged.voided()));
            // Who may write again finds his own edits of before in his pages again.
            boolean writesAgain =
                    now.writers().contains(parts.self())
                            && !judged.writers().contains(parts.self());
            if (kept && now.include(judged) && !writesAgain) {
                judgeOwed();
            } else {
                // Once more: pages may have changed since the records were prepared for.
                signAll();
                parts.adopting().adopt(roster);
                parts.repository().exchange().judgeAnew();
            }
            parts.repository().records().values(now.values());
            judged = now;
        }
        judgedBy = Optional.of(roster);
    }

    /** As far as it can be done: one page that cannot is no reason not to judge the others. */
    private void signAll() {
        Exchange exchange = parts.repository().exchange();
        for (PageId page : exchange.pending()) {
            try {
                exchange.fold(page);
            } catch (StorageException e) {
                LOG.warn("Typing in page {} stays in the journal: {}", page, e.getMessage());
            }
        }
        try {
            parts.signing().signAll();
        } catch (StorageException | MalformedException e) {
            LOG.warn("Not all edits can be signed: {}", e.getMessage());
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
}
