package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.cbor.MalformedException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records behind their parents, in the same order on every node that has the same ones. Pure.
 *
 * @param records by id, those that take part
 * @param waiting those whose parents are not here yet
 */
record Arranged(Map<Bytes, RosterRecord> records, Map<Bytes, RosterRecord> waiting) {

    /**
     * Round by round, each round by id. A record of somebody whom none of its ancestors names is
     * dropped.
     *
     * @param all in the order in which they came: of those that wait, the first ones stay
     * @throws MalformedException if the genesis of this wiki is not among them
     */
    static Arranged of(WikiId wiki, Map<Bytes, RosterRecord> all) {
        if (!all.containsKey(wiki.value())) {
            throw new MalformedException("the first record of the wiki is missing");
        }
        var arranged = new LinkedHashMap<Bytes, RosterRecord>();
        var dropped = new HashMap<Bytes, RosterRecord>();
        var named = new NamedPeers();
        var open = new ArrayList<>(all.values());
        open.sort(Comparator.comparing(RosterRecord::id));
        boolean progress = true;
        while (progress) {
            progress = false;
            var later = new ArrayList<RosterRecord>();
            for (var record : open) {
                if (!arranged.keySet().containsAll(record.parents())
                        || arranged.size() == Roster.RECORDS_MAX) {
                    later.add(record);
                    continue;
                }
                progress = true;
                if (named.add(record)) {
                    arranged.put(record.id(), record);
                } else {
                    dropped.put(record.id(), record);
                }
            }
            open = later;
        }
        var waiting = new LinkedHashMap<Bytes, RosterRecord>();
        all.values().stream()
                .filter(record -> !arranged.containsKey(record.id()))
                .filter(record -> !dropped.containsKey(record.id()))
                .limit(Roster.WAITING_MAX)
                .forEach(record -> waiting.put(record.id(), record));
        return new Arranged(arranged, waiting);
    }

    /** Whom each record's ancestors name, as bits: names would take memory by the square. */
    private static final class NamedPeers {

        private final Map<PeerId, Integer> numbers = new HashMap<>();
        private final Map<Bytes, BitSet> named = new HashMap<>();

        /** False for a record of a stranger. */
        boolean add(RosterRecord record) {
            var names = new BitSet();
            record.parents().forEach(parent -> names.or(named.get(parent)));
            if (!record.parents().isEmpty() && !names.get(number(record.author()))) {
                return false;
            }
            record.target().ifPresent(target -> names.set(number(target)));
            record.recovery().ifPresent(recovery -> names.set(number(recovery)));
            named.put(record.id(), names);
            return true;
        }

        private int number(PeerId peer) {
            return numbers.computeIfAbsent(peer, unknown -> numbers.size());
        }
    }
}
