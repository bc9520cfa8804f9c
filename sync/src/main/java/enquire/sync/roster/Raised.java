package enquire.sync.roster;

import enquire.editor.page.PeerId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The highest role that anybody was ever given, whether it counts or not: more records can only add
 * to it, in whatever order they come. Pure; stateless.
 */
final class Raised {

    private Raised() {}

    static Set<PeerId> everWrote(Collection<RosterRecord> records) {
        Set<PeerId> recovery =
                records.stream()
                        .flatMap(record -> record.recovery().stream())
                        .collect(Collectors.toSet());
        var highest = new HashMap<PeerId, Role>();
        while (raise(records, recovery, highest)) {
            // Once more: whoever was raised just now may have raised others before.
        }
        return highest.entrySet().stream()
                .filter(each -> each.getValue().writes())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean raise(
            Collection<RosterRecord> records, Set<PeerId> recovery, Map<PeerId, Role> highest) {
        boolean raised = false;
        for (RosterRecord record : records) {
            Optional<Role> given =
                    record.act() instanceof RosterAct.Device
                            ? Optional.ofNullable(highest.get(record.author()))
                            : record.given();
            Optional<PeerId> target = record.target();
            if (given.isPresent() && target.isPresent()) {
                boolean may =
                        record.act() instanceof RosterAct.Genesis
                                || record.act() instanceof RosterAct.Device
                                || recovery.contains(record.author())
                                || isHigher(highest, record.author(), given.get());
                if (may && isHigher(given.get(), highest, target.get())) {
                    highest.put(target.get(), given.get());
                    raised = true;
                }
            }
        }
        return raised;
    }

    private static boolean isHigher(Map<PeerId, Role> highest, PeerId peer, Role than) {
        return highest.containsKey(peer) && highest.get(peer).compareTo(than) < 0;
    }

    private static boolean isHigher(Role role, Map<PeerId, Role> highest, PeerId than) {
        return !highest.containsKey(than) || role.compareTo(highest.get(than)) < 0;
    }
}
