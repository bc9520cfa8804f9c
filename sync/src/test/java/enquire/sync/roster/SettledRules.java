package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of decisions 0005, 0027 and 0028, asked of every record once all are decided, by sets
 * and without rounds. If a later round had changed what an earlier one rested on, a record would
 * count here and not there.
 */
final class SettledRules {

    private final Map<Bytes, RosterRecord> records = new LinkedHashMap<>();
    private final Map<Bytes, Set<Bytes>> pasts = new HashMap<>();
    private final Roster settled;

    /**
     * @param signed after their parents
     */
    SettledRules(List<Bytes> signed, Roster settled) {
        this.settled = settled;
        for (Bytes bytes : signed) {
            RosterRecord record = RosterCodec.read(bytes);
            var past = new HashSet<>(record.parents());
            record.parents().forEach(parent -> past.addAll(pasts.get(parent)));
            records.put(record.id(), record);
            pasts.put(record.id(), past);
        }
    }

    /** Ids of the records of which the rules say something else than the roster does. */
    List<Bytes> contradicted() {
        return records.values().stream()
                .filter(record -> counts(record) != settled.counts(record.id()))
                .map(RosterRecord::id)
                .toList();
    }

    /** By the same rules, from everything. */
    Optional<Role> role(PeerId peer) {
        return Level.role(level(peer, records.keySet()));
    }

    private boolean counts(RosterRecord record) {
        boolean byPaper = record.author().equals(recovery());
        if (record.parents().isEmpty() || record.leaves() && !byPaper) {
            return true;
        }
        int author = level(record.author(), pasts.get(record.id()));
        if (author == Level.NONE || given(record) >= author) {
            return false;
        }
        boolean device = record.act() instanceof RosterAct.Device;
        if (device && (byPaper || person(record.author(), pasts.get(record.id())) != null)) {
            return false;
        }
        return mayTouch(record, author)
                && records.values().stream()
                        .filter(other -> above(other, record, author))
                        .noneMatch(other -> lowersAuthor(other, record, author));
    }

    private boolean mayTouch(RosterRecord record, int author) {
        if (record.target().isEmpty()) {
            return true; // Uninvites are tested elsewhere.
        }
        PeerId target = record.target().get();
        Set<Bytes> past = pasts.get(record.id());
        boolean lowersItself =
                target.equals(record.author()) && record.act() instanceof RosterAct.ChangeRole;
        int before = level(target, past);
        @Nullable PeerId person = person(target, past);
        if (target.equals(recovery()) || before >= author && !lowersItself) {
            return false;
        }
        if (person != null && before == author - 1 && !person.equals(record.author())) {
            return false;
        }
        return records.values().stream()
                .filter(other -> above(other, record, author))
                .noneMatch(other ->
                        other.target().equals(Optional.of(target)) && given(other) >= author);
    }

    private boolean lowersAuthor(RosterRecord other, RosterRecord record, int author) {
        @Nullable PeerId person = person(record.author(), pasts.get(record.id()));
        @Nullable PeerId target = other.target().orElse(null);
        return record.author().equals(target) && given(other) < author
                || person != null && person.equals(target) && given(other) - 1 < author;
    }

    /** Whether the other one counts, is concurrent, and is of a higher author. */
    private boolean above(RosterRecord other, RosterRecord record, int author) {
        return !other.id().equals(record.id())
                && settled.counts(other.id())
                && !pasts.get(other.id()).contains(record.id())
                && !pasts.get(record.id()).contains(other.id())
                && !other.leaves()
                && level(other.author(), pasts.get(other.id())) > author;
    }

    private @Nullable PeerId recovery() {
        return records.values().iterator().next().recovery().orElse(null);
    }

    private @Nullable PeerId person(PeerId peer, Set<Bytes> known) {
        @Nullable RosterRecord by = decisive(peer, known);
        return by != null && by.act() instanceof RosterAct.Device ? by.author() : null;
    }

    private int level(PeerId peer, Set<Bytes> known) {
        if (peer.equals(recovery())) {
            return Level.RECOVERY;
        }
        @Nullable RosterRecord by = decisive(peer, known);
        if (by == null) {
            return Level.NONE;
        }
        int level = given(by);
        if (by.act() instanceof RosterAct.Device) {
            for (Bytes id : known) {
                RosterRecord since = records.get(id);
                if (settled.counts(id)
                        && since.target().equals(Optional.of(by.author()))
                        && !pasts.get(by.id()).contains(id)) {
                    level = Math.min(level, given(since) - 1);
                }
            }
        }
        return Math.max(level, Level.NONE);
    }

    private @Nullable RosterRecord decisive(PeerId peer, Set<Bytes> known) {
        var about =
                known.stream()
                        .map(records::get)
                        .filter(each -> each.target().equals(Optional.of(peer)))
                        .filter(each -> settled.counts(each.id()))
                        .toList();
        @Nullable RosterRecord lowest = null;
        for (RosterRecord each : about) {
            boolean newest =
                    about.stream().noneMatch(later -> pasts.get(later.id()).contains(each.id()));
            if (newest && (lowest == null || isLower(each, lowest))) {
                lowest = each;
            }
        }
        return lowest;
    }

    private boolean isLower(RosterRecord one, RosterRecord other) {
        int difference = given(one) - given(other);
        return difference < 0 || difference == 0 && one.id().compareTo(other.id()) < 0;
    }

    private int given(RosterRecord record) {
        return record.act() instanceof RosterAct.Device
                ? level(record.author(), pasts.get(record.id())) - 1
                : record.given().map(Level::of).orElse(Level.NONE);
    }
}
