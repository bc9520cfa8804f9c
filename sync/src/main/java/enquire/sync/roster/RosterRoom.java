package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * For whose records a roster has room, so that whoever floods it can still be removed from it.
 * Pure.
 */
final class RosterRoom {

    /**
     * From here on only owners and admins add records, and beyond {@link #ADMINS_RECORDS_MAX} only
     * owners. (Half, and three quarters; a guess.)
     */
    static final int OTHERS_RECORDS_MAX = Roster.RECORDS_MAX / 2;

    static final int ADMINS_RECORDS_MAX = Roster.RECORDS_MAX / 4 * 3;

    /**
     * Beyond it only the recovery key adds any, so that it has the last word against whoever stole
     * an owner's key. (64 records for it; a guess.)
     */
    static final int OWNERS_RECORDS_MAX = Roster.RECORDS_MAX - 64;

    /** Whoever is no admin and made more records than this is taken for a flood. (A guess.) */
    static final int FLOOD_RECORDS = 64;

    private final Function<PeerId, Optional<Role>> roles;
    private final Optional<PeerId> recovery;

    /**
     * @param roles that people have now
     */
    RosterRoom(Function<PeerId, Optional<Role>> roles, Optional<PeerId> recovery) {
        this.roles = roles;
        this.recovery = recovery;
    }

    /**
     * Those that came and find room, in their order.
     *
     * @param waiting records that came before and lack their parents
     * @param records how many take part already
     */
    List<RosterRecord> admitted(
            Collection<RosterRecord> fresh, Collection<RosterRecord> waiting, int records) {
        Set<Bytes> needed = neededByAdmins(fresh, waiting);
        var admitted = new ArrayList<RosterRecord>();
        for (var record : fresh) {
            int most = needed.contains(record.id()) ? ADMINS_RECORDS_MAX : most(record.author());
            if (records + admitted.size() < most) {
                admitted.add(record);
            }
        }
        return admitted;
    }

    /** What came, or waits, and is an ancestor of what an owner or admin says. */
    private Set<Bytes> neededByAdmins(
            Collection<RosterRecord> fresh, Collection<RosterRecord> waiting) {
        var open = new HashMap<Bytes, RosterRecord>();
        waiting.forEach(record -> open.put(record.id(), record));
        fresh.forEach(record -> open.put(record.id(), record));
        var cited = new ArrayDeque<Bytes>();
        open.values().stream()
                .filter(record -> administers(record.author()))
                .forEach(record -> cited.addAll(record.parents()));
        var needed = new HashSet<Bytes>();
        while (!cited.isEmpty()) {
            RosterRecord record = open.get(cited.remove());
            if (record != null && needed.add(record.id())) {
                cited.addAll(record.parents());
            }
        }
        return needed;
    }

    /** How many this author can still add to so many. */
    int left(PeerId author, int records) {
        return Math.max(0, most(author) - records);
    }

    /** How many records there may be with one that this author adds. */
    private int most(PeerId author) {
        if (isRecovery(author)) {
            return Roster.RECORDS_MAX;
        }
        return switch (roles.apply(author).orElse(Role.RELAY)) {
            case OWNER -> OWNERS_RECORDS_MAX;
            case ADMIN -> ADMINS_RECORDS_MAX;
            case WRITER, READER, RELAY -> OTHERS_RECORDS_MAX;
        };
    }

    /** Who made so many of these records that it is a flood. */
    Set<PeerId> flooding(Collection<RosterRecord> records) {
        var count = new HashMap<PeerId, Integer>();
        records.forEach(record -> count.merge(record.author(), 1, Integer::sum));
        return count.entrySet().stream()
                .filter(entry -> entry.getValue() > FLOOD_RECORDS)
                .map(Map.Entry::getKey)
                .filter(peer -> !administers(peer))
                .collect(Collectors.toSet());
    }

    private boolean administers(PeerId peer) {
        return isRecovery(peer)
                || roles.apply(peer)
                        .filter(role -> role == Role.OWNER || role == Role.ADMIN)
                        .isPresent();
    }

    private boolean isRecovery(PeerId peer) {
        return recovery.filter(peer::equals).isPresent();
    }
}
