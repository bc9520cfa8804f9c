package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.node.TriedAddress.Result;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of dialling each address of each peer: the last time, and the last time it worked. It
 * survives a restart: a result that is another one than before is on disk at once, the time of one
 * that repeats itself now and then. Of peers that are dialled, who are members. Thread-safe.
 */
final class Attempts {

    /** Of one peer: as many as {@link Whereabouts} may know of it. */
    static final int ADDRESSES_MAX = 40;

    /**
     * How old what is on disk may be while nothing but the time changed: a laptop's disk is not
     * woken each minute because somebody is away (a guess).
     */
    static final Duration REPEATED = Duration.ofMinutes(10);

    private final NodeDatabase database;
    private final InstantSource clock;
    private final Map<PeerId, Map<String, Attempt>> known = new HashMap<>();
    private final Map<PeerId, Instant> written = new HashMap<>();

    /**
     * @param workedAt the last time that the peer was reached there
     */
    record Attempt(Instant at, Result result, Optional<Instant> workedAt) {

        /** Behind the address, and without spaces as that is. */
        private String line(String address) {
            String worked = workedAt.map(Instant::toString).orElse("-");
            return String.join(" ", address, at.toString(), result.name(), worked);
        }

        /** Nothing is taken of a line that a later version wrote otherwise. */
        private static void read(String line, Map<String, Attempt> into) {
            String[] parts = line.split(" ");
            if (parts.length == 4) {
                try {
                    Optional<Instant> worked =
                            Optional.of(parts[3])
                                    .filter(text -> !text.equals("-"))
                                    .map(Instant::parse);
                    Result result = Result.valueOf(parts[2]);
                    into.put(parts[0], new Attempt(Instant.parse(parts[1]), result, worked));
                } catch (DateTimeException | IllegalArgumentException unknown) {
                    into.remove(parts[0]);
                }
            }
        }
    }

    Attempts(NodeDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An address was dialled. */
    synchronized void tried(PeerId peer, String address, Result result) {
        Map<String, Attempt> of = known(peer);
        Instant now = clock.instant();
        Attempt before = of.get(address);
        Optional<Instant> worked =
                result == Result.CONNECTED
                        ? Optional.of(now)
                        : Optional.ofNullable(before).flatMap(Attempt::workedAt);
        of.put(address, new Attempt(now, result, worked));
        if (of.size() > ADDRESSES_MAX) {
            of.entrySet().stream()
                    .min(Comparator.comparing(each -> each.getValue().at()))
                    .ifPresent(oldest -> of.remove(oldest.getKey()));
        }
        boolean same = before != null && before.result() == result;
        boolean recent =
                Optional.ofNullable(written.get(peer))
                        .filter(at -> Duration.between(at, now).abs().compareTo(REPEATED) < 0)
                        .isPresent();
        if (!same || !recent) {
            var lines = new ArrayList<String>();
            of.forEach((each, attempt) -> lines.add(attempt.line(each)));
            database.tried(peer, lines);
            written.put(peer, now);
        }
    }

    /** What is known of this address; empty if it was never dialled. */
    synchronized Optional<Attempt> of(PeerId peer, String address) {
        return Optional.ofNullable(known(peer).get(address));
    }

    private Map<String, Attempt> known(PeerId peer) {
        return known.computeIfAbsent(
                peer,
                unread -> {
                    var read = new LinkedHashMap<String, Attempt>();
                    List<String> lines = database.tried(peer);
                    lines.stream().limit(ADDRESSES_MAX).forEach(line -> Attempt.read(line, read));
                    return read;
                });
    }
}
