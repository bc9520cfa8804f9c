package enquire.sync.node;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.cbor.MalformedException;
import enquire.sync.roster.Roster;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What former members of one wiki say who claim to be members after all: looked at one by one, and
 * of each of them only now and then, because its signatures have to be checked before anything is
 * known of it. Kept in memory. Thread-safe.
 */
final class Readmissions {

    /**
     * How long one who was looked at is not looked at again. A node dials whoever sends it away
     * more rarely than that. (A guess; 96 KiB of records take some 0.3 s to check: arithmetic.)
     */
    static final Duration PAUSE = Duration.ofSeconds(10);

    /** Former members that are remembered. (A guess: more than ever knock within the pause.) */
    static final int PEERS_MAX = 256;

    private final Map<PeerId, Instant> looked =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<PeerId, Instant> eldest) {
                    return size() > PEERS_MAX;
                }
            };

    /**
     * Whether somebody is a member once these records are added; false also for one whose records
     * were looked at a moment ago.
     *
     * @throws MalformedException if one is not what it says
     */
    synchronized boolean leadTo(Roster roster, PeerId peer, List<Bytes> signed, Instant now) {
        Instant last = looked.get(peer);
        // A clock that was set back makes the pause no longer.
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(PAUSE))) {
            return false;
        }
        looked.remove(peer); // So that the one looked at longest ago is forgotten first.
        looked.put(peer, now);
        return roster.with(signed).role(peer).isPresent();
    }
}
