package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.sync.roster.Role;
import enquire.sync.transport.PeerServer;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who makes room when more members are connected than there is room for. Pure. */
final class Crowding {

    /**
     * So many may be connected before somebody makes room. The other half of what the server takes
     * is for those who have not said hello, so whoever comes is always let in that far.
     * (Arithmetic.)
     */
    static final int GREETED_MAX = PeerServer.CONNECTIONS_MAX / 2;

    /**
     * Somebody who is connected.
     *
     * @param sponsor who answers for him, perhaps himself
     * @param age how long he has been connected
     */
    record Guest(PeerId peer, PeerId sponsor, Role role, Duration age) {

        boolean sponsored() {
            return !sponsor.equals(peer);
        }
    }

    private Crowding() {}

    /**
     * Of the largest crowd that one member brought in, the lowest in rank, and of these who came
     * first. Nobody, if everybody was brought in by owners and admins.
     */
    static Optional<PeerId> makesRoom(Collection<Guest> guests) {
        Map<PeerId, Long> crowds =
                guests.stream()
                        .filter(Guest::sponsored)
                        .collect(Collectors.groupingBy(Guest::sponsor, Collectors.counting()));
        Comparator<Guest> bySize = Comparator.comparing(guest -> crowds.get(guest.sponsor()));
        return guests.stream()
                .filter(Guest::sponsored)
                .max(bySize.thenComparing(Guest::role).thenComparing(Guest::age))
                .map(Guest::peer);
    }
}
