package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.protocol.PeerBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of how peers behave: what each may still cost, and which broke the rules of the
 * protocol. Whoever does so again and again is neither taken nor dialled for a time that grows, and
 * is forgiven after a day. Kept in memory, of the newest peers. Thread-safe.
 */
final class Conduct {

    /** Peers that are remembered. (A guess: far more than members anywhere.) */
    static final int PEERS_MAX = 1_024;

    /**
     * So often a peer is only disconnected: a damaged frame, or a change made by an older program,
     * is no malice. (A guess.)
     */
    static final int FORGIVEN = 2;

    /** The first pause; each further one takes twice as long. (A guess.) */
    static final Duration PAUSE_FIRST = Duration.ofMinutes(1);

    /** The longest pause: whoever mended a program is back after a night. (A guess.) */
    static final Duration PAUSE_LAST = Duration.ofDays(1);

    /** After so long without an offence all is forgotten. */
    static final Duration MEMORY = Duration.ofDays(1);

    private record Record(int offences, Instant last, Instant pausedUntil) {}

    private final Map<PeerId, Record> records = bounded();
    private final Map<PeerId, PeerBudget> budgets = bounded();

    /** Of all together whom somebody answers for. */
    private final Map<PeerId, PeerBudget> crowdBudgets = bounded();

    private static <V> Map<PeerId, V> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<PeerId, V> eldest) {
                return size() > PEERS_MAX;
            }
        };
    }

    /**
     * The same for all connections of a peer, so that a new one gives nothing new; and one for all
     * the peers that somebody else answers for, so that a new key gives nothing new either.
     *
     * @param sponsor who answers for the peer, perhaps itself
     */
    synchronized PeerBudget budget(PeerId peer, PeerId sponsor) {
        var shared = sponsor.equals(peer) ? budgets : crowdBudgets;
        return shared.computeIfAbsent(sponsor, unknown -> new PeerBudget());
    }

    /**
     * The peer broke a rule.
     *
     * @return how long it is left alone; zero for not at all
     */
    synchronized Duration offended(PeerId peer, Instant now) {
        Record before = records.get(peer);
        boolean fresh = before == null || before.last().plus(MEMORY).isBefore(now);
        int offences = fresh ? 1 : before.offences() + 1;
        Duration pause = pause(offences);
        records.put(peer, new Record(offences, now, now.plus(pause)));
        return pause;
    }

    private static Duration pause(int offences) {
        if (offences <= FORGIVEN) {
            return Duration.ZERO;
        }
        int doublings = Math.min(offences - FORGIVEN - 1, 20);
        Duration pause = PAUSE_FIRST.multipliedBy(1L << doublings);
        return pause.compareTo(PAUSE_LAST) < 0 ? pause : PAUSE_LAST;
    }

    /** Until when the peer is neither taken nor dialled. A clock set back makes it no longer. */
    synchronized Optional<Instant> pausedUntil(PeerId peer, Instant now) {
        Record record = records.get(peer);
        if (record == null
                || !record.pausedUntil().isAfter(now)
                || record.last().isAfter(now.plus(PAUSE_LAST))) {
            return Optional.empty();
        }
        return Optional.of(record.pausedUntil());
    }
}
