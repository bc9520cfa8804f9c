package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.protocol.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is known of peers whether they are connected or not, for people to read. Of members and of
 * those who were dialled, who are in a roster: it bounds their number. Thread-safe.
 */
final class Acquaintances {

    /** A clock that is off by more is worth a word (screens specification, section 5). */
    static final Duration CLOCK_OFF = Duration.ofMinutes(5);

    private final Map<PeerId, Instant> lastSeen = new ConcurrentHashMap<>();
    private final Map<PeerId, String> lastAddress = new ConcurrentHashMap<>();
    private final AtomicLong problemsTold = new AtomicLong();
    private final Map<PeerId, Problem> problems = new ConcurrentHashMap<>();
    private final Map<PeerId, Instant> problemsAt = new ConcurrentHashMap<>();
    private final Map<PeerId, Duration> clocksAhead = new ConcurrentHashMap<>();
    private final Map<PeerId, Wiki.Release> releases = new ConcurrentHashMap<>();

    /**
     * @param number in the order in which they were told
     */
    private record Problem(String words, Message.Reason reason, long number) {

        /** Whether the peer has to do something about it, which no failed dial tells of. */
        boolean isItsOwn() {
            return reason == Message.Reason.PROTOCOL || reason == Message.Reason.VERSION;
        }
    }

    /**
     * @param at what the peer said of its clock
     * @param now this node's
     */
    void met(PeerId peer, String address, Optional<Instant> at, Instant now) {
        lastSeen.put(peer, now);
        lastAddress.put(peer, address);
        problems.remove(peer);
        releases.remove(peer);
        Duration ahead = at.map(theirs -> Duration.between(now, theirs)).orElse(Duration.ZERO);
        if (ahead.abs().compareTo(CLOCK_OFF) > 0) {
            clocksAhead.put(peer, ahead);
        } else {
            clocksAhead.remove(peer);
        }
    }

    void parted(PeerId peer, Instant now) {
        lastSeen.put(peer, now);
    }

    /**
     * Nobody answered there: what it said when it last did is old. Not what was found out while it
     * was dialled, on a connection that it made itself.
     *
     * @param before {@link #problemsTold} when the dial began
     */
    void failed(PeerId peer, String address, long before) {
        lastAddress.put(peer, address);
        problems.computeIfPresent(
                peer, (same, known) -> known.number() > before && known.isItsOwn() ? known : null);
    }

    /** How many problems there were until now, of all peers. */
    long problemsTold() {
        return problemsTold.get();
    }

    /**
     * @param now when the connection ended for it
     */
    void problem(PeerId peer, Message.Reason reason, String problem, Instant now) {
        problems.put(peer, new Problem(problem, reason, problemsTold.incrementAndGet()));
        problemsAt.put(peer, now);
    }

    void release(PeerId peer, Wiki.Release release) {
        releases.put(peer, release);
    }

    Optional<Instant> lastSeen(PeerId peer) {
        return Optional.ofNullable(lastSeen.get(peer));
    }

    Optional<String> lastAddress(PeerId peer) {
        return Optional.ofNullable(lastAddress.get(peer));
    }

    Optional<String> problem(PeerId peer) {
        return Optional.ofNullable(problems.get(peer)).map(Problem::words);
    }

    /** When there was a problem last; empty if there never was one. */
    Optional<Instant> problemAt(PeerId peer) {
        return Optional.ofNullable(problemsAt.get(peer));
    }

    /** How far the peer's clock is ahead, if that is {@link #CLOCK_OFF} or more either way. */
    Optional<Duration> clockAhead(PeerId peer) {
        return Optional.ofNullable(clocksAhead.get(peer));
    }

    /** Empty if the peer speaks our version, as far as is known. */
    Optional<Wiki.Release> release(PeerId peer) {
        return Optional.ofNullable(releases.get(peer));
    }
}
