package enquire.sync.protocol;

import enquire.editor.page.PageId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the peer has confirmed to hold of this store: never more than it said in answer to what it
 * was told on this connection or, by the {@link Shelf.Receipt} on disk, on an earlier one. A store
 * that was put back from an old copy gives its sequences out again; so what the peer has seen of
 * it, and this store does not remember to have been confirmed, is told once more. One thread at a
 * time.
 */
final class Confirmation {

    private final Shelf shelf;
    private final Message.Greeting mine;

    /** A peer that holds part of the wiki says no fingerprint; it confirms no page. */
    private final boolean whole;

    /**
     * As that, if it is more than was confirmed, else -1: to hear it again says nothing, since it
     * may be about the store as it was before an old copy took its place.
     */
    private final long doubtful;

    /** Ends of parts of the index that were sent on this connection and not confirmed. */
    private final TreeSet<Long> ends = new TreeSet<>();

    /** Ends of parts before the doubtful place that were ever sent on this connection. */
    private final Set<Long> endsBefore = new HashSet<>();

    private long seenAtMost;

    private boolean markIsDue;

    /**
     * Where the part without pages ends that was sent behind the doubtful place; 0 if none was, and
     * -1 if it was answered.
     */
    private long mark;

    private Shelf.Receipt receipt;

    Confirmation(Shelf shelf, Message.Greeting mine, Message.Greeting theirs) {
        this.shelf = shelf;
        this.mine = mine;
        this.whole = theirs.fingerprint().isPresent();
        // Up to where the peer has seen this store.
        long greetedUpTo =
                theirs.seen()
                        .filter(seen -> seen.index().equals(mine.index()))
                        .filter(seen -> seen.sequence() <= mine.lastSequence())
                        .map(Message.Position::sequence)
                        .orElse(0L);
        this.seenAtMost = greetedUpTo;
        Shelf.Receipt before =
                shelf.receipt()
                        .filter(held -> held.position().index().equals(mine.index()))
                        .orElse(at(0, Set.of()));
        long confirmed = before.position().sequence();
        this.doubtful = greetedUpTo > confirmed ? greetedUpTo : -1;
        this.receipt = before;
        // The peer was put back from an old copy, if it has seen less than it had confirmed.
        store(at(Math.min(greetedUpTo, confirmed), before.lacking(), before.whole() && whole));
    }

    private Shelf.Receipt at(long sequence, Set<PageId> lacking) {
        return at(sequence, lacking, whole && lacking.size() < Limits.OWED_NAMED);
    }

    private Shelf.Receipt at(long sequence, Set<PageId> lacking, boolean complete) {
        var position = new Message.Position(mine.index(), sequence);
        return new Shelf.Receipt(position, lacking, complete);
    }

    private void store(Shelf.Receipt now) {
        if (!now.equals(receipt)) {
            receipt = now;
            shelf.receipt(now);
        }
    }

    /** Up to where the peer has settled everything, and need not be told again. */
    long upTo() {
        return receipt.position().sequence();
    }

    /**
     * From where on this store is listed. Who carries part of the wiki lists everything if the peer
     * has seen more than it had confirmed: this store may be an old copy, and what it once listed
     * not be here.
     */
    long listedFrom() {
        boolean part = mine.fingerprint().isEmpty();
        return part && doubtful >= 0 ? 0 : upTo();
    }

    /**
     * The most that a {@code seen} may name: what the peer said in its hello, or was sent, also
     * before it asked for everything once more.
     */
    long seenAtMost() {
        return seenAtMost;
    }

    /** A part of the index that ends here was sent, whatever for. */
    void sent(long upTo) {
        seenAtMost = Math.max(seenAtMost, upTo);
        if (upTo < doubtful) {
            endsBefore.add(upTo);
        }
    }

    /** The index was sent up to here: the answer confirms that. */
    void listed(long upTo) {
        ends.add(upTo);
        boolean part = mine.fingerprint().isEmpty();
        markIsDue |= upTo == doubtful && part && whole && mark == 0;
    }

    /**
     * A part without pages, if one is to be sent now. The answer to the part that ends at the
     * doubtful place cannot be told from what the peer says by itself, which is never of a place
     * before that. It answers in order: so what it says of an earlier place, at which nothing else
     * ended, says that everything up to the doubtful one is settled.
     */
    Optional<Message.Index> mark() {
        if (!markIsDue) {
            return Optional.empty();
        }
        markIsDue = false;
        long place = doubtful - 1;
        while (endsBefore.contains(place)) {
            place--;
        }
        mark = place; // None if it is 0: a seen of that asks for everything once more.
        return Optional.of(place).filter(at -> at > 0).map(at -> IndexPart.none(mine, at));
    }

    void seen(Message.Seen seen) {
        long sequence = seen.position().sequence();
        boolean marked = mark > 0 && sequence == mark;
        long upTo = marked ? doubtful : sequence;
        boolean answer = ends.remove(upTo) && upTo != doubtful || marked;
        if (answer) {
            ends.headSet(upTo).clear(); // They are answered in order.
            mark = marked ? -1 : mark;
        }
        store(at(answer ? Math.max(upTo(), upTo) : upTo(), seen.owed()));
        seen.fingerprint().ifPresent(this::compare);
    }

    /**
     * The peer holds what has this fingerprint; if this store does, too, it lacks nothing of it.
     */
    void compare(Message.Fingerprint theirs) {
        // The position is read first: what changes in between is only confirmed later.
        Message.Position position = shelf.position();
        if (whole && theirs.samePages(shelf.fingerprint())) {
            equalUpTo(position.sequence());
        }
    }

    /** Both hold the same pages, and this store has come as far as here. */
    void equalUpTo(long sequence) {
        store(at(sequence, Set.of()));
    }
}
