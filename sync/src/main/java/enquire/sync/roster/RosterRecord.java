package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One signed record of a roster, read and with its signature checked. {@link RosterCodec} makes it.
 *
 * @param bytes as signed and received
 * @param id SHA-256 of the bytes
 * @param wiki of a genesis: its own id
 * @param parents ids of the records that its author knew as newest; none for a genesis
 * @param at the author's clock: for people to read, never for rules
 */
public record RosterRecord(
        Bytes bytes,
        Bytes id,
        WikiId wiki,
        PeerId author,
        List<Bytes> parents,
        Instant at,
        RosterAct act) {

    /** Of a genesis: the key that can make owners, if there is one. */
    Optional<PeerId> recovery() {
        return act instanceof RosterAct.Genesis founding ? founding.recovery() : Optional.empty();
    }

    /** Whose role it sets, if any. */
    Optional<PeerId> target() {
        return switch (act) {
            case RosterAct.Genesis founding -> Optional.of(author);
            case RosterAct.Add add -> Optional.of(add.peer());
            case RosterAct.ChangeRole change -> Optional.of(change.peer());
            case RosterAct.Device device -> Optional.of(device.peer());
            case RosterAct.Remove remove -> Optional.of(remove.peer());
            case RosterAct.Leave leave -> Optional.of(author);
            case RosterAct.Offer offer -> Optional.empty();
            case RosterAct.Uninvite uninvite -> Optional.empty();
            case RosterAct.Redact redact -> Optional.empty();
            case RosterAct.RedactFile redact -> Optional.empty();
        };
    }

    /** The role it names, if any; a removal gives none, and a device has that of its person. */
    Optional<Role> given() {
        return switch (act) {
            case RosterAct.Genesis founding -> Optional.of(Role.OWNER);
            case RosterAct.Add add -> Optional.of(add.role());
            case RosterAct.ChangeRole change -> Optional.of(change.role());
            case RosterAct.Offer offer -> Optional.of(offer.role());
            case RosterAct.Device device -> Optional.empty();
            case RosterAct.Remove remove -> Optional.empty();
            case RosterAct.Leave leave -> Optional.empty();
            case RosterAct.Uninvite uninvite -> Optional.empty();
            case RosterAct.Redact redact -> Optional.empty();
            case RosterAct.RedactFile redact -> Optional.empty();
        };
    }

    /** Whether the author removes itself, which it always may. */
    boolean leaves() {
        return switch (act) {
            case RosterAct.Leave leave -> true;
            case RosterAct.Remove removal -> removal.peer().equals(author);
            default -> false;
        };
    }
}
