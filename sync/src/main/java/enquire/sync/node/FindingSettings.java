package enquire.sync.node;

import enquire.sync.transport.PeerAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a node is told about being found, at its start. What is empty stays as it was said before.
 *
 * @param advertised where others reach it, as through a router that forwards a port
 * @param nearby whether it speaks on local networks, to be found by others there; of a node that
 *     listens on loopback alone, whether it does so on loopback, which it does not unless told now
 * @param alwaysOn whether it is meant to run all the time
 * @param storageBytes room that it offers others
 */
public record FindingSettings(
        Optional<List<PeerAddress>> advertised,
        Optional<Boolean> nearby,
        Optional<Boolean> alwaysOn,
        Optional<Long> storageBytes) {

    /** Everything stays as it was. */
    public static final FindingSettings AS_BEFORE =
            new FindingSettings(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    void apply(Whereabouts whereabouts, OwnOffers offers) {
        advertised.ifPresent(whereabouts::advertise);
        nearby.ifPresent(whereabouts::nearby);
        alwaysOn.ifPresent(offers::alwaysOn);
        storageBytes.ifPresent(offers::storage);
    }
}
