package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The invites of a wiki, as its roster tells. Immutable. */
public final class Invites {

    private final List<RosterRecord> counted;

    /**
     * @param counted those of a roster's records that count
     */
    Invites(List<RosterRecord> counted) {
        this.counted = counted;
    }

    /**
     * The offer behind an invite, unless it was taken back or its author added somebody by it: only
     * he redeems it. Its id is known to everybody, so what others write in its name closes nothing.
     */
    public Optional<RosterAct.Offer> open(Bytes invite) {
        return offered(invite)
                .filter(offer ->
                        counted.stream()
                                .noneMatch(record -> closes(record, invite, offer.author())))
                .map(offer -> (RosterAct.Offer) offer.act());
    }

    private static boolean closes(RosterRecord record, Bytes invite, PeerId inviter) {
        return switch (record.act()) {
            case RosterAct.Uninvite uninvite -> uninvite.invite().equals(invite);
            case RosterAct.Add add ->
                    add.invite().filter(invite::equals).isPresent()
                            && record.author().equals(inviter);
            default -> false;
        };
    }

    /** The open ones of one author, which may have expired, in no order. */
    public List<RosterRecord> openOf(PeerId author) {
        Set<Bytes> closed = new HashSet<>();
        for (RosterRecord record : counted) {
            switch (record.act()) {
                case RosterAct.Uninvite uninvite -> closed.add(uninvite.invite());
                case RosterAct.Add add when record.author().equals(author) ->
                        add.invite().ifPresent(closed::add);
                default -> {}
            }
        }
        return counted.stream()
                .filter(record -> record.author().equals(author))
                .filter(record ->
                        record.act() instanceof RosterAct.Offer offer
                                && !closed.contains(offer.invite()))
                .toList();
    }

    private Optional<RosterRecord> offered(Bytes invite) {
        return counted.stream()
                .filter(record ->
                        record.act() instanceof RosterAct.Offer offer
                                && offer.invite().equals(invite))
                .findFirst();
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
        return offered(invite).map(RosterRecord::author);
    }
}
