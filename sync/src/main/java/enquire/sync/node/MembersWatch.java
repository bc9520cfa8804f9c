package enquire.sync.node;

import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Exchange;
import enquire.storage.JudgedAnew;
import enquire.storage.Records;
import enquire.storage.Repository;
import enquire.storage.StorageException;
import enquire.sync.cbor.MalformedException;
import enquire.sync.protocol.DoubtShelf;
import enquire.sync.roster.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes after a change of the members of one wiki (before: {@link Vouching}): connections are
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

    private final PeerId self;
    private final Repository repository;
    private final Members members;
    private final Vouching vouching;
    private final Unjudged unjudged;
    private final Peers peers;
    private final Executor elsewhere;
    private final LongSupplier nanoTime;

    /** Not a monitor: whoever judges waits for the disk. */
    private final ReentrantLock judging = new ReentrantLock();

    private final AtomicBoolean asked = new AtomicBoolean();
    private final Doubts doubts = new Doubts();
    private volatile Judges judged;
    private volatile long retryAtNanos;
    private Duration retry = RETRY_FIRST;

    /** The last time that something was left in doubt: until more comes, only that is judged. */
    private Optional<Left> left = Optional.empty();

    /** The roster by which everything was judged last; empty until that was in this run. */
    private Optional<Roster> judgedBy = Optional.empty();

    /**
     * @param elsewhere runs what takes long, not on the thread that added records
     * @param nanoTime like {@link System#nanoTime}
     */
    MembersWatch(
            PeerId self,
            Repository repository,
            Members members,
            Vouching vouching,
            Unjudged unjudged,
            Peers peers,
            Executor elsewhere,
            LongSupplier nanoTime) {
        this.self = self;
        this.repository = repository;
        this.members = members;
        this.vouching = vouching;
        this.unjudged = unjudged;
        this.peers = peers;
        this.elsewhere = elsewhere;
        this.nanoTime = nanoTime;
        this.retryAtNanos = nanoTime.getAsLong();
        Judges now = Judges.of(members.roster());
        Optional<Judges> stored = Judges.stored(repository.records().values(PREFIX), now);
        // A wiki that is new here holds nothing that was judged otherwise.
        this.judged = stored.orElse(now);
        if (stored.isEmpty()) {
            repository.records().values(judged.values());
        }
        if (judged.equals(now) && unjudged.isEmpty()) {
            judgedBy = Optional.of(members.roster());
        }
    }

    /** Makes up for what the last run, or a try that failed, did not come to. */
    void makeUp() {
        boolean due = nanoTime.getAsLong() - retryAtNanos >= 0 && !isOut(members.roster());
        if (due && (!unjudged.isEmpty() || !judged.equals(Judges.of(members.roster())))) {
            judgeSoon();
        }
    }

    /**
     * @param seen all that had come before everything was judged
     * @param whole whether no page failed
     */
    private record Left(long seen, Judges by, boolean whole) {

        boolean of(long nowSeen, Judges now) {
            return seen == nowSeen && by.equals(now);
        }
    }

    /** Pages that a writer is to be asked about. */
    Doubts doubts() {
        return doubts;
    }

    /** A writer was asked; does not wait. */
    void answered(DoubtShelf.Doubt doubt) {
        if (doubts.answered(doubt)) {
            judgeSoon();
        }
    }

    /**
     * Whether this node is no member any more. Then nobody gives it what others vouch for since, so
     * its pages stay as they were; they are judged when it is one again.
     */
    private boolean isOut(Roster roster) {
        return roster.role(self).isEmpty();
    }

    /** From the thread that added records: the work is done elsewhere. */
    void grew() {
        peers.membersChanged(repository.wiki());
        judgeSoon();
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
            retryAtNanos = nanoTime.getAsLong() + retry.toNanos();
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
        long seen = unjudged.all();
        Roster roster = members.roster();
        if (isOut(roster)) {
            return;
        }
        Judges now = Judges.of(roster);
        Optional<Left> before = left.filter(last -> last.of(seen, now) && !doubts.isEmpty());
        // Of pages that could not be judged all are judged again when that is due.
        boolean due = nanoTime.getAsLong() - retryAtNanos >= 0;
        if (before.isPresent() && (before.get().whole() || !due)) {
            judgeAnswered();
            if (!before.get().whole()) {
                return; // The others are still to be judged.
            }
        } else if (!now.equals(judged) || !unjudged.isEmpty()) {
            left = Optional.empty();
            boolean kept =
                    !unjudged.isSeveral()
                            && judgedBy.map(roster::keeps)
                                    .orElse(now.voided().equals(judged.voided()));
            // Who may write again finds his own edits of before in his pages again.
            boolean writesAgain = now.writers().contains(self) && !judged.writers().contains(self);
            if (kept && now.include(judged) && !writesAgain) {
                judgeOwed();
            } else {
                judgePages(roster, writesAgain, seen, now);
            }
        }
        if (!doubts.isEmpty()) {
            return; // What a writer says is still to come: until then not everything is judged.
        }
        if (!now.equals(judged) || !unjudged.isEmpty()) {
            if (!unjudged.judged(seen, now)) {
                return; // Whoever added those records has asked for another look.
            }
            judged = now;
        }
        judgedBy = Optional.of(roster);
    }

    private void judgePages(Roster roster, boolean writesAgain, long seen, Judges now) {
        Exchange exchange = repository.exchange();
        // Once more: pages may have changed since the records were prepared for.
        vouching.vouch(roster);
        if (writesAgain) {
            vouching.takeBack(roster);
        }
        JudgedAnew all = exchange.judgeAnew(exchange.pages(), now.writers().contains(self));
        doubts.begin(all.staying());
        left = Optional.of(new Left(seen, now, all.failures().isEmpty()));
        all.orThrow();
    }

    /** What a writer did not vouch for when he was asked goes now. */
    private void judgeAnswered() {
        Set<PageId> answered = doubts.answered();
        repository.exchange().judgeAnew(answered, true).orThrow();
        doubts.settled(answered);
    }

    /** Changes of somebody new may have come before the news; only pages that are owed wait. */
    private void judgeOwed() {
        Exchange exchange = repository.exchange();
        Records records = repository.records();
        var waiting = new HashSet<PageId>();
        for (Roster.Member member : members.roster().members()) {
            // Either is empty, or old, on a computer that carries as much as the other tells of.
            records.progress(member.peer()).ifPresent(held -> waiting.addAll(held.owed()));
            records.carrying().listed(member.peer()).ifPresent(held -> waiting.addAll(held.owed()));
        }
        for (PageId page : waiting) {
            try {
                exchange.receive(page, List.of(), List.of(), Instant.EPOCH, Optional.empty());
            } catch (RuntimeException e) {
                // It stays owed, and is judged with whatever comes for it next.
                LOG.warn("Page {} could not be judged anew: {}", page, String.valueOf(e));
            }
        }
    }
}
