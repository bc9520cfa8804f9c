package enquire.sync.roster;

import enquire.editor.page.PeerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How members and former members were called when they were added, and who is whom. Immutable. */
final class RosterNames {

    private final Map<PeerId, String> names = new HashMap<>();
    private final Map<PeerId, RosterRecord> devices = new HashMap<>();

    /**
     * @param counted records that count, each after its parents: what comes last is so now
     */
    RosterNames(List<RosterRecord> counted) {
        for (var record : counted) {
            switch (record.act()) {
                case RosterAct.Genesis founding -> names.put(record.author(), founding.ownerName());
                case RosterAct.Add add -> {
                    names.put(add.peer(), add.name());
                    devices.remove(add.peer());
                }
                case RosterAct.Device device -> {
                    names.put(device.peer(), device.name());
                    devices.put(device.peer(), record);
                }
                default -> {}
            }
        }
    }

    Optional<String> of(PeerId peer) {
        return Optional.ofNullable(names.get(peer));
    }

    /**
     * The first computer of whose this one is or was; itself, if it was never added as another one.
     * Of two who called each other's theirs, neither is the other's.
     */
    PeerId person(PeerId peer) {
        RosterRecord added = devices.get(peer);
        return added == null || devices.containsKey(added.author()) ? peer : added.author();
    }

    /** What a computer signed when it was added as another one of somebody's. */
    Optional<RosterAct.Device> device(PeerId peer) {
        return Optional.ofNullable(devices.get(peer)).map(each -> (RosterAct.Device) each.act());
    }
}
