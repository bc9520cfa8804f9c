package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.util.List;
import java.util.Optional;

/** The invites of a wiki, as its roster tells. Immutable. */
public final class Invites {

    private final List<RosterRecord> counted;

    /**
     * @param counted those of a roster's records that count
     */
    Invites(List<RosterRecord> counted) {
        this.counted = counted;
    }

    /** The offer behind an invite, unless it was taken back or somebody was added by it. */
    public Optional<RosterAct.Offer> open(Bytes invite) {
        Optional<RosterAct.Offer> open = Optional.empty();
        for (var record : counted) {
            switch (record.act()) {
                case RosterAct.Offer offer when offer.invite().equals(invite) ->
                        open = open.or(() -> Optional.of(offer));
                case RosterAct.Uninvite uninvite when uninvite.invite().equals(invite) -> {
                    return Optional.empty();
                }
                case RosterAct.Add add when add.invite().filter(invite::equals).isPresent() -> {
                    return Optional.empty();
                }
                case RosterAct.Device device when device.invite().equals(invite) -> {
                    return Optional.empty();
                }
                default -> {}
            }
        }
        return open;
    }

    /** Whether a computer was added by that invite, which stands in no roster itself. */
    public boolean isUsedForDevice(Bytes invite) {
        return counted.stream()
                .anyMatch(record ->
                        record.act() instanceof RosterAct.Device device
                                && device.invite().equals(invite));
    }

    /** Who gave out an invite, if that counts. */
    public Optional<PeerId> inviter(Bytes invite) {
        return counted.stream()
                .filter(record ->
                        record.act() instanceof RosterAct.Offer offer
                                && offer.invite().equals(invite))
                .map(RosterRecord::author)
                .findFirst();
    }
}
