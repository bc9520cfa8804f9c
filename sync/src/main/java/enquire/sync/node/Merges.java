package enquire.sync.node;

import enquire.editor.page.Heads;
import enquire.editor.page.PageId;
import enquire.editor.page.PeerId;
import enquire.storage.Records;
import enquire.storage.StorageException;
import enquire.storage.Version;
import enquire.sync.statement.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came into pages of one wiki after time apart, to be told once: what a peer gives between the
 * hello and the moment when both hold the same. What is typed while both are in touch is no merge.
 * What nobody was told of yet stays on disk, so that it is told after a restart, too. Thread-safe.
 */
public final class Merges {

    /** The last so many are remembered. (A guess: a screen names a few pages.) */
    private static final int KEPT_MAX = 512;

    /** So many make a token of a version that is still read: {@link Version#TOKEN_CHARS_MAX}. */
    private static final int HEADS_MAX = 64;

    /** How long a screen that is opened again tells of it once more. (A guess.) */
    private static final Duration TOLD_TIME = Duration.ofHours(1);

    /**
     * One page, as it came in.
     *
     * @param number counts them, from 1
     * @param before the page's version until then
     * @param edits how many stretches of typing, by author
     */
    public record Merge(
            long number, PageId page, Instant at, Version before, Map<PeerId, Integer> edits) {}

    private final PeerId self;
    private final InstantSource clock;
    private final Set<PeerId> catchingUp = new HashSet<>();
    private final Deque<Merge> merges = new ArrayDeque<>();
    private final MergeRecords records;
    private long last;

    /** Number of the last one that was told, and of the last one told before that. */
    private long told;

    private long toldBefore;
    private Instant toldAt = Instant.EPOCH;

    Merges(PeerId self, InstantSource clock, Records records) {
        this.self = self;
        this.clock = clock;
        this.records = new MergeRecords(records);
        merges.addAll(this.records.all());
        last = merges.isEmpty() ? 0 : merges.getLast().number();
    }

    /** Number of the last one; 0 if there is none. */
    public synchronized long last() {
        return last;
    }

    /** Those after this number, the oldest first. */
    public synchronized List<Merge> since(long number) {
        return merges.stream().filter(merge -> merge.number() > number).toList();
    }

    /** What nobody was told of yet, and for an hour what was. */
    public synchronized List<Merge> lately() {
        boolean again = toldAt.isAfter(clock.instant().minus(TOLD_TIME));
        return since(again ? toldBefore : told);
    }

    /**
     * Notes that {@link #lately} was told. Durable when it returns.
     *
     * @param number of the last one that was told: another may have come in since
     * @throws StorageException if the disk does not take it; then all of it is told again
     */
    public synchronized void tell(long number) {
        if (number > told && number <= last) {
            records.remove(since(told).stream().filter(merge -> merge.number() <= number).toList());
            toldBefore = told;
            told = number;
            toldAt = clock.instant();
        }
    }

    /** Edits of several merges together, by author. */
    public static Map<PeerId, Integer> edits(List<Merge> merges) {
        var edits = new LinkedHashMap<PeerId, Integer>();
        for (Merge merge : merges) {
            merge.edits().forEach((author, count) -> edits.merge(author, count, Integer::sum));
        }
        return edits;
    }

    synchronized void met(PeerId peer) {
        catchingUp.add(peer);
    }

    /** Whether a peer is connected, and both do not hold the same yet. */
    synchronized boolean isCatchingUp(PeerId peer) {
        return catchingUp.contains(peer);
    }

    /** Also if the connection ended before that. */
    synchronized void caughtUp(PeerId peer) {
        catchingUp.remove(peer);
    }

    /**
     * @param before heads of the page, which was here already
     * @param claims about what came with them
     */
    synchronized void arrived(PeerId from, PageId page, Heads before, Collection<Claim> claims) {
        if (!catchingUp.contains(from)) {
            return;
        }
        var edits = new LinkedHashMap<PeerId, Integer>();
        for (Claim claim : claims) {
            if (claim instanceof Claim.Revision && !claim.signer().equals(self)) {
                edits.merge(claim.signer(), 1, Integer::sum);
            }
        }
        if (!edits.isEmpty()) {
            Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS); // As it is kept.
            merges.addLast(new Merge(++last, page, at, version(before), edits));
            records.add(merges.getLast());
            if (merges.size() > KEPT_MAX) {
                records.forget(merges.removeFirst());
            }
        }
    }

    /** Of a page of more than can be named: as it was without the edits of some. */
    private static Version version(Heads before) {
        int named = Math.min(before.hashes().size(), HEADS_MAX);
        return new Version(Heads.of(before.hashes().subList(0, named)), 0);
    }

    /** What arrived is on disk when it returns, and what is too old for it is not. */
    synchronized void save() {
        records.save();
    }
}
